import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Db } from '../kernel/db.ts';

/** `free` tries in a window; from then on each try waits `baseMs`, then twice as long, up to `maxMs`. */
export interface Limit {
  readonly free: number;
  readonly windowMs: number;
  readonly baseMs: number;
  readonly maxMs: number;
}

/** A try counted under a key. */
export interface Charge {
  readonly key: Buffer;
  readonly limit: Limit;
}

/**
 * Counts a try under every key before it is made, so that tries made at the same instant are all counted. The counters
 * are in the database: they hold across processes and restarts.
 * @throws Problem `request.tooMany` when one of the keys has to wait; then nothing is counted.
 */
export async function charge(db: Db, charges: readonly Charge[], now: number): Promise<void> {
  const counted: Charge[] = [];
  for (const one of charges) {
    const waitMs = await chargeOne(db, one, now);
    if (waitMs !== undefined) {
      await refund(db, counted);
      throw new Problem('request.tooMany', { params: { seconds: Math.max(1, Math.ceil(waitMs / 1000)) } });
    }
    counted.push(one);
  }
}

/** One statement, so that the count and the wait that follows from it are never apart. @returns how long to wait. */
async function chargeOne(db: Db, { key, limit }: Charge, now: number): Promise<number | undefined> {
  const at = sql`${new Date(now)}::timestamptz`;
  const count = sql`CASE WHEN a.window_ends_at <= ${at} THEN 1 ELSE a.count + 1 END`;
  const waitMs = sql`least(${limit.maxMs}::float8, ${limit.baseMs}::float8 * 2 ^ least(${count} - ${limit.free} - 1, 20))`;
  const { rows } = await sql`
    INSERT INTO people.attempts AS a (key, count, window_ends_at)
    VALUES (${key}, 1, ${at} + ${limit.windowMs}::float8 * interval '1 ms')
    ON CONFLICT (key) DO UPDATE SET
      count = ${count},
      window_ends_at = ${at} + (${limit.windowMs}::float8
        + CASE WHEN ${count} > ${limit.free} THEN ${waitMs} ELSE 0 END) * interval '1 ms',
      blocked_until = CASE WHEN ${count} > ${limit.free} THEN ${at} + ${waitMs} * interval '1 ms' END
    WHERE a.blocked_until IS NULL OR a.blocked_until <= ${at}
    RETURNING 1`.execute(db);
  if (rows.length > 0) return undefined;
  const row = await db
    .selectFrom('people.attempts')
    .select('blocked_until')
    .where('key', '=', key)
    .executeTakeFirst();
  return (row?.blocked_until?.getTime() ?? now) - now;
}

/** Takes back a try that turned out to be the owner's. */
export async function refund(db: Db, charges: readonly Charge[]): Promise<void> {
  for (const { key, limit } of charges) {
    await sql`
      UPDATE people.attempts SET
        count = greatest(count - 1, 0),
        blocked_until = CASE WHEN count - 1 <= ${limit.free} THEN NULL ELSE blocked_until END
      WHERE key = ${key}`.execute(db);
  }
}

/** Forgets what was counted under a key. */
export async function forget(db: Db, { key }: Charge): Promise<void> {
  await db.deleteFrom('people.attempts').where('key', '=', key).execute();
}
