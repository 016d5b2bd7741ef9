import { dayMs } from '@heliu/contract/deadline/zone';
import { sql } from 'kysely';
import type { Kernel } from '../kernel/kernel.ts';
import type { Chore } from '../kernel/upkeep.ts';
import { endEntries } from './store.ts';

const keptMs = 400 * dayMs;

/** Entries whose consent has run out lose everything personal; what is left of them goes when it counts no more. */
export function supportChores({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Chore[] {
  const expired = () =>
    sql`support.entries WHERE ended_at IS NULL AND expires_at <= ${new Date(clock.now())}`;
  const old = () => sql`support.entries WHERE ended_at <= ${new Date(clock.now() - keptMs)}`;
  const count = async (rows: typeof expired): Promise<number> => {
    const found = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${rows()}`.execute(db);
    return found.rows[0]?.n ?? 0;
  };
  return [
    {
      name: 'support.expired',
      does: { zh: '抹去到期的关爱走访个人信息', en: 'support visits whose consent ran out made anonymous' },
      count: () => count(expired),
      run: () =>
        db.transaction().execute(async (trx) => {
          const { rows } = await sql<{ id: string; path: string }>`
            SELECT id, place_path AS path FROM ${expired()} FOR UPDATE`.execute(trx);
          const ending = rows.map(({ id, path }) => ({ id, placePath: path }));
          await endEntries(trx, ending, { at: clock.now(), as: 'expired', actorId: null, commandId: null });
          return rows.length;
        }),
    },
    {
      name: 'support.retention',
      does: { zh: '删除结束满 400 天的关爱走访记录', en: 'support visits deleted 400 days after their end' },
      count: () => count(old),
      run: async () => {
        const { numAffectedRows } = await sql`DELETE FROM ${old()}`.execute(db);
        return Number(numAffectedRows ?? 0);
      },
    },
  ];
}
