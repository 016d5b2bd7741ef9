import { computeDue } from '../../deadline/due.ts';
import type { Limit, Pause } from '../../deadline/model.ts';
import type { ClockChange, MatterEvent } from '../events.ts';
import type { Holder, Stage } from '../model.ts';
import { calendar } from './world.ts';

/** One clock as a reader of the log knows it. */
interface ToldClock {
  readonly kind: ClockChange['kind'];
  readonly workOrderNo: number;
  readonly round: number;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly dueAt: number;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  readonly extensions: readonly Limit[];
  readonly pauses: readonly Pause[];
}

/** What the log alone says of a matter. */
export interface Told {
  readonly version: number;
  readonly stage: Stage;
  readonly holder: Holder;
  readonly heldSince: number;
  readonly clocks: ReadonlyMap<string, ToldClock>;
}

const keyOf = ({ kind, workOrderNo, round }: ClockChange): string => `${kind}/${workOrderNo}/${round}`;

const closedPauses = (pauses: readonly Pause[], at: number): Pause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));

function changed(clock: ToldClock | undefined, change: ClockChange, event: MatterEvent): ToldClock {
  const { kind, workOrderNo, round, dueAt } = change;
  const { at } = event;
  if (clock === undefined) {
    const fresh = { stoppedAt: null, extensions: [], pauses: [] };
    return { kind, workOrderNo, round, state: 'running', dueAt, startedAt: at, ...fresh };
  }
  switch (change.change) {
    case 'paused':
      return { ...clock, state: 'paused', dueAt, stoppedAt: null, pauses: pausedFrom(clock, at) };
    case 'resumed':
      return { ...clock, state: 'running', dueAt, stoppedAt: null, pauses: resumedFrom(clock, at) };
    case 'stopped':
      return { ...clock, state: 'stopped', dueAt, stoppedAt: at, pauses: closedPauses(clock.pauses, at) };
    default:
      return { ...clock, dueAt, extensions: extensionsAfter(clock, event) };
  }
}

/** A stopped clock that stands still again belongs to a merge that was undone: its last pause had never ended. */
function pausedFrom({ pauses, stoppedAt }: ToldClock, at: number): readonly Pause[] {
  if (stoppedAt === null) return [...pauses, { from: at, to: null }];
  return pauses.map((pause, index) => (index === pauses.length - 1 ? { ...pause, to: null } : pause));
}

/** Likewise one that runs again: the time since it stopped was a pause. */
function resumedFrom({ pauses, stoppedAt }: ToldClock, at: number): readonly Pause[] {
  return stoppedAt === null ? closedPauses(pauses, at) : [...pauses, { from: stoppedAt, to: at }];
}

/** The limit granted stands in the request; this world asks for one more limit of the order. */
function extensionsAfter({ extensions }: ToldClock, event: MatterEvent): readonly Limit[] {
  const granted = event.kind === 'matter.extensionDecided' && event.data.approved;
  return granted ? [...extensions, { value: 5, unit: 'work_day' }] : extensions;
}

export function fold(events: readonly MatterEvent[]): Told | null {
  const clocks = new Map<string, ToldClock>();
  let told: Omit<Told, 'clocks'> | null = null;
  for (const event of events) {
    for (const change of event.clocks) {
      clocks.set(keyOf(change), changed(clocks.get(keyOf(change)), change, event));
    }
    told = { ...custodyAfter(told, event), version: event.version, stage: event.stageAfter };
  }
  return told && { ...told, clocks };
}

function custodyAfter(
  told: Pick<Told, 'holder' | 'heldSince'> | null,
  { at, holderAfter }: MatterEvent,
): Pick<Told, 'holder' | 'heldSince'> {
  const { unitId, accountId } = holderAfter;
  const stays = told?.holder.unitId === unitId && told.holder.accountId === accountId;
  return { holder: holderAfter, heldSince: stays ? told.heldSince : at };
}

/** The due time worked out anew from what the log says: start, limit, extensions and pauses. */
export function dueFromLog(clock: ToldClock, limit: Limit): number | null {
  const pauses = clock.pauses.filter(({ to }) => to !== null);
  const { startedAt: from, extensions } = clock;
  return computeDue({ from, limit, extensions, pauses, calendar, provisional: 'allow' }).dueAt;
}
