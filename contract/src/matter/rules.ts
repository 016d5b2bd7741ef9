import { z } from 'zod';
import { type ClockKind, clockKinds, Limit } from '../deadline/model.ts';
import { Stage } from './model.ts';

const share = z.number().min(0).max(1);
const count = (fallback: number, max = 100) => z.number().int().min(0).max(max).default(fallback);

/** Limit per kind of clock; a kind left out has no clock. */
export const ClockLimits = z.partialRecord(z.enum(clockKinds), Limit);
export type ClockLimits = z.infer<typeof ClockLimits>;

const defaultPauses: Record<ClockKind, Stage[]> = {
  acceptance: ['preFilingCheck'],
  dispatch: [],
  signing: [],
  handling: ['checking', 'checked'],
  checking: [],
  callBack: [],
};

/** Counts, limits and pauses that a city sets for all its matters (`cities/<name>/life-cycle.yaml`). */
export const LifeCycleRules = z.object({
  /** Approved extensions of one work order. */
  maxExtensions: count(2),
  /** After so many returns no plain dispatch is taken any more: a ruling names the unit. */
  returnsBeforeRuling: z.number().int().min(1).max(100).default(2),
  maxTransfers: count(2),
  maxAssists: count(10),
  maxSuspensions: count(1),
  suspensionMaxDays: z.number().int().min(1).max(3650).default(365),
  maxReopenings: count(3),
  /** Days after closing or declining in which a matter can be reopened. */
  reopenWithinDays: z.number().int().min(1).max(3650).default(180),
  /**
   * Days after the end of a matter for which the personal data of its reports is kept: who reported, their words and
   * photos. Never shorter than it can be reopened.
   */
  keepReportsDays: z.number().int().min(30).max(36_500).default(730),
  /** Attempts to reach the reporter after which the call-back counts as done. */
  maxCallBacks: z.number().int().min(1).max(20).default(3),
  /** Share of the matters closed on the spot that a second person checks. */
  spotCheckShare: share.default(0.1),
  /** Time from the dispatch in which a unit may return its order; null = as long as the order is open. */
  returnWindow: Limit.nullable().default(null),
  /** Whether a unit's handling limit runs from the dispatch or from its signature. */
  handlingClockFrom: z.enum(['dispatch', 'signature']).default('dispatch'),
  /** Stages in which a kind of clock stands still. Suspension stops every clock. */
  pauses: z.record(z.enum(clockKinds), z.array(Stage)).default(defaultPauses),
  /** Limits where neither the matter type nor its filing condition sets one. */
  limits: ClockLimits.default({}),
});
export type LifeCycleRules = z.infer<typeof LifeCycleRules>;

export const defaultRules: LifeCycleRules = LifeCycleRules.parse({});

/** What the city pack says about one matter type; `limits` already take the filing condition into account. */
export const MatterTypeRules = z.object({
  typeCode: z.string(),
  limits: ClockLimits.default({}),
  /** Steps that `register` takes by itself where the context brings a route. */
  automatic: z
    .object({
      accept: z.boolean().default(false),
      file: z.boolean().default(false),
      dispatch: z.boolean().default(false),
    })
    .default({ accept: false, file: false, dispatch: false }),
  /** Filing condition taken when filing happens by itself. */
  defaultFilingCondition: z.string().nullable().default(null),
  /** Acceptance waits for a confirmed pre-filing check. */
  preFilingCheckRequired: z.boolean().default(false),
  /** A matter is dispatched only once it is filed; otherwise as soon as it is accepted. */
  filingRequired: z.boolean().default(true),
  postHandlingCheckRequired: z.boolean().default(true),
  /** The lead's feedback needs at least one piece of evidence. */
  evidenceRequired: z.boolean().default(false),
  onSpotAllowed: z.boolean().default(true),
  callBackRequired: z.boolean().default(true),
});
export type MatterTypeRules = z.infer<typeof MatterTypeRules>;
