import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type BenchCity, openBenchCity } from '../bench/life-cycle/city.ts';
import { loadOpen } from '../bench/supervision/matters.ts';
import { openWorker } from '../bench/supervision/worker.ts';
import { ladderFor } from '../contract/src/supervision/ladder.ts';
import { reachedSteps, scheduleOf } from '../contract/src/supervision/schedule.ts';
import { clocksOf, type StoredClock } from '../server/src/matter/index.ts';
import { followMatters } from '../server/src/supervision/follow.ts';

/**
 * Open matters that have all reached steps of the ladder; 100,000, or HELIU_PROOF_MATTERS of them. The worker that
 * issues them is killed ten times in the middle of a tick. In the end every step that was reached has one card and one
 * event, and nothing else has any: what was reached is reckoned here from the matters themselves, not from the table that
 * the worker goes by.
 */
const matters = Number(process.env['HELIU_PROOF_MATTERS'] ?? 100_000);
const kills = 10;
const workerFile = fileURLToPath(new URL('../bench/supervision/worker.ts', import.meta.url));
const say = (text: string) => process.stderr.write(`${text}\n`);

/** Runs a worker; where `afterTicks` is given, kills it in the middle of a tick after so many. True where it was. */
async function work(bench: BenchCity, now: number, afterTicks?: number): Promise<boolean> {
  const child = spawn(process.execPath, [workerFile, bench.url, String(now)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let begun = 0;
  let inTick = false;
  let killed = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    inTick = line === 'begin';
    if (!inTick) return;
    begun += 1;
    if (begun - 1 !== afterTicks) return;
    void sleep(5 + Math.random() * 60).then(() => {
      if (!inTick || child.exitCode !== null) return;
      killed = child.kill('SIGKILL');
    });
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  if (!killed && code !== 0) throw new Error(`the worker failed with ${code}`);
  return killed;
}

interface Kept {
  readonly id: string;
  readonly type_code: string;
  readonly clocks: readonly StoredClock[] | null;
}

/** Every step that the matters have reached, from their own rows. */
async function expected(db: pg.Client, { city }: BenchCity, now: number): Promise<Set<string>> {
  const { rows } = await db.query<Kept>(
    `SELECT id, type_code, state->'clocks' AS clocks FROM matter.matters`,
  );
  const keys = new Set<string>();
  for (const { id, type_code: type, clocks } of rows) {
    for (const clock of clocksOf(clocks).filter(({ state }) => state !== 'stopped')) {
      const ladder = ladderFor(city.pack.supervision, clock.kind, city.index.types.get(type)?.classCode);
      if (ladder === undefined) continue;
      for (const { step } of reachedSteps(scheduleOf(ladder.steps, clock, city.calendar), now)) {
        keys.add([id, clock.kind, clock.workOrderNo, clock.round, step.code].join(' '));
      }
    }
  }
  return keys;
}

async function faultsOf(bench: BenchCity, now: number): Promise<string[]> {
  const db = new pg.Client({ connectionString: bench.ownerUrl });
  await db.connect();
  const list = async (text: string) => (await db.query<{ key: string }>(text)).rows.map(({ key }) => key);
  const wanted = await expected(db, bench, now);
  const cards = await list(
    `SELECT concat_ws(' ', matter_id, clock, work_order_no, round, step) AS key FROM supervision.cards`,
  );
  const events = await list(
    `SELECT concat_ws(' ', payload->>'matterId', payload->>'clock', payload->>'workOrderNo', payload->>'round',
       payload->>'step') AS key FROM log.events WHERE kind = 'supervision.cardIssued'`,
  );
  await db.end();
  say(`${wanted.size.toLocaleString('en')} steps reached, ${cards.length.toLocaleString('en')} cards`);
  const missing = (found: readonly string[]) => wanted.difference(new Set(found)).size;
  const strange = (found: readonly string[]) => new Set(found).difference(wanted).size;
  const checks: [string, number][] = [
    ['matters without any step', wanted.size < matters ? 1 : 0],
    ['steps without a card', missing(cards)],
    ['cards that no step asked for', strange(cards)],
    ['cards issued twice', cards.length - new Set(cards).size],
    ['steps without an event', missing(events)],
    ['events that no step asked for', strange(events)],
    ['events told twice', events.length - new Set(events).size],
  ];
  return checks.filter(([, count]) => count !== 0).map(([what, count]) => `${what}: ${count}`);
}

const bench = await openBenchCity();
try {
  const now = Date.now();
  // Ten days back and more, every matter has reached its first step at least, working time or not.
  await loadOpen(bench, matters, { until: now - 20 * 86_400_000, days: 10 });
  say(`${matters.toLocaleString('en')} open matters`);
  const planner = await openWorker(bench.url, now);
  while (await followMatters(planner.room));
  await planner.close();
  let done = 0;
  for (let tries = 0; done < kills && tries < 5 * kills; tries += 1) {
    if (await work(bench, now, tries % 4)) done += 1;
  }
  say(`killed ${done} times in the middle of a tick`);
  await work(bench, now);
  const faults = await faultsOf(bench, now);
  if (done < kills) faults.push(`the worker was killed ${done} times instead of ${kills}`);
  for (const fault of faults) say(`✗ ${fault}`);
  if (faults.length === 0) process.stdout.write('nothing missed, nothing twice\n');
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await bench.close();
}
