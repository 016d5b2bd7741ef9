import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { followMatters } from '../server/src/supervision/follow.ts';
import { tick } from '../server/src/supervision/tick.ts';
import { openBenchCity } from './life-cycle/city.ts';
import { fillClosed, loadOpen } from './supervision/matters.ts';
import { openWorker } from './supervision/worker.ts';

/**
 * A tick over a district after years: one matter in ten is open, and the worker comes back after an hour away, so that
 * an hour's worth of steps is due. Then the worst there is: everything that is open is due at once.
 */
const open = Number(process.env['HELIU_BENCH_OPEN'] ?? 100_000);
const closedCopies = 9;
const goalMs = 10_000;
/** A Wednesday morning: clocks that stand at night have no steps in the hour after. */
const now = Date.parse('2026-11-25T10:00:00+08:00');
const say = (text: string) => process.stderr.write(`${text}\n`);

const bench = await openBenchCity();
try {
  await loadOpen(bench, open, { until: now, days: 10 });
  say(`${open.toLocaleString('en')} open matters`);
  await fillClosed(bench, closedCopies);
  const { room, close } = await openWorker(bench.url, now);
  const { db } = room.kernel;
  const clock = room.kernel.clock as typeof room.kernel.clock & { set(at: number): void };
  const timed = async (work: () => Promise<boolean>) => {
    const begun = performance.now();
    while (await work());
    return Math.round(performance.now() - begun);
  };
  const count = async (table: 'matter.matters' | 'supervision.cards') => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('n'))
      .executeTakeFirst();
    return Number(row?.n ?? 0);
  };
  const matters = await count('matter.matters');
  const planMs = await timed(() => followMatters(room));
  const backlogMs = await timed(() => tick(room));
  const backlog = await count('supervision.cards');
  const idleMs = await timed(() => tick(room));
  clock.set(now + 3_600_000);
  const hourMs = await timed(() => tick(room));
  const hour = (await count('supervision.cards')) - backlog;
  await close();
  const result = {
    bench: 'supervision',
    machine: { cores: cpus().length, model: cpus()[0]?.model ?? '' },
    matters,
    open,
    planMs,
    backlog: { ms: backlogMs, cards: backlog },
    idleMs,
    hour: { ms: hourMs, cards: hour },
    goalMs,
  };
  await mkdir(new URL('./out/', import.meta.url), { recursive: true });
  await writeFile(new URL('./out/supervision.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(
    [
      `${matters.toLocaleString('en')} matters, ${open.toLocaleString('en')} open`,
      `  a tick with an hour's steps (${hour.toLocaleString('en')} cards): ${hourMs} ms (goal ${goalMs})`,
      `  a tick with nothing due: ${idleMs} ms`,
      `  all that was due over ten days at once (${backlog.toLocaleString('en')} cards): ${backlogMs} ms`,
      `  planning everything anew: ${planMs} ms`,
      '',
    ].join('\n'),
  );
} finally {
  await bench.close();
}
