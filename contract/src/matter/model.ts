import { z } from 'zod';
import { Clock } from '../deadline/model.ts';

/** Opaque identifier of a row: a uuid, a number written as text, or a code of the city pack. */
export const Id = z.string().min(1).max(64);
/** Code out of a list in the city pack: a reason, a filing condition, a matter type. */
export const Code = z.string().min(1).max(64);

/** What was done to a grid that a matter stood on. `pack` is an import that gave an edit up. */
export const gridChangeCauses = ['split', 'merge', 'redraw', 'undo', 'pack'] as const;
export const GridChangeCause = z.enum(gridChangeCauses);
export type GridChangeCause = z.infer<typeof GridChangeCause>;

/** Where a matter stands. The last four are ends; a closed or declined matter may still be reopened. */
export const stages = [
  'registered',
  'preFilingCheck',
  'accepted',
  'filed',
  'awaitingRuling',
  'dispatched',
  'handling',
  'checking',
  'checked',
  'closed',
  'declined',
  'voided',
  'merged',
] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

export const finalStages = ['closed', 'declined', 'voided', 'merged'] as const satisfies readonly Stage[];
export const isFinal = (stage: Stage): boolean => (finalStages as readonly Stage[]).includes(stage);

/** What came of a matter, apart from the fact that it is closed. */
export const Outcome = z.enum(['solved', 'partly', 'unsolvable']);
export type Outcome = z.infer<typeof Outcome>;

/** Who has to act next: a unit, and the person in it once somebody is named. */
export const Holder = z.object({ unitId: Id, accountId: Id.nullable() });
export type Holder = z.infer<typeof Holder>;

/** A resident's report behind this matter; `fromMatterId` names the merged matter it came with. */
export const ReporterLink = z.object({ reporterId: Id, fromMatterId: Id.nullable() });
export type ReporterLink = z.infer<typeof ReporterLink>;

export const WorkOrderStatus = z.enum([
  'dispatched',
  'signed',
  'fedBack',
  'returned',
  'withdrawn',
  'completed',
]);
export type WorkOrderStatus = z.infer<typeof WorkOrderStatus>;

export const Feedback = z.object({
  at: z.number(),
  accountId: Id.nullable(),
  outcome: Outcome,
  unsolvableReason: Code.nullable(),
  evidenceIds: z.array(Id),
});
export type Feedback = z.infer<typeof Feedback>;

export const ExtensionRequest = z.object({
  requestedBy: Id.nullable(),
  requestedAt: z.number(),
  reasonCode: Code,
  limit: Clock.shape.limit,
});
export type ExtensionRequest = z.infer<typeof ExtensionRequest>;

/** A unit's one appeal against "overdue". Granting it exempts the statistic; the fact stays. */
export const OverdueAppeal = z.object({
  state: z.enum(['firstReview', 'secondReview', 'granted', 'rejected']),
  appealedBy: Id.nullable(),
  appealedAt: z.number(),
  reasonCode: Code,
  firstReviewer: Id.nullable(),
  secondReviewer: Id.nullable(),
});
export type OverdueAppeal = z.infer<typeof OverdueAppeal>;

export const WorkOrder = z.object({
  /** 1, 2, … within the matter; never reused. */
  no: z.number().int().min(1),
  role: z.enum(['lead', 'assist']),
  unitId: Id,
  /** The person in the unit who has it in hand; null while it lies in the unit's queue. */
  holderId: Id.nullable(),
  status: WorkOrderStatus,
  dispatchedAt: z.number(),
  signedAt: z.number().nullable(),
  feedback: Feedback.nullable(),
  /** Everybody who signed for it, handled it or fed back. None of them may check the result. */
  handlerIds: z.array(Id),
  /** Given by a ruling: it can be neither returned nor transferred. */
  ruled: z.boolean(),
  /** Handling limit given with the dispatch in place of the filing condition's; null = that one. */
  limit: Clock.shape.limit.nullable(),
  /** Past this instant the order can no longer be returned; null = while it is open. */
  returnableUntil: z.number().nullable(),
  returns: z.number().int().min(0),
  extensions: z.number().int().min(0),
  extensionRequest: ExtensionRequest.nullable(),
  /** Fact, once its handling clock was found past due. Never taken back. */
  overdue: z.boolean(),
  appeal: OverdueAppeal.nullable(),
});
export type WorkOrder = z.infer<typeof WorkOrder>;

export const Counters = z.object({
  returns: z.number().int().min(0),
  transfers: z.number().int().min(0),
  extensions: z.number().int().min(0),
  suspensions: z.number().int().min(0),
  reworks: z.number().int().min(0),
  reopenings: z.number().int().min(0),
});
export type Counters = z.infer<typeof Counters>;

export const PreFilingCheck = z.object({
  state: z.enum(['sent', 'confirmed', 'notFound']),
  unitId: Id,
  accountId: Id.nullable(),
  at: z.number(),
});
export type PreFilingCheck = z.infer<typeof PreFilingCheck>;

export const PostHandlingCheck = z.object({
  result: z.enum(['passed', 'failed', 'notRequired']),
  accountId: Id.nullable(),
  at: z.number(),
  evidenceIds: z.array(Id),
});
export type PostHandlingCheck = z.infer<typeof PostHandlingCheck>;

export const Suspension = z.object({
  state: z.enum(['requested', 'active']),
  requestedBy: Id.nullable(),
  requestedAt: z.number(),
  reasonCode: Code,
  decidedBy: Id.nullable(),
  from: z.number().nullable(),
  until: z.number(),
});
export type Suspension = z.infer<typeof Suspension>;

export const ForceCloseProposal = z.object({
  proposedBy: Id,
  proposedAt: z.number(),
  reasonCode: Code,
  outcome: Outcome,
  unsolvableReason: Code.nullable(),
});
export type ForceCloseProposal = z.infer<typeof ForceCloseProposal>;

export const VoidProposal = z.object({ proposedBy: Id, proposedAt: z.number(), reasonCode: Code });
export type VoidProposal = z.infer<typeof VoidProposal>;

/** A second person's look at a matter that was closed on the spot. */
export const SpotCheck = z.object({
  state: z.enum(['due', 'passed', 'failed']),
  checkedBy: Id.nullable(),
  at: z.number(),
});
export type SpotCheck = z.infer<typeof SpotCheck>;

/** The facts of a closure, fixed at that moment. A reopening sets it aside; the event log keeps it. */
export const Closing = z.object({
  way: z.enum(['checked', 'onSpot', 'forced']),
  outcome: Outcome,
  unsolvableReason: Code.nullable(),
  closedAt: z.number(),
  closedBy: Id.nullable(),
  /** Due time the closure is measured against: the lead's handling clock. Null = no limit, counts as on time. */
  dueAt: z.number().nullable(),
  onTime: z.boolean(),
  callBack: z.enum(['notRequired', 'due', 'reached', 'notReached']),
  callBackAttempts: z.number().int().min(0),
});
export type Closing = z.infer<typeof Closing>;

export const Satisfaction = z.enum(['satisfied', 'basicallySatisfied', 'dissatisfied']);
export type Satisfaction = z.infer<typeof Satisfaction>;
export const ReporterVerdict = z.enum(['solved', 'partly', 'unsolved']);
export type ReporterVerdict = z.infer<typeof ReporterVerdict>;

/** One reporter's rating of the present closure. */
export const Rating = z.object({
  reporterId: Id,
  verdict: ReporterVerdict,
  satisfaction: Satisfaction,
  at: z.number(),
});
export type Rating = z.infer<typeof Rating>;

/** What a matter returns to when its merge is undone; its clocks are kept as paused at the merge. */
export const MergedState = z.object({
  stage: Stage,
  workOrders: z.array(WorkOrder),
  clocks: z.array(Clock),
});
export const Merge = z.object({
  intoMatterId: Id,
  mergedBy: Id.nullable(),
  mergedAt: z.number(),
  prior: MergedState,
});
export type Merge = z.infer<typeof Merge>;

/**
 * The aggregate that `decide` works on. It holds ids, codes and facts only: names, telephone numbers, places and
 * every free text live in rows of their own.
 */
export const Matter = z.object({
  matterId: Id,
  /** The public code (一案一码), without separators; see code.ts. */
  code: z.string(),
  /** Counts the events of this matter; the optimistic lock. */
  version: z.number().int().min(1),
  typeCode: Code,
  channel: Code,
  gridId: Id.nullable(),
  divisionCode: Code.nullable(),
  registeredAt: z.number(),
  /** Instant of the last event. Time never runs backwards within a matter, whatever a server's clock says. */
  changedAt: z.number(),
  registeredBy: Id.nullable(),
  stage: Stage,
  filingCondition: Code.nullable(),
  /** The centre that owns the procedure: it accepts, dispatches, checks and closes. */
  centreUnitId: Id,
  holder: Holder,
  heldSince: z.number(),
  reporters: z.array(ReporterLink),
  workOrders: z.array(WorkOrder),
  clocks: z.array(Clock),
  counters: Counters,
  preFilingCheck: PreFilingCheck.nullable(),
  postHandlingCheck: PostHandlingCheck.nullable(),
  suspension: Suspension.nullable(),
  forceCloseProposal: ForceCloseProposal.nullable(),
  voidProposal: VoidProposal.nullable(),
  spotCheck: SpotCheck.nullable(),
  closing: Closing.nullable(),
  ratings: z.array(Rating),
  declineReason: Code.nullable(),
  /** When it was declined; null otherwise, and for matters declined before this was kept. */
  declinedAt: z.number().nullable().default(null),
  voidReason: Code.nullable(),
  merge: Merge.nullable(),
  /** Matters merged into this one. */
  absorbedIds: z.array(Id),
  /** Imported matters keep the source's target: every handling clock takes it as its due time. */
  fixedDueAt: z.number().nullable(),
});
export type Matter = z.infer<typeof Matter>;
