import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db, Trx } from '../src/kernel/db.ts';

/**
 * Begins something while `hold` has rows locked that it comes to, and lets them go once it waits for them, after
 * `finish`: so the two meet at the same place every time.
 */
export async function meanwhile<T>(
  db: Db,
  hold: (trx: Trx) => Promise<unknown>,
  begin: () => Promise<T>,
  finish?: (trx: Trx) => Promise<unknown>,
): Promise<T> {
  let begun: Promise<T> | undefined;
  await db.transaction().execute(async (trx) => {
    await hold(trx);
    begun = begin();
    await expect.poll(async () => waiting(db), { interval: 20 }).toBeGreaterThan(0);
    await finish?.(trx);
  });
  if (begun === undefined) throw new Error('nothing was begun');
  return begun;
}

async function waiting(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
  return rows[0]?.n ?? 0;
}
