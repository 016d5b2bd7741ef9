import type { Gate } from './check/gate.ts';
import { toolGates } from './check/tool-gates.ts';
import { add, finish, noTally, type Tally } from './tally.ts';

/** `npm run check`: all gates, two at a time, each with how long it took. */
async function check(gates: readonly Gate[]): Promise<Tally> {
  const waiting = [...gates];
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
    return { passed: 1, failed: 0 };
  }
  process.stdout.write(`✗ ${gate.name} (${took})\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
  return { passed: 0, failed: 1 };
}

const only = process.argv.slice(2);
finish(
  await check(toolGates.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)))),
);
