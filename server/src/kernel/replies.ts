import { sql } from 'kysely';
import type { Db } from './db.ts';
import { stretchesOf } from './pages.ts';
import type { Chore } from './upkeep.ts';

/** A repeat of a command comes within minutes; an app that was offline, within days. */
const keptMs = 30 * 86_400_000;

/** Clears the replies kept for repeats; who did what and when stays. */
export const repliesChore = (db: Db, clock: { now(): number }): Chore => {
  const old = () => sql<boolean>`(c.at < ${new Date(clock.now() - keptMs)} AND c.reply IS NOT NULL)`;
  return {
    name: 'log.replies',
    does: { zh: '清除 30 天前命令的回复', en: 'replies of commands cleared after 30 days' },
    count: async () => {
      const { rows } = await sql<{ n: number }>`
        SELECT count(*)::int AS n FROM log.commands c WHERE ${old()}`.execute(db);
      return rows[0]?.n ?? 0;
    },
    run: async () => {
      let cleared = 0;
      for await (const stretch of stretchesOf(db, 'log.commands', 'c')) {
        const { numAffectedRows } = await sql`
          UPDATE log.commands c SET reply = NULL WHERE ${stretch} AND ${old()}`.execute(db);
        cleared += Number(numAffectedRows ?? 0);
      }
      return cleared;
    },
  };
};
