import type { AnswerView, Counts } from '@heliu/contract/organisation/circular-views';
import { type CircularKind, type CopyState, isOverdue } from '@heliu/contract/organisation/copy';
import type { OrganisationKind } from '@heliu/contract/organisation/organisation';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import { type City, unitNamed } from '../../city/index.ts';
import { nameOf } from '../../kernel/account-name.ts';
import type { OrganisationRoom } from '../room.ts';
import { filesBy, placeNamed } from '../rows.ts';

export interface FactsRow {
  readonly id: string;
  readonly kind: CircularKind;
  readonly title: string;
  readonly unit_id: string;
  readonly sent_at: Date;
}

/** Whether an order waits for an answer past its time, of a copy (as `y`). */
export const overdueAt = (now: number) => sql<boolean>`(y.due_at < ${new Date(now)}
  AND y.state IN ('sent', 'read', 'acknowledged', 'sentBack'))`;

export const factsOf = (row: FactsRow, dueAt: Date | null, city: City) => ({
  circularId: row.id,
  kind: row.kind,
  title: row.title,
  unit: unitNamed(row.unit_id, city),
  sentAt: row.sent_at.toISOString(),
  dueAt: dueAt?.toISOString() ?? null,
});

/** How far a circular (as `c`) got, as one object. */
export const countsAt = (now: number) => sql<Counts>`(SELECT jsonb_build_object(
    'sent', count(*) FILTER (WHERE y.state = 'sent'), 'read', count(*) FILTER (WHERE y.state = 'read'),
    'acknowledged', count(*) FILTER (WHERE y.state = 'acknowledged'),
    'answered', count(*) FILTER (WHERE y.state = 'answered'), 'sentBack', count(*) FILTER (WHERE y.state = 'sentBack'),
    'accepted', count(*) FILTER (WHERE y.state = 'accepted'),
    'overdue', count(*) FILTER (WHERE ${overdueAt(now)}), 'all', count(*))
  FROM organisation.copies y WHERE y.circular_id = c.id)`;

export interface ProgressRow {
  readonly state: CopyState;
  readonly due_at: Date | null;
  readonly read_at: Date | null;
  readonly acknowledged_at: Date | null;
}

export const progressOf = (row: ProgressRow, now: number) => ({
  state: row.state,
  dueAt: row.due_at?.toISOString() ?? null,
  overdue: isOverdue(row.state, row.due_at?.getTime() ?? null, now),
  readAt: row.read_at?.toISOString() ?? null,
  acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
});

export interface CopyFactsRow extends ProgressRow {
  readonly organisation_id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly place_code: string;
  readonly answers: number;
}

export const copyColumns = sql`y.organisation_id, o.name, o.kind, o.place_code, y.state, y.due_at, y.read_at,
  y.acknowledged_at, (SELECT count(*)::int FROM organisation.answers n
    WHERE n.circular_id = y.circular_id AND n.organisation_id = y.organisation_id) AS answers`;

export const copyOf = (row: CopyFactsRow, now: number, city: City) => ({
  organisationId: row.organisation_id,
  name: row.name,
  organisationKind: row.kind,
  place: placeNamed(row.place_code, city),
  ...progressOf(row, now),
  answers: row.answers,
});

interface AnswerRow {
  readonly no: number;
  readonly words: string;
  readonly answered_at: Date;
  readonly by: string | null;
  readonly decision: AnswerView['decision'];
  readonly decided_at: Date | null;
  readonly decision_words: string | null;
}

/** What was answered and said, in its order; who of the organisation wrote it is for the organisation itself, in its reader's language. */
export async function conversationOf(
  room: OrganisationRoom,
  { circularId, organisationId }: { readonly circularId: string; readonly organisationId: string },
  reader: Language | null,
): Promise<AnswerView[]> {
  const { rows } = await sql<AnswerRow>`
    SELECT n.no, n.words, n.answered_at, n.decision, n.decided_at, n.decision_words, ${nameOf(reader ?? 'zh')} AS by
    FROM organisation.answers n LEFT JOIN people.accounts a ON a.id = n.answered_by
    WHERE n.circular_id = ${circularId}::uuid AND n.organisation_id = ${organisationId}::uuid ORDER BY n.no`.execute(
    room.kernel.db,
  );
  const files = await filesBy(
    room,
    sql<boolean>`f.circular_id = ${circularId}::uuid AND f.organisation_id = ${organisationId}::uuid`,
  );
  return rows.map((row) => ({
    no: row.no,
    words: row.words,
    answeredAt: row.answered_at.toISOString(),
    by: reader === null ? null : row.by,
    files: files.filter((file) => file.answer_no === row.no).map(({ view }) => view),
    decision: row.decision,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionWords: row.decision_words,
  }));
}

/** Files that came with a circular itself. */
export async function filesOf(room: OrganisationRoom, circularId: string) {
  const found = await filesBy(
    room,
    sql<boolean>`f.circular_id = ${circularId}::uuid AND f.organisation_id IS NULL`,
  );
  return found.map(({ view }) => view);
}
