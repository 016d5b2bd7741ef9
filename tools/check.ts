import type { Gate } from './check/gate.ts';
import { driftGate } from './check/drift-gate.ts';
import { fencesGate } from './check/fences.ts';
import { sizeGate } from './check/size-gate.ts';
import { deadCodeGate, formatGate, lintGate, migrationsGate, typesGate } from './check/tool-gates.ts';
import { wordingGate } from './check/wording-gate.ts';
import { root } from './command.ts';
import { add, broken, finish, held, noTally, type Tally } from './tally.ts';

/** The long ones first, so that the two workers end together. */
const gates: readonly Gate[] = [
  lintGate(root),
  ...['server', 'web', 'contract', '.'].map((project) => typesGate(root, project)),
  driftGate(root),
  deadCodeGate(root),
  migrationsGate(root),
  fencesGate(root),
  formatGate(root),
  sizeGate(root),
  wordingGate(root),
];

/** `npm run check`: all gates, two at a time, each with how long it took. */
async function check(asked: readonly Gate[]): Promise<Tally> {
  const waiting = [...asked];
  const worker = async (): Promise<Tally> => {
    let tally = noTally;
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      tally = add(tally, await pass(gate));
    }
    return tally;
  };
  const tallies = await Promise.all([worker(), worker()]);
  return tallies.reduce(add);
}

async function pass(gate: Gate): Promise<Tally> {
  const started = Date.now();
  const faults = await gate.run();
  const took = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  if (faults.length === 0) {
    process.stdout.write(`✓ ${gate.name} (${took})\n`);
    return held;
  }
  process.stdout.write(`✗ ${gate.name} (${took})\n${faults.map(indented).join('')}`);
  return broken([gate.name, ...faults].join('\n'));
}

const indented = (fault: string): string => `${fault.replaceAll(/^/gm, '  ')}\n`;

const only = process.argv.slice(2);
finish(
  await check(gates.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))),
);
