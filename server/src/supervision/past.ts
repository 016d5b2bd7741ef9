import { randomUUID } from 'node:crypto';
import type { Clock } from '@heliu/contract/deadline/model';
import { isFinal, type Matter } from '@heliu/contract/matter/model';
import { ladderFor } from '@heliu/contract/supervision/ladder';
import { type ScheduledStep, scheduleOf } from '@heliu/contract/supervision/schedule';
import type pg from 'pg';
import type { City } from '../city/index.ts';
import { eventRow, type NewEventRow } from '../kernel/events.ts';
import { endedEvent } from './events.ts';
import { cardColumns, cardKey, issuedEvent, type NewCard } from './issue.ts';
import { classOf, openClocks } from './plan.ts';
import { recipientsOf } from './recipients.ts';

/** How a matter stood from an instant on. */
export interface PastState {
  readonly at: number;
  readonly after: Matter;
  readonly placePath: string;
}

export interface PastLadders {
  readonly city: City;
  /** Keys of the posts that are held. */
  readonly held: ReadonlySet<string>;
  /** Cards that ended before this are left out. */
  readonly since: number;
  readonly until: number;
}

export type CardRow = ReturnType<typeof cardColumns>;

interface PastCard {
  card: NewCard;
  readonly at: number;
  end: { readonly at: number; readonly because: 'raised' | 'clockEnded' } | undefined;
}

export interface ClimbedPast {
  readonly cards: readonly CardRow[];
  readonly events: readonly NewEventRow[];
}

const keyOf = ({ kind, workOrderNo, round }: Clock): string => `${kind} ${workOrderNo} ${round}`;
const system = { actorId: null, commandId: null };

/**
 * What the ladder did of a matter whose story is told at once: every step that a clock reached while it was open has its
 * card of that instant, the next step ends it as raised, and the end of the clock ends what then stands open.
 */
export function climbPast(states: readonly PastState[], ladders: PastLadders): ClimbedPast {
  const last = states.at(-1);
  if (last === undefined || (last.at < ladders.since && isFinal(last.after.stage)))
    return { cards: [], events: [] };
  const climbed = new Map<string, PastCard[]>();
  const scheduled = schedules(ladders.city);
  for (const [index, state] of states.entries()) {
    const open = openClocks(state.after);
    endAll(climbed, new Set(open.map(keyOf)), state.at);
    const end = states[index + 1]?.at ?? ladders.until + 1;
    for (const clock of open) {
      const cards = climbed.get(keyOf(clock)) ?? [];
      const rungs = scheduled(clock, state.after.typeCode, end);
      climbed.set(keyOf(clock), climbOn(cards, clock, state, rungs.filter(isBefore(end)), ladders));
    }
  }
  return written(
    [...climbed.values()].flat().filter(({ end }) => end === undefined || end.at >= ladders.since),
  );
}

const isBefore =
  (end: number) =>
  ({ at }: Rung): boolean =>
    at !== null && at < end;

/** Cards of a clock with those of the rungs that it reached in a state, and as that state has its place and its end. */
function climbOn(
  cards: readonly PastCard[],
  clock: Clock,
  state: PastState,
  rungs: readonly Rung[],
  ladders: PastLadders,
): PastCard[] {
  const all = [...cards];
  for (const rung of rungs) {
    if (all.some(({ card }) => card.step === rung.step.code)) continue;
    const at = Math.max(rung.at ?? 0, state.at);
    const below = all.at(-1);
    if (below !== undefined) below.end ??= { at, because: 'raised' };
    all.push({ card: cardOf(clock, state, rung, ladders), at, end: undefined });
  }
  const last = all.at(-1);
  if (last !== undefined) last.card = { ...last.card, dueAt: clock.dueAt, placePath: state.placePath };
  return all;
}

interface Rung extends ScheduledStep {
  readonly ladder: string;
}

/** Rungs that a clock reaches before an instant. Most clocks stop before the first, so the others are not reckoned for them. */
function schedules(city: City): (clock: Clock, typeCode: string, end: number) => readonly Rung[] {
  const first = new Map<Clock, number>();
  const all = new Map<Clock, readonly Rung[]>();
  return (clock, typeCode, end) => {
    if ((first.get(clock) ?? -Infinity) >= end) return [];
    const known = all.get(clock);
    if (known !== undefined) return known;
    const ladder = ladderFor(city.pack.supervision, clock.kind, classOf(city, typeCode));
    const [lowest] = ladder === undefined ? [] : scheduleOf(ladder.steps.slice(0, 1), clock, city.calendar);
    first.set(clock, lowest?.at ?? Infinity);
    if (ladder === undefined || (lowest?.at ?? Infinity) >= end) return [];
    const rungs = scheduleOf(ladder.steps, clock, city.calendar).map((step) => ({
      ...step,
      ladder: ladder.code,
    }));
    all.set(clock, rungs);
    return rungs;
  };
}

function cardOf(
  clock: Clock,
  { after, placePath }: PastState,
  { ladder, step, at }: Rung,
  { city, held }: PastLadders,
): NewCard {
  const order = after.workOrders.find(({ no }) => no === clock.workOrderNo);
  // Unit of the work order whose clock it is, else the unit that holds the matter.
  const unitId = order?.unitId ?? after.holder.unitId;
  const site = { unitId, centreUnitId: after.centreUnitId, placePath };
  return {
    ...site,
    id: randomUUID(),
    matterId: after.matterId,
    source: 'ladder',
    level: step.level,
    clock: clock.kind,
    workOrderNo: clock.workOrderNo,
    round: clock.round,
    ladder,
    step: step.code,
    recipients: recipientsOf(step.to, site, city, held),
    reachedAt: at ?? clock.startedAt,
    dueAt: clock.dueAt,
    demand: null,
    raised: false,
  };
}

function endAll(climbed: ReadonlyMap<string, PastCard[]>, open: ReadonlySet<string>, at: number): void {
  for (const [key, cards] of climbed) {
    const last = cards.at(-1);
    if (last !== undefined && !open.has(key)) last.end ??= { at, because: 'clockEnded' };
  }
}

function written(cards: readonly PastCard[]): ClimbedPast {
  const born = cards.map(({ card, at, end }) => ({ card: { ...card, raised: end?.at === at }, at, end }));
  return {
    cards: born.map(({ card, at, end }) => ({
      ...cardColumns(card, { ...system, at }),
      ended_at: end === undefined ? null : new Date(end.at).toISOString(),
      ended_because: end?.because ?? null,
    })),
    events: born.flatMap(({ card, at, end }) => {
      const issued = issuedEvent(card, { ...system, at });
      if (end === undefined || card.raised) return [eventRow(issued)];
      const ended = { ...cardKey(card), ended_because: end.because };
      return [eventRow(issued), eventRow(endedEvent(ended, { ...system, at: end.at }))];
    }),
  };
}

/** Writes cards of told stories; their events go with those of the stories. */
export async function copyCards(client: pg.ClientBase, cards: readonly CardRow[]): Promise<void> {
  if (cards.length === 0) return;
  const names = Object.keys(cards[0] ?? {}).join(', ');
  await client.query(
    `INSERT INTO supervision.cards (${names})
     SELECT ${names} FROM jsonb_populate_recordset(NULL::supervision.cards, $1::jsonb)`,
    [JSON.stringify(cards)],
  );
}
