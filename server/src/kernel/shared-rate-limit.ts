import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Kernel } from './kernel.ts';
import type { Rate } from './rate-limit.ts';

export interface SharedRateLimit {
  /**
   * Counts one use of an id, at a rate of its own where one is given.
   * @throws Problem `request.tooMany` saying when the next one is possible.
   */
  take(id: number, rate?: Rate): Promise<void>;
}

/**
 * A token bucket per id that all processes draw from, in the database: one statement a use. For what has few users and
 * must hold exactly; the rest counts in each process.
 */
export function createSharedRateLimit(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  name: string,
  usual: Rate,
): SharedRateLimit {
  return {
    take: async (id, { burst, perMinute } = usual) => {
      const key = `${name} ${id}`;
      const now = sql`${new Date(clock.now())}::timestamptz`;
      const left = sql`least(${burst}::float8,
        r.tokens + greatest(0, extract(epoch FROM ${now} - r.at)::float8) * ${perMinute}::float8 / 60)`;
      const { rows } = await sql`
        INSERT INTO kernel.rates AS r (key, tokens, at) VALUES (${key}, ${burst}::float8 - 1, ${now})
        ON CONFLICT (key) DO UPDATE SET tokens = ${left} - 1, at = ${now} WHERE ${left} >= 1
        RETURNING 1`.execute(db);
      if (rows.length > 0) return;
      const { rows: empty } = await sql<{ left: number }>`
        SELECT ${left} AS left FROM kernel.rates r WHERE r.key = ${key}`.execute(db);
      const seconds = Math.ceil(((1 - (empty[0]?.left ?? 0)) * 60) / perMinute);
      throw new Problem('request.tooMany', { params: { seconds: Math.max(1, seconds) } });
    },
  };
}
