import type { CallView, LegView } from '@heliu/contract/joint';
import { dutiesOf } from '@heliu/contract/joint/duty';
import { stateOf } from '@heliu/contract/joint/leg';
import type { Stage } from '@heliu/contract/matter/model';
import type { Language, Text } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { type City, codeText, lineAbove, typeName, unitNamed } from '../city/index.ts';
import { accountName } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import { findUnit } from './consultation/policy.ts';
import { callActsOf, legActsOf, mayCall } from './policy.ts';
import type { JointRoom } from './room.ts';
import { callOf, type CallEndRow, legOf, type LegRow } from './rows.ts';

export interface CallRow extends CallEndRow {
  readonly id: string;
  readonly matter_id: string;
  readonly note: string | null;
  readonly called_at: Date;
  readonly called_by: string | null;
  readonly ended_by: string | null;
  readonly end_words: string | null;
  readonly code: string;
  readonly title: string;
  readonly type_code: string;
  readonly stage: Stage;
  readonly address: string | null;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly division_code: string;
  readonly grid_code: string | null;
  /** Centre of the matter as it is now, whose staff may end the call. */
  readonly centre_unit_id: string;
  readonly sees_matter: boolean;
}

/** Calls as `c` with their matters as `m`; the condition says which of the matters are open to the reader. */
export const callSelect = (seesMatter: RawBuilder<boolean>, language: Language) => sql`
  SELECT c.id, c.matter_id, c.note, c.called_at, ${accountName('c.called_by', language)} AS called_by, c.ended_at, c.ended_because,
    ${accountName('c.ended_by', language)} AS ended_by, c.end_words, m.code, m.title, m.type_code, m.stage, m.address, m.lng, m.lat,
    m.division_code, m.grid_code, m.centre_unit_id, ${seesMatter} AS sees_matter
  FROM joint.calls c JOIN matter.matters m ON m.id = c.matter_id`;

interface NamedLegRow extends LegRow {
  readonly call_id: string;
  readonly called_by: string | null;
  readonly acknowledged_by: string | null;
  readonly arrived_by: string | null;
  readonly ended_by: string | null;
  readonly words: string | null;
}

const text = (at: Date | null): string | null => at?.toISOString() ?? null;

function dutyNamed(unitId: string, code: string, city: City) {
  const unit = findUnit(unitId, city);
  const duty = unit && dutiesOf(city.pack.jointDuties, unit).find((one) => one.code === code);
  return { code, name: duty?.name ?? codeText(code) };
}

/** Names of the divisions and the grid, outermost first; the district goes without saying. */
function placeOf({ division_code: divisionCode, grid_code: gridCode }: CallRow, city: City): Text {
  const grid = gridCode === null ? undefined : city.index.grids.get(gridCode);
  const line = lineAbove(city, divisionCode).filter(({ parentCode }) => parentCode !== null);
  const names = [...line, ...(grid === undefined ? [] : [grid])].map(({ name }) => name);
  return { zh: names.map(({ zh }) => zh).join(''), en: names.map(({ en }) => en).join(', ') };
}

interface Looking {
  readonly city: City;
  readonly actor: Actor;
  readonly unitsServed: readonly string[];
}

function legView(row: NamedLegRow, allowed: LegView['allowed'], city: City): LegView {
  const { ended_at: endedAt, ended_as: endedAs } = row;
  return {
    no: row.no,
    unit: unitNamed(row.unit_id, city),
    phone: city.index.units.get(row.unit_id)?.phone ?? null,
    duty: dutyNamed(row.unit_id, row.duty_code, city),
    state: stateOf(legOf(row)),
    calledAt: row.called_at.toISOString(),
    calledBy: row.called_by,
    acknowledge: {
      dueAt: row.acknowledge_due_at.toISOString(),
      at: text(row.acknowledged_at),
      by: row.acknowledged_by,
    },
    arrive: { dueAt: row.arrive_due_at.toISOString(), at: text(row.arrived_at), by: row.arrived_by },
    ended:
      endedAt === null || endedAs === null
        ? null
        : { at: endedAt.toISOString(), as: endedAs, by: row.ended_by, words: row.words },
    allowed,
  };
}

function callView(
  row: CallRow,
  legs: readonly NamedLegRow[],
  { city, actor, unitsServed }: Looking,
): CallView {
  const call = callOf(row, legs);
  const isCentre = actor.permissions.has('joint.call') && mayCall(actor, row.centre_unit_id, city);
  const who = { actor, isCentre: isCentre && row.sees_matter, unitsServed };
  return {
    callId: row.id,
    matterId: row.matter_id,
    matterCode: row.code,
    title: row.title,
    typeName: typeName(row.type_code, city),
    stage: row.stage,
    place: placeOf(row, city),
    placeCode: row.grid_code ?? row.division_code,
    address: row.address,
    position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    seesMatter: row.sees_matter,
    centre: unitNamed(row.centre_unit_id, city),
    note: row.note,
    calledAt: row.called_at.toISOString(),
    calledBy: row.called_by,
    legs: legs.map((leg) =>
      legView(leg, legActsOf({ call, leg: legOf(leg), unitId: leg.unit_id }, who), city),
    ),
    ended:
      row.ended_at === null || row.ended_because === null
        ? null
        : {
            at: row.ended_at.toISOString(),
            because: row.ended_because,
            by: row.ended_by,
            words: row.end_words,
          },
    allowed: callActsOf(call, who.isCentre),
  };
}

/** Calls with all their legs: whoever is called sees who else is. */
export async function viewsOf(
  room: JointRoom,
  actor: Actor,
  city: City,
  rows: readonly CallRow[],
): Promise<CallView[]> {
  const ids = rows.map(({ id }) => id);
  const { language } = actor;
  const { rows: legs } = await sql<NamedLegRow>`
    SELECT l.call_id, l.no, l.unit_id, l.duty_code, l.called_at, ${accountName('l.called_by', language)} AS called_by,
      l.acknowledge_due_at, l.arrive_due_at, l.acknowledged_at, ${accountName('l.acknowledged_by', language)} AS acknowledged_by,
      l.arrived_at, ${accountName('l.arrived_by', language)} AS arrived_by, l.ended_at, l.ended_as,
      ${accountName('l.ended_by', language)} AS ended_by, l.words
    FROM joint.legs l WHERE l.call_id = ANY(${ids}::uuid[]) ORDER BY l.no`.execute(room.kernel.db);
  const legsOf = Map.groupBy(legs, ({ call_id: callId }) => callId);
  const looking = { city, actor, unitsServed: room.unitsServed(actor, city) };
  return rows.map((row) => callView(row, legsOf.get(row.id) ?? [], looking));
}
