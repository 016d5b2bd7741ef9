import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { OrderRole } from '@heliu/contract/joint/consultation-views';
import { decideItem, orderDecision } from '@heliu/contract/joint/consultations';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { findReply } from '../../kernel/command.ts';
import type { JointRoom, PlannedOrder } from '../room.ts';
import { actOn, type Asked, itemOf, type Receipt, type Work } from './act.ts';
import { visibleConsultation } from './policy.ts';

interface SentOrder {
  readonly role: OrderRole;
  readonly unit: string;
}

interface OnItem extends Asked {
  readonly no: number;
}

const attempts = 5;

/** Rolls the act back because the matter changed since its order was planned. */
class MovedOn extends Error {}

/**
 * A decision with the work order that it sends: both or neither, once. The order is decided before the transaction, and
 * anew where its matter moved on meanwhile. A repeat that finds the order sent already gets the first reply.
 */
async function together(
  room: JointRoom,
  { commandId, actor }: Asked,
  endpoint: EndpointSpec,
  attempt: () => Promise<Receipt>,
): Promise<Receipt> {
  const record = { commandId, endpoint: endpoint.id, accountId: actor.accountId };
  for (let no = 0; no < attempts; no += 1) {
    try {
      const earlier = await findReply<Receipt>(room.kernel.db, record);
      return earlier?.reply ?? (await attempt());
    } catch (error) {
      if (error instanceof MovedOn) continue;
      const earlier = error instanceof Problem && (await findReply<Receipt>(room.kernel.db, record));
      if (!earlier) throw error;
      return earlier.reply;
    }
  }
  throw new Problem('resource.changed');
}

/** The matter of an item, and the words of a decision on it, where the actor sees the consultation. */
async function seenItem(room: JointRoom, { consultationId, actor, no }: OnItem, decision: number) {
  const seen = visibleConsultation(actor, room.city.current());
  const { rows } = await sql<{ matterId: string; words: string | null; ordered: boolean }>`
    SELECT i.matter_id AS "matterId", d.words, d.work_order_no IS NOT NULL AS ordered FROM joint.consultations k
    JOIN joint.agenda_items i ON i.consultation_id = k.id AND i.no = ${no} AND i.removed_at IS NULL
    LEFT JOIN joint.decisions d ON d.consultation_id = k.id AND d.item_no = i.no AND d.no = ${decision}
    WHERE k.id = ${consultationId}::uuid AND ${seen}`.execute(room.kernel.db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  return row;
}

async function send({ trx }: Work, planned: PlannedOrder | undefined): Promise<void> {
  if (planned !== undefined && !(await planned.write(trx))) throw new MovedOn();
}

const ordered = (no: number, decision: number, matterId: string, order: SentOrder, sent: PlannedOrder) => ({
  kind: 'decisionOrdered',
  payload: {
    no,
    decision,
    matterId,
    role: order.role,
    unitId: order.unit,
    workOrderNo: sent.workOrderNo,
  },
});

/**
 * Records a decision; with an order the work order goes out in the same transaction.
 * @throws Problem as `actOn`, and what the life cycle refuses.
 */
export function decide(
  room: JointRoom,
  { words, order, ...asked }: OnItem & { readonly words: string; readonly order: SentOrder | undefined },
): Promise<Receipt> {
  const { commandId, actor } = asked;
  const plan = async (): Promise<PlannedOrder | undefined> => {
    if (order === undefined) return undefined;
    const { matterId } = await seenItem(room, asked, 0);
    const { role, unit: unitId } = order;
    return room.planOrder(actor, { matterId, role, unitId, words, commandId, endpoint: decideItem.id });
  };
  return together(room, asked, decideItem, async () => {
    const planned = await plan();
    return actOn(room, asked, {
      endpoint: decideItem,
      act: 'decide',
      work: async (work) => {
        const { trx, found, at, actorId } = work;
        const { no, matterId } = itemOf(found, asked.no);
        await send(work, planned);
        const sent =
          order === undefined || planned === undefined ? undefined : { ...order, no: planned.workOrderNo };
        const { rows } = await sql<{ no: number }>`
          INSERT INTO joint.decisions (consultation_id, item_no, no, words, decided_at, decided_by,
            order_role, order_unit_id, work_order_no, ordered_at, ordered_by)
          SELECT ${found.id}::uuid, ${no}, coalesce(max(d.no), 0) + 1, ${words}, ${new Date(at)}, ${actorId},
            ${sent?.role ?? null}, ${sent?.unit ?? null}, ${sent?.no ?? null}::smallint,
            ${sent === undefined ? null : new Date(at)}::timestamptz, ${sent === undefined ? null : actorId}::bigint
          FROM joint.decisions d WHERE d.consultation_id = ${found.id}::uuid AND d.item_no = ${no}
          RETURNING no`.execute(trx);
        const decision = rows[0]?.no ?? 1;
        const told = { kind: 'decided', payload: { no, decision } };
        if (order === undefined || planned === undefined) return [told];
        return [told, ordered(no, decision, matterId, order, planned)];
      },
    });
  });
}

/**
 * Sends the work order of a decision that has none, by whoever may send one on the matter.
 * @throws Problem as `actOn`, `consultation.ordered`, and what the life cycle refuses.
 */
export function order(
  room: JointRoom,
  { decision, order: sent, ...asked }: OnItem & { readonly decision: number; readonly order: SentOrder },
): Promise<Receipt> {
  const { commandId, actor } = asked;
  return together(room, asked, orderDecision, async () => {
    const { matterId, words, ordered: done } = await seenItem(room, asked, decision);
    if (words === null) throw new Problem('resource.notFound');
    if (done) throw new Problem('consultation.ordered');
    const planned = await room.planOrder(actor, {
      matterId,
      role: sent.role,
      unitId: sent.unit,
      words,
      commandId,
      endpoint: orderDecision.id,
    });
    return actOn(room, asked, {
      endpoint: orderDecision,
      act: 'order',
      // Whoever the life cycle let plan it, seeing the consultation.
      may: () => true,
      work: async (work) => {
        const { trx, found, at, actorId } = work;
        const { rows } = await sql`UPDATE joint.decisions SET order_role = ${sent.role},
            order_unit_id = ${sent.unit}, work_order_no = ${planned.workOrderNo},
            ordered_at = ${new Date(at)}, ordered_by = ${actorId}
          WHERE consultation_id = ${found.id}::uuid AND item_no = ${asked.no} AND no = ${decision}
            AND work_order_no IS NULL RETURNING no`.execute(trx);
        if (rows.length === 0) throw new Problem('consultation.ordered');
        await send(work, planned);
        return [ordered(asked.no, decision, matterId, sent, planned)];
      },
    });
  });
}
