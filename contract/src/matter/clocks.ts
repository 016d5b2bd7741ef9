import { pauseClock, ranUntil, resumeClock, startClock, stopClock } from '../deadline/clock.ts';
import { computeDue } from '../deadline/due.ts';
import type { Clock, ClockKind, Instant, Limit } from '../deadline/model.ts';
import type { DecideContext } from './context.ts';
import type { ClockChange } from './events.ts';
import type { Matter, WorkOrder } from './model.ts';

type Want = 'running' | 'paused' | 'stopped';

const matterKinds = ['acceptance', 'dispatch', 'checking', 'callBack'] as const;
const orderKinds = ['signing', 'handling'] as const;

function wantedOfMatter(kind: ClockKind, { stage, closing }: Matter): Want {
  switch (kind) {
    case 'acceptance':
      return stage === 'registered' || stage === 'preFilingCheck' ? 'running' : 'stopped';
    case 'dispatch':
      return stage === 'accepted' || stage === 'filed' || stage === 'awaitingRuling' ? 'running' : 'stopped';
    case 'checking':
      return stage === 'checking' || stage === 'checked' ? 'running' : 'stopped';
    default:
      return stage === 'closed' && closing?.callBack === 'due' ? 'running' : 'stopped';
  }
}

/** A unit's clock stands still once it fed back or returned, ready to run on if the order comes back to it. */
function wantedOfOrder(kind: ClockKind, { status }: WorkOrder, from: 'dispatch' | 'signature'): Want {
  if (kind === 'signing') return status === 'dispatched' ? 'running' : 'stopped';
  if (status === 'withdrawn' || status === 'completed') return 'stopped';
  if (status === 'fedBack' || status === 'returned') return 'paused';
  return status === 'signed' || from === 'dispatch' ? 'running' : 'paused';
}

/** What a clock should do, from the state of the matter alone. */
function wanted(kind: ClockKind, order: WorkOrder | null, matter: Matter, context: DecideContext): Want {
  const { rules } = context;
  const want = order ? wantedOfOrder(kind, order, rules.handlingClockFrom) : wantedOfMatter(kind, matter);
  if (want !== 'running') return want;
  const held = matter.suspension?.state === 'active' || rules.pauses[kind].includes(matter.stage);
  return held ? 'paused' : 'running';
}

function toward(clock: Clock, want: Want, { now, calendar }: DecideContext): Clock {
  if (want === clock.state || clock.state === 'stopped') return clock;
  if (want === 'stopped') return stopClock(clock, now, calendar);
  return want === 'paused' ? pauseClock(clock, now) : resumeClock(clock, now, calendar);
}

const hourMs = 3_600_000;

/** An imported target needs a limit beside it only for the record: the hours from the start to the target. */
function limitToTarget(target: Instant, now: Instant): Limit {
  return { value: Math.min(Math.max((target - now) / hourMs, 0.01), 10_000), unit: 'urgent_hour' };
}

function limitFor(
  kind: ClockKind,
  order: WorkOrder | null,
  matter: Matter,
  context: DecideContext,
): Limit | null {
  const { type, rules, now } = context;
  const limit =
    (kind === 'handling' ? order?.limit : null) ?? type.limits[kind] ?? rules.limits[kind] ?? null;
  if (limit !== null || kind !== 'handling' || matter.fixedDueAt === null) return limit;
  return limitToTarget(matter.fixedDueAt, now);
}

/** Starts the clock that the state asks for and that does not exist yet; one more round where it ran before. */
function startMissing(
  clocks: Clock[],
  kind: ClockKind,
  order: WorkOrder | null,
  matter: Matter,
  context: DecideContext,
): void {
  if (wanted(kind, order, matter, context) !== 'running') return;
  const workOrderNo = order?.no ?? 0;
  const rounds = clocks.filter((clock) => clock.kind === kind && clock.workOrderNo === workOrderNo);
  if (rounds.some((clock) => clock.state !== 'stopped')) return;
  const limit = limitFor(kind, order, matter, context);
  if (limit === null) return;
  const fixedDueAt = kind === 'handling' ? matter.fixedDueAt : null;
  const draft = { kind, workOrderNo, limit, round: rounds.length + 1, fixedDueAt };
  clocks.push(startClock(draft, context.now, context.calendar));
}

const orderOf = (matter: Matter, no: number): WorkOrder | null =>
  no === 0 ? null : (matter.workOrders.find((order) => order.no === no) ?? null);

/** True where the clock ran on after its due time: on time is whatever comes at that instant or before. */
export const isLate = (clock: Clock, now: Instant): boolean => ranUntil(clock, now) > clock.dueAt;

/** Clock of a kind that is not stopped; there is at most one. */
export const findClock = (matter: Matter, kind: ClockKind, workOrderNo: number): Clock | undefined =>
  matter.clocks.find(
    (clock) => clock.kind === kind && clock.workOrderNo === workOrderNo && clock.state !== 'stopped',
  );

function markOverdue(matter: Matter, clocks: readonly Clock[], now: Instant): WorkOrder[] {
  return matter.workOrders.map((order) => {
    if (order.overdue) return order;
    const late = clocks.some(
      (clock) =>
        clock.kind === 'handling' &&
        clock.workOrderNo === order.no &&
        clock.state !== 'running' &&
        isLate(clock, now),
    );
    return late ? { ...order, overdue: true } : order;
  });
}

function changeOf(before: Clock | undefined, after: Clock): ClockChange['change'] | null {
  if (before === after) return null;
  if (before === undefined) return 'started';
  if (before.state !== after.state) {
    return after.state === 'running' ? 'resumed' : after.state;
  }
  return before.extensions.length === after.extensions.length ? 'recomputed' : 'extended';
}

function changesOf(before: readonly Clock[], after: readonly Clock[]): ClockChange[] {
  return after.flatMap((clock) => {
    const { kind, workOrderNo, round, dueAt, provisional } = clock;
    const old = before.find(
      (known) => known.kind === kind && known.workOrderNo === workOrderNo && known.round === round,
    );
    const change = changeOf(old, clock);
    return change === null ? [] : [{ kind, workOrderNo, round, change, dueAt, provisional }];
  });
}

/** Brings every clock in line with the matter: which run, stand still, end or begin follows from its state alone. */
export function settleClocks(
  matter: Matter,
  before: readonly Clock[],
  context: DecideContext,
): { readonly matter: Matter; readonly changes: ClockChange[] } {
  const clocks = matter.clocks.map((clock) =>
    clock.state === 'stopped'
      ? clock
      : toward(clock, wanted(clock.kind, orderOf(matter, clock.workOrderNo), matter, context), context),
  );
  for (const kind of matterKinds) startMissing(clocks, kind, null, matter, context);
  for (const order of matter.workOrders) {
    for (const kind of orderKinds) startMissing(clocks, kind, order, matter, context);
  }
  const changes = changesOf(before, clocks);
  if (changes.length === 0) return { matter: { ...matter, clocks }, changes };
  return { matter: { ...matter, clocks, workOrders: markOverdue(matter, clocks, context.now) }, changes };
}

/** End of the time in which a unit may return its order. */
export function returnableUntil({ rules, now, calendar }: DecideContext): Instant | null {
  if (rules.returnWindow === null) return null;
  return computeDue({ from: now, limit: rules.returnWindow, calendar, provisional: 'allow' }).dueAt;
}
