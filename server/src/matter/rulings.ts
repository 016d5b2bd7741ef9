import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { findDestination, leadsFor } from '@heliu/contract/city/route';
import { fallbackRuleCode } from '@heliu/contract/city/route-facts';
import {
  type countRulings,
  type listRulings,
  type RulingReason,
  type RulingRow,
  rulingsShown,
} from '@heliu/contract/matter/rulings';
import type { Language } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { type City, pathOfCode } from '../city/index.ts';
import { accountName } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import { allowedOnEach } from './allowed.ts';
import { centresLed, visible } from './policy.ts';
import type { MatterRoom } from './room.ts';
import { type ListedRow, rowColumns, rowOf } from './row-view.ts';

/** Among so many that wait to be dispatched, those are looked for that no rule names a unit for. */
const lookedThrough = 2000;

interface Row extends ListedRow {
  readonly description: string;
  readonly answers: Record<string, string>;
}

/** An assisting unit that returned its order too often; the lead's returns show in the stage. */
const assistReturned = (limit: number) => sql<boolean>`(m.stage IN ('dispatched', 'handling') AND EXISTS (
  SELECT FROM matter.work_orders o WHERE o.matter_id = m.id AND o.role = 'assist' AND o.status = 'returned')
  AND EXISTS (SELECT FROM jsonb_array_elements(m.state->'workOrders') w WHERE w->>'role' = 'assist'
    AND w->>'status' = 'returned' AND (w->>'returns')::int >= ${limit}))`;

const pingPong = ({ pack }: City): RawBuilder<boolean> =>
  sql<boolean>`(m.stage = 'awaitingRuling' OR ${assistReturned(pack.lifeCycle.returnsBeforeRuling)})`;

const toDispatch = sql<boolean>`m.stage IN ('accepted', 'filed')`;

const within = (city: City, place: string | undefined): RawBuilder<boolean> => {
  if (place === undefined) return sql<boolean>`true`;
  const path = pathOfCode(city, place) ?? place;
  return atOrBelow('m.place_path', path);
};

/** Matters of the centres that an actor leads. */
const led = (actor: Actor, city: City): RawBuilder<boolean> =>
  sql<boolean>`(m.centre_unit_id = ANY(${centresLed(actor, city)}::text[]) AND ${visible(actor, city)})`;

const factsOf = (row: Row) => ({
  typeCode: row.type_code,
  requestKind: row.request_kind,
  channel: row.channel,
  placeCode: row.grid_code ?? row.division_code,
  at: row.registered_at.getTime(),
  text: `${row.title}\n${row.description}`,
  answers: row.answers,
});

interface Found {
  readonly row: Row;
  readonly why: RulingReason;
}

async function findWaiting(
  room: MatterRoom,
  actor: Actor,
  { place }: EndpointInput<typeof listRulings>['query'],
): Promise<Found[]> {
  const city = room.city.current();
  const read = async (condition: RawBuilder<boolean>, limit: number) => {
    const { rows } =
      await sql<Row>`SELECT ${rowColumns(actor.language)}, m.description, m.answers FROM matter.matters m
      LEFT JOIN people.accounts a ON a.id = m.holder_account_id
      WHERE ${condition} AND ${led(actor, city)} AND ${within(city, place)}
      ORDER BY m.due_at NULLS LAST, m.id LIMIT ${limit}`.execute(room.kernel.db);
    return rows;
  };
  const returned = await read(pingPong(city), rulingsShown + 1);
  const waiting = await read(toDispatch, lookedThrough);
  const ownerless = waiting.filter(
    (row) => findDestination(city.pack, factsOf(row)).ruleCode === fallbackRuleCode,
  );
  return [
    ...returned.map((row) => ({ row, why: 'pingPong' as const })),
    ...ownerless.slice(0, rulingsShown + 1).map((row) => ({ row, why: 'noOwner' as const })),
  ];
}

/** Of what waits, that on which the life cycle and the policy let the actor decide now. */
async function decidable(room: MatterRoom, actor: Actor, found: readonly Found[]): Promise<Found[]> {
  const allowed = await allowedOnEach(
    room,
    actor,
    found.map(({ row }) => row.id),
  );
  const may = new Set(
    allowed.flatMap(({ matterId, allowed: acts }) =>
      acts.filter(({ refusal }) => refusal === null).map(({ command }) => `${matterId} ${command}`),
    ),
  );
  return found.filter(({ row, why }) => may.has(`${row.id} ${why === 'pingPong' ? 'rule' : 'dispatch'}`));
}

interface ReturnedRow {
  readonly subject: string;
  readonly at: Date;
  readonly by: string | null;
  readonly unitId: string;
  readonly reasonCode: string;
  readonly words: string | null;
}

/** Who returned each matter and why, the last first. */
async function readReturns({ kernel }: MatterRoom, found: readonly Found[], language: Language) {
  const subjects = found.map(({ row }) => `matter:${row.id}`);
  const { rows } = await sql<ReturnedRow>`
    SELECT e.subject, e.at, ${accountName('e.actor_id', language)} AS by, e.payload->'data'->>'unitId' AS "unitId",
      e.payload->'data'->>'reasonCode' AS "reasonCode",
      (SELECT n.body FROM matter.notes n WHERE n.matter_id = substr(e.subject, 8)::uuid
        AND n.version = (e.payload->>'version')::int AND n.kind = 'note' ORDER BY n.id LIMIT 1) AS words
    FROM log.events e WHERE e.subject = ANY(${subjects}::text[]) AND e.kind = 'matter.returnedBack'
    ORDER BY e.id DESC`.execute(kernel.db);
  return Map.groupBy(rows, ({ subject }) => subject.slice('matter:'.length));
}

function rulingOf({ row, why }: Found, returns: readonly ReturnedRow[], city: City, now: number): RulingRow {
  const returnedBy = new Set(returns.map(({ unitId }) => unitId));
  const isLead = why === 'noOwner' || row.stage === 'awaitingRuling';
  return {
    ...rowOf(row, now),
    why,
    act: why === 'pingPong' ? 'rule' : 'dispatch',
    role: isLead ? 'lead' : 'assist',
    returns: returns.map(({ at, unitId, by, reasonCode, words }) => ({
      at: at.toISOString(),
      unitId,
      by,
      reasonCode,
      words,
    })),
    candidates: leadsFor(city.pack, factsOf(row)).map(({ unitCode, ruleName }) => ({
      unitId: unitCode,
      rule: ruleName,
      returned: returnedBy.has(unitCode),
    })),
  };
}

/** What waits for a word on who is responsible, of the centres that the actor leads. */
export async function rulingsFor(
  room: MatterRoom,
  actor: Actor,
  query: EndpointInput<typeof listRulings>['query'],
): Promise<EndpointResult<typeof listRulings>> {
  const city = room.city.current();
  const now = room.kernel.clock.now();
  const found = await decidable(room, actor, await findWaiting(room, actor, query));
  const of = (why: RulingReason) => found.filter((one) => one.why === why);
  const [returned, ownerless] = [of('pingPong'), of('noOwner')];
  const wanted = query.why === undefined ? [returned, ownerless] : [of(query.why)];
  const shown = wanted.flatMap((some) => some.slice(0, rulingsShown));
  const returns = await readReturns(room, shown, actor.language);
  return {
    rows: shown.map((one) => rulingOf(one, returns.get(one.row.id) ?? [], city, now)),
    counts: {
      pingPong: Math.min(returned.length, rulingsShown),
      noOwner: Math.min(ownerless.length, rulingsShown),
    },
    more: wanted.some(({ length }) => length > rulingsShown),
  };
}

export async function rulingCount(
  room: MatterRoom,
  actor: Actor,
): Promise<EndpointResult<typeof countRulings>> {
  const city = room.city.current();
  const { rows } = await sql<{ waiting: number }>`SELECT count(*)::int AS waiting FROM matter.matters m
    WHERE ${pingPong(city)} AND ${led(actor, city)}`.execute(room.kernel.db);
  return { waiting: rows[0]?.waiting ?? 0 };
}
