import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { Kernel } from './kernel.ts';
import type { Chore } from './upkeep.ts';

/** Keeps a record of who was refused what for lack of permission; the refusal itself waits for nothing. */
export function recordRefusal(
  { db, clock, log }: Pick<Kernel, 'db' | 'clock' | 'log'>,
  endpoint: string,
  actor: Actor | null,
  code: string,
): void {
  db.insertInto('log.refusals')
    .values({ at: new Date(clock.now()), account_id: actor?.accountId ?? null, endpoint, code })
    .execute()
    .catch((error: unknown) => log.error('refusal not recorded', { endpoint, error }));
}

/** The server's own role cannot delete refusals: a function does that knows how long they are kept. */
export const refusalsChore = ({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Chore => {
  const asOf = () => new Date(clock.now());
  return {
    name: 'log.refusals',
    does: {
      zh: '删除一年前的拒绝记录和 30 天前未登录者的拒绝记录',
      en: 'refusals deleted after a year, those of nobody signed in after 30 days',
    },
    count: async () => {
      const { rows } = await sql<{ n: number }>`
        SELECT count(*)::int AS n FROM log.refusals_past(${asOf()})`.execute(db);
      return rows[0]?.n ?? 0;
    },
    run: async () => {
      const { rows } = await sql<{ n: number }>`SELECT log.forget_refusals(${asOf()}) AS n`.execute(db);
      return rows[0]?.n ?? 0;
    },
  };
};
