import type { Text } from '@heliu/contract/text';
import { sql } from 'kysely';
import { appendEvents } from './events.ts';
import type { Kernel } from './kernel.ts';
import type { Loop } from './loops.ts';

/** Something put in order once a day. Doing it again, or in two processes at once, changes nothing more. */
export interface Chore {
  readonly name: string;
  /** What its count counts. */
  readonly does: Text;
  /** How many are due now; changes nothing. */
  count(): Promise<number>;
  /** @returns how many were put in order. */
  run(): Promise<number>;
}

/** What the chores need of the kernel. */
export type UpkeepKernel = Pick<Kernel, 'db' | 'clock' | 'log'>;

const dayMs = 86_400_000;

/** Does one chore and keeps a record of it: when, how many, nothing of whom. */
export async function doChore({ db, clock, log }: UpkeepKernel, chore: Chore): Promise<number> {
  const done = await chore.run();
  const at = clock.now();
  await db.transaction().execute(async (trx) => {
    await sql`INSERT INTO log.upkeep (name, ran_at, done) VALUES (${chore.name}, ${new Date(at)}, ${done})
      ON CONFLICT (name) DO UPDATE SET ran_at = EXCLUDED.ran_at, done = EXCLUDED.done`.execute(trx);
    if (done === 0) return;
    await appendEvents(trx, [
      { kind: 'upkeep.done', subject: `upkeep:${chore.name}`, at, payload: { done } },
    ]);
  });
  if (done > 0) log.info('upkeep done', { chore: chore.name, done });
  return done;
}

/** Looks every hour for chores that nobody has done for a day; one that fails does not keep the others waiting. */
export const upkeepLoop = (kernel: UpkeepKernel, chores: readonly Chore[]): Loop => ({
  name: 'upkeep',
  everyMs: 3_600_000,
  run: async () => {
    const { rows } = await sql<{ name: string }>`SELECT name FROM log.upkeep
      WHERE ran_at > ${new Date(kernel.clock.now() - dayMs)}`.execute(kernel.db);
    const recent = new Set(rows.map(({ name }) => name));
    for (const chore of chores) {
      if (recent.has(chore.name)) continue;
      await doChore(kernel, chore).catch((error: unknown) =>
        kernel.log.error('upkeep failed', { chore: chore.name, error }),
      );
    }
    return false;
  },
});
