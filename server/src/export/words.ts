import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Chore } from '../kernel/upkeep.ts';

/** Time to fetch a file in, from its entry in the record. */
export const openMs = 600_000;

const worded = sql`filter ? 'q' AND filter->>'q' <> '…'`;

/** What was searched for may name somebody, and has served its purpose. @returns in how many exports it stood. */
export async function withoutWords(db: Db, which: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`UPDATE export.exports SET filter = jsonb_set(filter, '{q}', '"…"')
    WHERE ${worded} AND ${which}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Takes searched texts out of exports that nobody fetched, or whose transfer ended with the process. */
export function wordsChore({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Chore {
  const over = () => sql`started_at <= ${new Date(clock.now() - openMs)}`;
  return {
    name: 'export.words',
    does: {
      zh: '从逾时未下载的导出记录中删去搜索的文字',
      en: 'takes searched texts out of the record of exports that were not fetched in time',
    },
    count: async () => {
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM export.exports
        WHERE ${worded} AND ${over()}`.execute(db);
      return rows[0]?.n ?? 0;
    },
    run: () => withoutWords(db, over()),
  };
}
