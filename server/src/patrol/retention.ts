import { dayMs } from '@heliu/contract/deadline/zone';
import type { Kernel } from '../kernel/kernel.ts';
import type { Chore } from '../kernel/upkeep.ts';

/** The twelve periods before the present one, of a month each, can be looked at. */
const keptMs = 400 * dayMs;

/** Visits are deleted when their periods can be looked at no more. */
export const visitsChore = ({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Chore => {
  const before = () => new Date(clock.now() - keptMs);
  return {
    name: 'patrol.retention',
    does: { zh: '删除 400 天以前的巡查记录', en: 'patrol visits deleted after 400 days' },
    count: async () => {
      const { n } = await db
        .selectFrom('patrol.visits')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('visited_at', '<', before())
        .executeTakeFirstOrThrow();
      return n;
    },
    run: async () => {
      const { numDeletedRows } = await db
        .deleteFrom('patrol.visits')
        .where('visited_at', '<', before())
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
