import { isLate } from '../clocks.ts';
import type { MatterCommand } from '../commands.ts';
import type { Actor, DecideContext, Decision } from '../context.ts';
import { decide } from '../decide.ts';
import { isFinal, type Matter, type WorkOrder } from '../model.ts';
import type { LifeCycleRules, MatterTypeRules } from '../rules.ts';
import { type Attempt, attemptsFor, livingOrders } from './attempts.ts';
import { calendar, dayMs, isAbove, monday, people, registration } from './world.ts';

/** A reachable state, up to everything that cannot change what may happen next. */
export interface Visit {
  readonly id: number;
  readonly key: string;
  readonly matter: Matter;
  readonly counterpart: Matter;
  readonly now: number;
}

export interface Edge {
  readonly from: Visit;
  readonly attempt: Attempt;
  readonly decision: Decision;
}

export interface World {
  readonly rules: LifeCycleRules;
  readonly type: MatterTypeRules;
  /** Commands whose results are explored further; every command is tried in every state all the same. */
  readonly follow: (command: MatterCommand, actor: Actor) => boolean;
  readonly time: boolean;
}

const orderKey = (order: WorkOrder): string =>
  [
    order.role,
    order.status,
    order.ruled,
    order.role === 'assist' ? order.returns : '',
    order.extensions,
    order.extensionRequest !== null,
    order.overdue,
    order.appeal?.state,
  ].join();

/**
 * What may happen next depends on this much of a matter. Left out: what only grows (versions, instants, reworks), which
 * units and people they are beyond "the same or another", and orders that are over.
 */
function keyOf(matter: Matter, counterpart: Matter, now: number, rules: LifeCycleRules): string {
  const { counters, closing, suspension, merge } = matter;
  const orders = livingOrders(matter);
  const placeOfOrder = (no: number) => orders.findIndex((order) => order.no === no);
  const clocks = matter.clocks
    .filter((clock) => clock.state !== 'stopped')
    .map(
      (clock) =>
        `${clock.kind}${placeOfOrder(clock.workOrderNo)}${clock.state}${clock.kind === 'handling' && isLate(clock, now)}`,
    );
  const closed = closing && [
    closing.way,
    closing.callBack,
    closing.callBackAttempts,
    now > closing.closedAt + rules.reopenWithinDays * dayMs,
  ];
  const prior = merge && keyOf({ ...matter, ...merge.prior, merge: null }, counterpart, now, rules);
  return [
    matter.stage,
    matter.filingCondition !== null,
    matter.centreUnitId,
    matter.typeCode,
    counters.returns,
    counters.transfers,
    counters.suspensions,
    counters.reopenings,
    matter.preFilingCheck?.state,
    matter.postHandlingCheck?.result,
    suspension && `${suspension.state}${now >= suspension.until}`,
    matter.forceCloseProposal !== null,
    matter.voidProposal !== null,
    matter.spotCheck?.state,
    closed,
    matter.declinedAt !== null && now > matter.declinedAt + rules.reopenWithinDays * dayMs,
    matter.ratings.length,
    counterpart.absorbedIds.length,
    orders.map(orderKey).join(';'),
    clocks.toSorted().join(';'),
    prior,
  ].join('|');
}

/** The next instant at which something changes by time alone; null where nothing does. */
function nextInstant({ matter, now }: Visit, { rules }: World): number | null {
  const instants = matter.clocks
    .filter(({ kind, state }) => kind === 'handling' && state === 'running')
    .map((clock) => clock.dueAt + 1);
  if (matter.suspension?.state === 'active') instants.push(matter.suspension.until);
  const endedAt = matter.closing?.closedAt ?? matter.declinedAt;
  if (endedAt !== null) instants.push(endedAt + rules.reopenWithinDays * dayMs + 1);
  const coming = instants.filter((instant) => instant > now);
  return coming.length === 0 ? null : Math.min(...coming);
}

export interface Exploration {
  readonly visits: readonly Visit[];
  /** Successors by visit id, of every command that was taken and followed. */
  readonly next: readonly (readonly number[])[];
}

function register(world: World, matterId: string): Matter {
  const context = contextOf(world, people.resident, monday, undefined);
  const decision = decide(
    null,
    registration({ matterId, reporterId: matterId === 'm-1' ? 'report-1' : 'report-2' }),
    context,
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.matter;
}

export const contextOf = (
  { rules, type }: World,
  actor: Actor,
  now: number,
  counterpart: Matter | undefined,
): DecideContext => ({ now, actor, rules, type, calendar, isAbove, ...(counterpart ? { counterpart } : {}) });

/** Breadth first through everything that can happen; `see` hears of every try in every state. */
export function explore(world: World, see: (edge: Edge, context: DecideContext) => void): Exploration {
  const visits: Visit[] = [];
  const next: number[][] = [];
  const known = new Map<string, number>();
  const visit = (matter: Matter, counterpart: Matter, now: number): number => {
    const key = keyOf(matter, counterpart, now, world.rules);
    const old = known.get(key);
    if (old !== undefined) return old;
    const id = visits.length;
    known.set(key, id);
    visits.push({ id, key, matter, counterpart, now });
    next.push([]);
    return id;
  };
  visit(register(world, 'm-1'), register(world, 'm-2'), monday);
  for (let id = 0; id < visits.length; id += 1) {
    const from = visits[id];
    const successors = next[id];
    if (from === undefined || successors === undefined) break;
    for (const attempt of attemptsFor(from.matter)) {
      const context = contextOf(world, attempt.actor, from.now, from.counterpart);
      const decision = decide(from.matter, attempt.command, context);
      see({ from, attempt, decision }, context);
      if (decision.ok && world.follow(attempt.command, attempt.actor)) {
        successors.push(visit(decision.matter, decision.counterpart ?? from.counterpart, from.now));
      }
    }
    const later = world.time ? nextInstant(from, world) : null;
    if (later !== null) successors.push(visit(from.matter, from.counterpart, later));
  }
  return { visits, next };
}

/** Visits from which none of the wanted ones can be reached. */
export function deadEnds(
  { visits, next }: Exploration,
  wanted: (matter: Matter) => boolean,
): readonly Visit[] {
  const before: number[][] = visits.map(() => []);
  for (const [from, successors] of next.entries()) {
    for (const to of successors) before[to]?.push(from);
  }
  const reached = new Set<number>();
  const queue = visits.filter(({ matter }) => wanted(matter)).map(({ id }) => id);
  for (const id of queue) {
    if (reached.has(id)) continue;
    reached.add(id);
    queue.push(...(before[id] ?? []));
  }
  return visits.filter(({ id, matter }) => !reached.has(id) && !isFinal(matter.stage));
}
