import type { Instant } from '../deadline/model.ts';
import { actOn, actsOf, type Leg, type LegAct } from './leg.ts';

/**
 * `answered`: no unit has anything left to do. `closed`: the centre ended it, and withdrew whoever was still called.
 * `matterOver`: so did the end of the matter.
 */
export const callEnds = ['answered', 'closed', 'matterOver'] as const;
export type CallEnd = (typeof callEnds)[number];

/** One or more units called to one matter. */
export interface Call {
  readonly legs: readonly Leg[];
  readonly ended: { readonly at: Instant; readonly because: CallEnd } | null;
}

/** `leg` counts from 0. */
export type CallAct =
  | { readonly kind: 'leg'; readonly leg: number; readonly act: LegAct }
  | { readonly kind: 'add'; readonly legs: readonly Leg[] }
  | { readonly kind: 'close' }
  | { readonly kind: 'matterOver' };

const isEnded = (leg: Leg): boolean => leg.ended !== null;

/** A call is over by itself as its last leg ends. */
const settled = (legs: readonly Leg[], at: Instant): Call => ({
  legs,
  ended: legs.every(isEnded) ? { at, because: 'answered' } : null,
});

/** The call after an act; undefined where it cannot be done, as the call or the leg has ended or is not so far. */
export function decideCall(call: Call, act: CallAct, at: Instant): Call | undefined {
  if (call.ended !== null) return undefined;
  if (act.kind === 'add')
    return act.legs.length === 0 ? undefined : { ...call, legs: [...call.legs, ...act.legs] };
  if (act.kind === 'close' || act.kind === 'matterOver') {
    const legs = call.legs.map((leg) => (isEnded(leg) ? leg : (actOn(leg, 'withdraw', at) ?? leg)));
    return { legs, ended: { at, because: act.kind === 'close' ? 'closed' : 'matterOver' } };
  }
  const leg = call.legs[act.leg];
  const after = leg && actOn(leg, act.act, at);
  if (after === undefined) return undefined;
  return settled(call.legs.with(act.leg, after), at);
}

/** Acts that the state of the call leaves open for one of its legs, whoever may do them. */
export const actsOfLeg = (call: Call, leg: Leg): readonly LegAct[] =>
  call.ended === null ? actsOf(leg) : [];
