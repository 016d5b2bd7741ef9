import { type Call, type CallAct, decideCall } from '@heliu/contract/joint/call';
import { dutiesOf } from '@heliu/contract/joint/duty';
import { callLeg, type LegAct } from '@heliu/contract/joint/leg';
import type { City } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents, type NewEvent } from '../kernel/events.ts';
import { actEvent, calledEvents, endedEvent } from './events.ts';
import { storeCall, type StoredLeg } from './store.ts';

/** What was done with a called unit, or with the call where no leg is named (it was ended). */
export interface PastAct {
  readonly at: number;
  readonly by: number;
  /** Counts from 0. */
  readonly leg?: number;
  readonly act?: LegAct;
  readonly words?: string;
}

export interface PastCall {
  readonly id: string;
  readonly matter: { readonly id: string; readonly placePath: string; readonly centreUnitId: string };
  readonly note: string | null;
  readonly at: number;
  readonly by: number;
  readonly units: readonly { readonly unitId: string; readonly dutyCode: string }[];
  /** In their order. */
  readonly acts: readonly PastAct[];
}

/**
 * Enters a call of the past with all that was done since, by the rules and with the events of each act.
 * @throws Error for a duty that the city does not have, and for an act that the rules do not allow.
 */
export async function enterCall(trx: Trx, city: City, past: PastCall, now: number): Promise<void> {
  const legs: StoredLeg[] = past.units.map(({ unitId, dutyCode }, index) => {
    const unit = city.index.units.get(unitId);
    const duty = unit && dutiesOf(city.pack.jointDuties, unit).find(({ code }) => code === dutyCode);
    if (duty === undefined) throw new Error(`${unitId} has no duty ${dutyCode}`);
    const leg = callLeg(duty, past.at);
    return { no: index + 1, unitId, dutyCode, calledAt: past.at, calledBy: past.by, leg };
  });
  const { id, matter, note, at, by } = past;
  const key = { id, matterId: matter.id, placePath: matter.placePath, centreUnitId: matter.centreUnitId };
  const told = { ...key, unitIds: legs.map(({ unitId }) => unitId) };
  const events = calledEvents(told, legs, { at, actorId: by, commandId: null });
  const first: Call = { legs: legs.map(({ leg }) => leg), ended: null };
  const call = past.acts.reduce((before, act) => {
    const after = decideCall(before, callAct(act), act.at);
    if (after === undefined) throw new Error(`${act.act ?? 'close'} cannot be done now`);
    events.push(...eventsOf(told, legs, after, act));
    return after;
  }, first);
  const ending = past.acts.findLast(({ leg }) => leg === undefined);
  await storeCall(
    trx,
    {
      id,
      matterId: matter.id,
      centreUnitId: matter.centreUnitId,
      note,
      calledAt: at,
      calledBy: by,
      ended: call.ended,
      ...(call.ended === null
        ? {}
        : { endedBy: past.acts.at(-1)?.by ?? by, endWords: ending?.words ?? null }),
      legs: legs.map((leg, index) => ({
        ...leg,
        leg: call.legs[index] ?? leg.leg,
        by: past.acts.find((act) => act.leg === index)?.by ?? ending?.by ?? null,
        words: past.acts.findLast((act) => act.leg === index)?.words ?? null,
      })),
    },
    now,
  );
  await appendEvents(trx, events);
}

const callAct = ({ leg, act }: PastAct): CallAct =>
  leg === undefined || act === undefined ? { kind: 'close' } : { kind: 'leg', leg, act };

function eventsOf(
  key: Parameters<typeof endedEvent>[0],
  legs: readonly StoredLeg[],
  after: Call,
  { at, by, leg, act }: PastAct,
): NewEvent[] {
  const facts = { at, actorId: by, commandId: null };
  const acted = leg === undefined ? undefined : legs[leg];
  const done = acted === undefined || act === undefined ? [] : [actEvent(key, act, acted, facts)];
  return after.ended === null ? done : [...done, endedEvent(key, after.ended.because, facts)];
}
