import type { EventKind } from '@heliu/contract/matter/events';
import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import type { Occurrence } from './happening.ts';

/** The event in which somebody asked for what another decides. */
const asking: Partial<Record<Occurrence['on'], EventKind>> = {
  'matter.extensionDecided': 'matter.extensionRequested',
  'matter.suspensionDecided': 'matter.suspensionRequested',
  'matter.appealReviewed': 'matter.overdueAppealed',
  'matter.voidDecided': 'matter.voidProposed',
  'matter.forceCloseDecided': 'matter.forceCloseProposed',
};

/** Who asked last before each decision, by its position; of one on an order, who asked on that order. */
export async function askersOf(
  trx: Trx,
  occurrences: readonly Occurrence[],
): Promise<ReadonlyMap<number, number>> {
  const wanted = occurrences.flatMap(({ on, matterId, position, at, data }) => {
    const kind = asking[on];
    return kind === undefined || matterId === null || position === null
      ? []
      : [
          {
            position,
            subject: `matter:${matterId}`,
            kind,
            at: new Date(at).toISOString(),
            order_no: data['workOrderNo'] ?? null,
          },
        ];
  });
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ position: number; actor_id: number | null }>`
    SELECT w.position, e.actor_id
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      AS w(position bigint, subject text, kind text, at timestamptz, order_no int)
    CROSS JOIN LATERAL (SELECT actor_id FROM log.events
      WHERE subject = w.subject AND kind = w.kind AND at <= w.at
        AND (payload->'data'->>'workOrderNo')::int IS NOT DISTINCT FROM w.order_no
      ORDER BY id DESC LIMIT 1) e`.execute(trx);
  return new Map(rows.flatMap(({ position, actor_id: id }) => (id === null ? [] : [[Number(position), id]])));
}

export const askerOf = (askers: ReadonlyMap<number, number>, { position }: Occurrence): number | undefined =>
  position === null ? undefined : askers.get(position);
