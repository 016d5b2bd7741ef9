import type { QueueKind } from '@heliu/contract/matter/views';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { yellowBeforeMs } from '@heliu/contract/deadline/light';
import { conditionsOf } from './filter.ts';
import type { MatterRoom } from './room.ts';

const cap = 10_000;

export interface QueueCount {
  readonly queue: QueueKind;
  readonly open: number;
  readonly yellow: number;
  readonly red: number;
  /** True where counting stopped: there are at least that many. */
  readonly capped: boolean;
}

const queues = ['mine', 'unit', 'checks', 'approvals'] as const satisfies readonly QueueKind[];

/** How full each of the actor's queues is. */
export async function countQueues(room: MatterRoom, actor: Actor): Promise<QueueCount[]> {
  const now = room.kernel.clock.now();
  const city = room.city.current();
  return Promise.all(
    queues.map(async (queue) => {
      const conditions = conditionsOf({ queue, state: 'any' }, actor, city, now);
      const { rows } = await sql<{ open: number; yellow: number; red: number }>`
        SELECT count(*) AS open,
          count(*) FILTER (WHERE due_at < ${new Date(now)}) AS red,
          count(*) FILTER (WHERE due_at >= ${new Date(now)} AND due_at < ${new Date(now + yellowBeforeMs)}) AS yellow
        FROM (SELECT m.due_at FROM matter.matters m WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${cap}) AS counted
      `.execute(room.kernel.db);
      const { open, yellow, red } = rows[0] ?? { open: 0, yellow: 0, red: 0 };
      return { queue, open, yellow, red, capped: open >= cap };
    }),
  );
}
