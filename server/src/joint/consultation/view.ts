import { type ConsultationState, mayNow } from '@heliu/contract/joint/consultation';
import type {
  ConsultationView,
  InvitationView,
  ItemView,
  OrderRole,
} from '@heliu/contract/joint/consultation-views';
import type { Stage } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import { type City, unitNamed } from '../../city/index.ts';
import { accountName } from '../../kernel/account-name.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db.ts';
import type { JointRoom } from '../room.ts';
import { actsOf, answersOf, itemActsOf, mayAnswer, mayConvene, visibleConsultation } from './policy.ts';
import { decisionOf, type DecisionRow, doneAt, factsOf, type FactsRow, type InvitationRow } from './rows.ts';

interface Row extends FactsRow {
  readonly version: number;
  readonly arrangement: number;
  readonly reason: string;
  readonly proposed_at: Date;
  readonly proposed_by: string | null;
  readonly held_at: Date | null;
  readonly held_by: string | null;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly end_words: string | null;
}

interface ItemRow {
  readonly no: number;
  readonly matter_id: string;
  readonly question: string;
  readonly code: string;
  readonly title: string;
  readonly stage: Stage;
  readonly sees_matter: boolean;
}

interface MinutesRow {
  readonly item_no: number;
  readonly revision: number;
  readonly correction: boolean;
  readonly words: string;
  readonly written_at: Date;
  readonly written_by: string | null;
}

interface Looking {
  readonly city: City;
  readonly actor: Actor;
  readonly state: ConsultationState;
  readonly isHost: boolean;
}

function invitationView(row: InvitationRow, { city, actor, state, isHost }: Looking): InvitationView {
  const { unit_id: unitId, answer } = row;
  return {
    unit: unitNamed(unitId, city),
    phone: city.index.units.get(unitId)?.phone ?? null,
    invited: { at: row.invited_at.toISOString(), by: row.invited_by },
    answer,
    answered: doneAt(row.answered_at, row.answered_by),
    comes: row.comes,
    words: row.words,
    allowed: answersOf({ state, answer }, { isHost, isOwn: mayAnswer(actor, unitId, city) }),
  };
}

const entryOf = ({ words, written_at: at, written_by: by }: MinutesRow) => ({
  words,
  at: at.toISOString(),
  by,
});

interface OfItem {
  readonly minutes: readonly MinutesRow[];
  readonly decisions: readonly DecisionRow[];
  readonly orders: readonly OrderRole[];
}

function itemView(row: ItemRow, { minutes, decisions, orders }: OfItem, looking: Looking): ItemView {
  const { city, state, isHost } = looking;
  const wording = minutes.findLast(({ correction }) => !correction);
  const mayOrder = mayNow(state, 'order') && orders.length > 0;
  return {
    no: row.no,
    matterCode: row.code,
    title: row.title,
    question: row.question,
    matterId: row.sees_matter ? row.matter_id : null,
    stage: row.sees_matter ? row.stage : null,
    minutes: wording === undefined ? null : { ...entryOf(wording), revision: wording.revision },
    corrections: minutes.filter(({ correction }) => correction).map(entryOf),
    decisions: decisions.map((decision) => ({
      ...decisionOf(decision, city),
      allowed: mayOrder && decision.work_order_no === null ? ['order' as const] : [],
    })),
    orders: mayOrder ? [...orders] : [],
    allowed: itemActsOf(state, isHost),
  };
}

/** Decisions as `d`, with the names of who took and sent them. */
export const decisionSelect = (
  language: Language,
) => sql`SELECT d.consultation_id, d.item_no, d.no, d.words, d.decided_at,
  ${accountName('d.decided_by', language)} AS decided_by, d.order_role, d.order_unit_id, d.work_order_no, d.ordered_at,
  ${accountName('d.ordered_by', language)} AS ordered_by FROM joint.decisions d`;

async function readParts(db: Db, id: string, language: Language) {
  const { rows: invitations } = await sql<InvitationRow>`
    SELECT v.unit_id, v.invited_at, ${accountName('v.invited_by', language)} AS invited_by, v.answer, v.answered_at,
      ${accountName('v.answered_by', language)} AS answered_by, v.comes, v.words
    FROM joint.invitations v WHERE v.consultation_id = ${id}::uuid ORDER BY v.invited_at, v.unit_id`.execute(
    db,
  );
  const { rows: minutes } = await sql<MinutesRow>`
    SELECT n.item_no, n.revision, n.correction, n.words, n.written_at, ${accountName('n.written_by', language)} AS written_by
    FROM joint.minutes n WHERE n.consultation_id = ${id}::uuid ORDER BY n.item_no, n.revision`.execute(db);
  const { rows: decisions } = await sql<DecisionRow>`${decisionSelect(language)}
    WHERE d.consultation_id = ${id}::uuid ORDER BY d.item_no, d.no`.execute(db);
  return { invitations, minutes, decisions };
}

/** @throws Problem `resource.notFound`. */
export async function consultationView(room: JointRoom, actor: Actor, id: string): Promise<ConsultationView> {
  const { db } = room.kernel;
  const { language } = actor;
  const city = room.city.current();
  const { rows } = await sql<Row>`
    SELECT k.id, k.version, k.title, k.host_unit_id, k.starts_at, k.place, k.link, k.arrangement, k.state, k.reason,
      k.proposed_at,
      ${accountName('k.proposed_by', language)} AS proposed_by, k.held_at, ${accountName('k.held_by', language)} AS held_by, k.ended_at,
      ${accountName('k.ended_by', language)} AS ended_by, k.end_words
    FROM joint.consultations k WHERE k.id = ${id}::uuid AND ${visibleConsultation(actor, city)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  const { rows: items } = await sql<ItemRow>`
    SELECT i.no, i.matter_id, i.question, m.code, m.title, m.stage, ${room.visible(actor, city)} AS sees_matter
    FROM joint.agenda_items i JOIN matter.matters m ON m.id = i.matter_id
    WHERE i.consultation_id = ${id}::uuid AND i.removed_at IS NULL ORDER BY i.place, i.no`.execute(db);
  const { invitations, minutes, decisions } = await readParts(db, id, language);
  const seen = items.filter(({ sees_matter: sees }) => sees).map(({ matter_id: matterId }) => matterId);
  const sendable = await room.sendable(actor, seen);
  const looking = { city, actor, state: row.state, isHost: mayConvene(actor, row.host_unit_id, city) };
  const minutesOf = Map.groupBy(minutes, ({ item_no: no }) => no);
  const decisionsOf = Map.groupBy(decisions, ({ item_no: no }) => no);
  return {
    ...factsOf(row, city),
    version: row.version,
    arrangement: row.arrangement,
    reason: row.reason,
    proposed: { at: row.proposed_at.toISOString(), by: row.proposed_by },
    held: doneAt(row.held_at, row.held_by),
    ended:
      row.ended_at === null
        ? null
        : { at: row.ended_at.toISOString(), by: row.ended_by, words: row.end_words },
    invitations: invitations.map((one) => invitationView(one, looking)),
    items: items.map((item) => {
      const parts = {
        minutes: minutesOf.get(item.no) ?? [],
        decisions: decisionsOf.get(item.no) ?? [],
        orders: sendable.get(item.matter_id) ?? [],
      };
      return itemView(item, parts, looking);
    }),
    allowed: actsOf(row.state, looking.isHost),
  };
}
