import type { Answer, ConsultationState } from '@heliu/contract/joint/consultation';
import type { OrderRole } from '@heliu/contract/joint/consultation-views';
import { type City, unitNamed } from '../../city/index.ts';

/** What every view tells of a consultation. */
export interface FactsRow {
  readonly id: string;
  readonly title: string;
  readonly host_unit_id: string;
  readonly starts_at: Date;
  readonly place: string | null;
  readonly link: string | null;
  readonly state: ConsultationState;
}

export const factsOf = (row: FactsRow, city: City) => ({
  consultationId: row.id,
  title: row.title,
  host: unitNamed(row.host_unit_id, city),
  startsAt: row.starts_at.toISOString(),
  place: row.place,
  link: row.link,
  state: row.state,
});

export const doneAt = (at: Date | null, by: string | null) =>
  at === null ? null : { at: at.toISOString(), by };

export interface InvitationRow {
  readonly unit_id: string;
  readonly invited_at: Date;
  readonly invited_by: string | null;
  readonly answer: Answer;
  readonly answered_at: Date | null;
  readonly answered_by: string | null;
  readonly comes: string | null;
  readonly words: string | null;
}

export interface DecisionRow {
  readonly consultation_id: string;
  readonly item_no: number;
  readonly no: number;
  readonly words: string;
  readonly decided_at: Date;
  readonly decided_by: string | null;
  readonly order_role: OrderRole | null;
  readonly order_unit_id: string | null;
  readonly work_order_no: number | null;
  readonly ordered_at: Date | null;
  readonly ordered_by: string | null;
}

export function decisionOf(row: DecisionRow, city: City) {
  const { order_role: role, order_unit_id: unitId, work_order_no: workOrderNo, ordered_at: orderedAt } = row;
  return {
    no: row.no,
    at: row.decided_at.toISOString(),
    by: row.decided_by,
    words: row.words,
    order:
      role === null || unitId === null || workOrderNo === null || orderedAt === null
        ? null
        : {
            at: orderedAt.toISOString(),
            by: row.ordered_by,
            role,
            unit: unitNamed(unitId, city),
            workOrderNo,
          },
  };
}
