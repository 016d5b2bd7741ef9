import { type RawBuilder, sql } from 'kysely';
import type { Kernel } from '../kernel/kernel.ts';
import { stretchesOf } from '../kernel/pages.ts';
import type { Chore } from '../kernel/upkeep.ts';

/** Half a year: long enough to look up what one was told, and no archive of people. */
const keptMs = 180 * 86_400_000;

/** Deletes what people were told so long ago, with the messages that carried it. */
export const retentionChore = ({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Chore => {
  const before = () => new Date(clock.now() - keptMs);
  const inStretches = async (table: string, sqlOf: (stretch: RawBuilder<boolean>) => RawBuilder<unknown>) => {
    let done = 0;
    for await (const stretch of stretchesOf(db, table, 't')) {
      const { numAffectedRows } = await sqlOf(stretch).execute(db);
      done += Number(numAffectedRows ?? 0);
    }
    return done;
  };
  return {
    name: 'notices.old',
    does: {
      zh: '删除 180 天前的通知及其发送记录',
      en: 'deletes notices of 180 days ago and how they went out',
    },
    count: async () => {
      const { rows } = await sql<{ n: number }>`
        SELECT count(*)::int AS n FROM notices.notices WHERE at < ${before()}`.execute(db);
      return rows[0]?.n ?? 0;
    },
    run: async () => {
      const date = before();
      const deleted = await inStretches(
        'notices.notices',
        (stretch) => sql`DELETE FROM notices.notices t WHERE ${stretch} AND t.at < ${date}`,
      );
      await inStretches(
        'notices.deliveries',
        (stretch) => sql`DELETE FROM notices.deliveries t WHERE ${stretch} AND t.created_at < ${date}
          AND NOT EXISTS (SELECT FROM notices.carried c WHERE c.delivery_id = t.id)`,
      );
      await inStretches(
        'notices.reminded',
        (stretch) => sql`DELETE FROM notices.reminded t WHERE ${stretch} AND t.due_at < ${date}`,
      );
      return deleted;
    },
  };
};
