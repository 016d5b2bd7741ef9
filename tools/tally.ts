/** How many of something held and how many did not. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const noTally: Tally = { passed: 0, failed: 0 };

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
});

/** The last line of every task, and the exit code that goes with it. */
export function finish(tally: Tally): void {
  process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed\n`);
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}
