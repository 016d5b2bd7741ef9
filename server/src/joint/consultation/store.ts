import type { Answer, ConsultationState } from '@heliu/contract/joint/consultation';
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../kernel/db.ts';

export interface StoredInvitation {
  readonly unitId: string;
  readonly answer: Answer;
}

export interface StoredItem {
  readonly no: number;
  readonly matterId: string;
}

/** A consultation as its acts go by it. */
export interface LockedConsultation {
  readonly id: string;
  readonly version: number;
  readonly hostUnitId: string;
  readonly state: ConsultationState;
  readonly startsAt: number;
  readonly place: string | null;
  readonly link: string | null;
  readonly arrangement: number;
  readonly invitations: readonly StoredInvitation[];
  /** In the order of the agenda, without what was taken off. */
  readonly items: readonly StoredItem[];
  /** The highest number that an item ever had. */
  readonly lastNo: number;
}

type Head = Pick<
  LockedConsultation,
  'id' | 'version' | 'hostUnitId' | 'state' | 'place' | 'link' | 'arrangement'
>;

/** Held until the end of the transaction, so that what happens happens in one order; undefined out of sight. */
export async function lockConsultation(
  trx: Trx,
  id: string,
  visible: RawBuilder<boolean>,
): Promise<LockedConsultation | undefined> {
  const { rows } = await sql<Head & { starts_at: Date }>`
    SELECT k.id, k.version, k.host_unit_id AS "hostUnitId", k.state, k.place, k.link, k.arrangement, k.starts_at
    FROM joint.consultations k
    WHERE k.id = ${id}::uuid AND ${visible} FOR UPDATE OF k`.execute(trx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { rows: invitations } = await sql<StoredInvitation>`
    SELECT unit_id AS "unitId", answer FROM joint.invitations WHERE consultation_id = ${id}::uuid
    ORDER BY invited_at, unit_id`.execute(trx);
  const { rows: items } = await sql<StoredItem & { removed: boolean }>`
    SELECT no, matter_id AS "matterId", removed_at IS NOT NULL AS removed FROM joint.agenda_items
    WHERE consultation_id = ${id}::uuid ORDER BY place, no`.execute(trx);
  const { starts_at: startsAt, ...facts } = row;
  return {
    ...facts,
    startsAt: startsAt.getTime(),
    invitations,
    items: items.filter(({ removed }) => !removed).map(({ no, matterId }) => ({ no, matterId })),
    lastNo: Math.max(0, ...items.map(({ no }) => no)),
  };
}

interface Making {
  readonly id: string;
  readonly at: number;
  readonly by: number;
}

export async function insertInvitations(
  trx: Trx,
  { id, at, by }: Making,
  unitIds: readonly string[],
): Promise<void> {
  if (unitIds.length === 0) return;
  await trx
    .insertInto('joint.invitations')
    .values(
      unitIds.map((unitId) => ({
        consultation_id: id,
        unit_id: unitId,
        invited_at: new Date(at),
        invited_by: by,
        answer: 'waiting',
      })),
    )
    // A unit whose invitation was withdrawn is invited anew.
    .onConflict((found) =>
      found.columns(['consultation_id', 'unit_id']).doUpdateSet({
        invited_at: new Date(at),
        invited_by: by,
        answer: 'waiting',
        answered_at: null,
        answered_by: null,
        comes: null,
        words: null,
      }),
    )
    .execute();
}

export async function insertItems(
  trx: Trx,
  { id, at, by }: Making,
  items: readonly { readonly no: number; readonly matterId: string; readonly question: string }[],
): Promise<void> {
  if (items.length === 0) return;
  await trx
    .insertInto('joint.agenda_items')
    .values(
      items.map(({ no, matterId, question }) => ({
        consultation_id: id,
        no,
        matter_id: matterId,
        question,
        // Behind all others, whose places are never higher than their numbers.
        place: no,
        added_at: new Date(at),
        added_by: by,
      })),
    )
    .execute();
}
