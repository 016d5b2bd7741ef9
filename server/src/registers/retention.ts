import { dayMs } from '@heliu/contract/deadline/zone';
import { sql } from 'kysely';
import type { Kernel } from '../kernel/kernel.ts';
import type { Chore } from '../kernel/upkeep.ts';

/** As long as visits to it are kept. */
const endedMs = 400 * dayMs;

/** Contacts are erased when they expire, entries when nothing of the place is kept elsewhere any more. */
export function registersChores({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Chore[] {
  const expired = () => sql`FROM registers.contacts WHERE expires_at <= ${new Date(clock.now())}`;
  const ended = () => sql`FROM registers.premises WHERE ended_at <= ${new Date(clock.now() - endedMs)}`;
  const chore = (name: string, does: Chore['does'], rows: typeof expired): Chore => ({
    name,
    does,
    count: async () => {
      const found = await sql<{ n: number }>`SELECT count(*)::int AS n ${rows()}`.execute(db);
      return found.rows[0]?.n ?? 0;
    },
    run: async () => {
      const { numAffectedRows } = await sql`DELETE ${rows()}`.execute(db);
      return Number(numAffectedRows ?? 0);
    },
  });
  return [
    chore(
      'registers.contacts',
      { zh: '删除到期的出租房联系方式', en: 'expired contacts of rental premises erased' },
      expired,
    ),
    chore(
      'registers.ended',
      {
        zh: '删除停租满 400 天的出租房记录',
        en: 'entries of premises let no more deleted after 400 days',
      },
      ended,
    ),
  ];
}
