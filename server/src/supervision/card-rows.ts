import type { CardSource, CardView, EndCause } from '@heliu/contract/supervision';
import type { SupervisionLevel } from '@heliu/contract/supervision/ladder';
import type { ClockKind } from '@heliu/contract/deadline/model';
import type { Stage } from '@heliu/contract/matter/model';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import { type City, codeText, type NamedCode, perCity, typeName, unitNamed } from '../city/index.ts';
import { accountName, nameOf } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import { cardActsOf } from './policy.ts';
import { recipientOf } from './recipients.ts';

export interface CardRow {
  readonly id: string;
  readonly matter_id: string;
  readonly code: string;
  readonly title: string;
  readonly type_code: string;
  readonly stage: Stage;
  readonly source: CardSource;
  readonly level: SupervisionLevel | null;
  readonly clock: ClockKind | null;
  readonly work_order_no: number | null;
  readonly unit_id: string;
  readonly centre_unit_id: string;
  readonly place_path: string;
  readonly recipients: readonly string[];
  readonly demand: string | null;
  readonly issued_by: string | null;
  readonly reached_at: Date;
  readonly issued_at: Date;
  readonly due_at: Date | null;
  /** False where its clock is on hold; true of a card without a clock. */
  readonly runs: boolean;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: string | null;
  readonly ended_at: Date | null;
  readonly ended_because: EndCause | null;
  readonly ended_by: string | null;
  readonly end_reason: string | null;
  readonly replies: readonly { at: string; by: string; text: string }[] | null;
}

/** Of open cards as `c`: those issued by hand, and those whose clock runs. */
export const running = sql<boolean>`(c.source <> 'ladder' OR EXISTS (SELECT FROM matter.due_clocks d
  WHERE d.matter_id = c.matter_id AND d.kind = c.clock AND d.work_order_no = c.work_order_no))`;

/** Cards as `c` with their matters as `m`. */
export const cardSelect = (language: Language) => sql`
  SELECT c.id, c.matter_id, m.code, m.title, m.type_code, m.stage, c.source, c.level, c.clock, c.work_order_no, c.unit_id,
    c.centre_unit_id, c.place_path, c.recipients, c.demand, ${accountName('c.issued_by', language)} AS issued_by, c.reached_at,
    c.issued_at, c.due_at, c.acknowledged_at, ${accountName('c.acknowledged_by', language)} AS acknowledged_by, c.ended_at,
    c.ended_because, ${accountName('c.ended_by', language)} AS ended_by, c.end_reason,
    ${running} AS runs,
    (SELECT jsonb_agg(jsonb_build_object('at', r.at, 'by', ${nameOf(language)}, 'text', r.body) ORDER BY r.at, r.id)
      FROM supervision.replies r JOIN people.accounts a ON a.id = r.account_id WHERE r.card_id = c.id) AS replies
  FROM supervision.cards c JOIN matter.matters m ON m.id = c.matter_id`;

/** Places by path, those of earlier versions of the city too. */
const places = perCity(
  ({ pack, former }) =>
    new Map(
      [...former.divisions.values(), ...former.grids.values(), ...pack.divisions, ...pack.grids].map(
        ({ path, code, name }) => [path, { code, name }],
      ),
    ),
);

/** The town that a path lies in; null for what stands above the towns. */
export function townshipOf(path: string, city: City): NamedCode | null {
  const segments = path.split('/');
  if (segments.length < 2) return null;
  const town = segments.slice(0, 2).join('/');
  return places(city).get(town) ?? { code: segments[1] ?? town, name: codeText(town) };
}

function recipientView(key: string, city: City): CardView['recipients'][number] {
  const { role = null, unitId, placePath } = recipientOf(key);
  const name =
    unitId === undefined
      ? (places(city).get(placePath ?? '')?.name ?? codeText(placePath ?? ''))
      : unitNamed(unitId, city).name;
  return { role, name };
}

export interface Looking {
  readonly city: City;
  readonly actor: Actor;
  readonly unitsServed: readonly string[];
}

export function cardView(row: CardRow, { city, actor, unitsServed }: Looking): CardView {
  const card = {
    source: row.source,
    unitId: row.unit_id,
    centreUnitId: row.centre_unit_id,
    placePath: row.place_path,
    isOpen: row.ended_at === null,
    isAcknowledged: row.acknowledged_at !== null,
  };
  return {
    cardId: row.id,
    matterId: row.matter_id,
    matterCode: row.code,
    title: row.title,
    typeCode: row.type_code,
    typeName: typeName(row.type_code, city),
    stage: row.stage,
    source: row.source,
    level: row.level,
    clock: row.clock,
    workOrderNo: row.work_order_no,
    unit: unitNamed(row.unit_id, city),
    township: townshipOf(row.place_path, city),
    recipients: row.recipients.map((key) => recipientView(key, city)),
    demand: row.demand,
    issuedBy: row.issued_by,
    reachedAt: row.reached_at.toISOString(),
    issuedAt: row.issued_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    held: row.ended_at === null && !row.runs,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_by,
    ended:
      row.ended_at === null || row.ended_because === null
        ? null
        : {
            at: row.ended_at.toISOString(),
            because: row.ended_because,
            by: row.ended_by,
            reason: row.end_reason,
          },
    replies: (row.replies ?? []).map(({ at, by, text }) => ({ at: new Date(at).toISOString(), by, text })),
    allowed: cardActsOf(actor, card, unitsServed),
  };
}
