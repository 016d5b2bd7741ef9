/** How many of something held and how many did not. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What did not hold: a name, and on the lines after it why. */
  readonly faults: readonly string[];
}

export const noTally: Tally = { passed: 0, failed: 0, faults: [] };
export const held: Tally = { ...noTally, passed: 1 };
export const broken = (fault: string): Tally => ({ passed: 0, failed: 1, faults: [fault] });

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  faults: [...a.faults, ...b.faults],
});

const mostFaults = 40;
const mostLines = 8;
const widest = 240;

/** Enough to know what to look for; all of it stands further up. */
function brief(fault: string): string {
  const [name = '', ...lines] = fault.split('\n').filter((line) => line.trim() !== '');
  const why = lines.filter((line) => !line.includes('/node_modules/'));
  const shown = why.slice(0, mostLines).map((line) => `    ${line.trim().slice(0, widest)}\n`);
  return `✗ ${name.slice(0, widest)}\n${shown.join('')}${why.length > mostLines ? '    …\n' : ''}`;
}

/** What did not hold, then the last line of every task, and the exit code that goes with it. `.ci/run` repeats both. */
export function finish({ passed, failed, faults }: Tally): void {
  if (faults.length > 0) {
    const more = faults.length - mostFaults;
    const shown = faults.slice(0, mostFaults).map(brief).join('');
    process.stdout.write(`\nFailed:\n${shown}${more > 0 ? `… and ${more} more\n` : ''}`);
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
