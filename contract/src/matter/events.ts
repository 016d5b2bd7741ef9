import { z } from 'zod';
import { ClockKind, Limit } from '../deadline/model.ts';
import { Code, GridChangeCause, Holder, Id, Outcome, ReporterVerdict, Satisfaction, Stage } from './model.ts';

const workOrderNo = z.number().int().min(1);
const order = { workOrderNo, unitId: Id };
const reasonCode = { reasonCode: Code };
const OrderSent = z.object({
  workOrderNo,
  role: z.enum(['lead', 'assist']),
  unitId: Id,
  /** True where an order that the same unit had returned is sent to it again. */
  resent: z.boolean(),
});
export type OrderSent = z.infer<typeof OrderSent>;

/**
 * Event kind → what it carries beyond the envelope. Ids, codes, counts and instants only: the log holds no personal
 * data and no free text.
 */
export const eventData = {
  'matter.registered': z.object({
    code: z.string(),
    typeCode: Code,
    channel: Code,
    gridId: Id.nullable(),
    divisionCode: Code.nullable(),
    centreUnitId: Id,
  }),
  'matter.reclassified': z.object({ fromTypeCode: Code, toTypeCode: Code, filingCondition: Code.nullable() }),
  'matter.preFilingCheckStarted': z.object({ unitId: Id }),
  'matter.preFilingCheckRecorded': z.object({ result: z.enum(['confirmed', 'notFound']) }),
  'matter.accepted': z.object({ automatic: z.boolean() }),
  'matter.filed': z.object({ automatic: z.boolean(), filingCondition: Code.nullable() }),
  'matter.declined': z.object(reasonCode),
  'matter.dispatched': z.object({
    automatic: z.boolean(),
    orders: z.array(OrderSent),
    /** The routing rule that chose the unit, when one did. */
    routeRule: Code.nullable(),
  }),
  'matter.ruled': z.object({ order: OrderSent }),
  'matter.assistAdded': z.object({ order: OrderSent }),
  'matter.assistWithdrawn': z.object(order),
  'matter.escalated': z.object({ fromUnitId: Id, toUnitId: Id, ...reasonCode }),
  'matter.assignedDown': z.object({ fromUnitId: Id, toUnitId: Id, ...reasonCode }),
  'matter.holderAssigned': z.object({
    /** 0 = the matter itself. */
    workOrderNo: z.number().int().min(0),
    unitId: Id,
    fromAccountId: Id.nullable(),
    toAccountId: Id.nullable(),
  }),
  'matter.holderReleased': z.object({
    accountId: Id,
    unitIds: z.array(Id),
    workOrderNos: z.array(z.number()),
  }),
  'matter.signedFor': z.object(order),
  'matter.returnedBack': z.object({
    ...order,
    role: z.enum(['lead', 'assist']),
    count: z.number(),
    ...reasonCode,
  }),
  'matter.transferred': z.object({
    fromWorkOrderNo: workOrderNo,
    fromUnitId: Id,
    order: OrderSent,
    ...reasonCode,
  }),
  'matter.progressNoted': z.object({ ...order, evidenceCount: z.number() }),
  'matter.fedBack': z.object({
    ...order,
    role: z.enum(['lead', 'assist']),
    outcome: Outcome,
    unsolvableReason: Code.nullable(),
    evidenceCount: z.number(),
    overdue: z.boolean(),
  }),
  'matter.checkRecorded': z.object({ result: z.enum(['passed', 'failed']), evidenceCount: z.number() }),
  'matter.reworkOrdered': z.object({ workOrderNos: z.array(z.number()), count: z.number(), ...reasonCode }),
  'matter.closed': z.object({
    way: z.enum(['checked', 'onSpot', 'forced']),
    outcome: Outcome,
    unsolvableReason: Code.nullable(),
    dueAt: z.number().nullable(),
    onTime: z.boolean(),
    leadUnitId: Id.nullable(),
    spotCheckDue: z.boolean(),
  }),
  'matter.calledBack': z.object({
    reached: z.boolean(),
    attempt: z.number(),
    verdict: ReporterVerdict.nullable(),
    satisfaction: Satisfaction.nullable(),
  }),
  'matter.rated': z.object({ verdict: ReporterVerdict, satisfaction: Satisfaction }),
  'matter.reopened': z.object({
    by: z.enum(['staff', 'reporter', 'spotCheck']),
    count: z.number(),
    ...reasonCode,
  }),
  'matter.extensionRequested': z.object({ ...order, limit: Limit, ...reasonCode }),
  'matter.extensionDecided': z.object({
    ...order,
    approved: z.boolean(),
    count: z.number(),
    /** Due time of the order after the decision; null where it has no clock. */
    dueAt: z.number().nullable(),
  }),
  'matter.suspensionRequested': z.object({ until: z.number(), ...reasonCode }),
  'matter.suspensionDecided': z.object({ approved: z.boolean(), until: z.number() }),
  'matter.resumed': z.object({ bySystem: z.boolean(), suspendedFrom: z.number() }),
  'matter.overdueAppealed': z.object({ ...order, ...reasonCode }),
  'matter.appealReviewed': z.object({
    ...order,
    review: z.enum(['first', 'second']),
    granted: z.boolean(),
    /** True once the second reviewer has granted it: the statistic leaves this order out. */
    exempt: z.boolean(),
  }),
  'matter.voidProposed': z.object(reasonCode),
  'matter.voidDecided': z.object({ approved: z.boolean() }),
  'matter.voided': z.object(reasonCode),
  'matter.forceCloseProposed': z.object({ outcome: Outcome, ...reasonCode }),
  'matter.forceCloseDecided': z.object({ approved: z.boolean() }),
  'matter.merged': z.object({ intoMatterId: Id, ...reasonCode }),
  'matter.absorbed': z.object({ fromMatterId: Id, reporters: z.number() }),
  'matter.mergeUndone': z.object({ fromMatterId: Id }),
  'matter.released': z.object({ toMatterId: Id, reporters: z.number() }),
  'matter.spotChecked': z.object({ result: z.enum(['passed', 'failed']), evidenceCount: z.number() }),
  'matter.commentAdded': z.object({
    audience: z.enum(['public', 'internal']),
    by: z.enum(['staff', 'reporter', 'system']),
    evidenceCount: z.number(),
    /** Where the reporter of a matter that went into this one wrote it. */
    fromMatterId: Id.optional(),
  }),
  'matter.dueRecomputed': z.object({
    changes: z.array(
      z.object({ kind: ClockKind, workOrderNo: z.number(), fromDueAt: z.number(), toDueAt: z.number() }),
    ),
  }),
  'matter.relocated': z.object({ fromGridId: Id, toGridId: Id, cause: GridChangeCause }),
} as const;

export type EventKind = keyof typeof eventData;
export const eventKinds = Object.keys(eventData) as EventKind[];
export const isEventKind = (kind: string): kind is EventKind => kind in eventData;

/**
 * What an act did to one clock, so that nobody needs to read rows to follow the due times. A clock that stopped and is
 * paused or resumed again belongs to a merge that was undone: the time between counts as a pause.
 */
export const ClockChange = z.object({
  kind: ClockKind,
  /** 0 = a clock of the matter itself. */
  workOrderNo: z.number().int().min(0),
  round: z.number().int().min(1),
  change: z.enum(['started', 'paused', 'resumed', 'extended', 'recomputed', 'stopped']),
  dueAt: z.number(),
  provisional: z.boolean(),
});
export type ClockChange = z.infer<typeof ClockChange>;

const envelope = {
  matterId: Id,
  /** Version of the matter after this event: 1, 2, … without gaps. */
  version: z.number().int().min(1),
  at: z.number(),
  stageBefore: Stage.nullable(),
  stageAfter: Stage,
  holderBefore: Holder.nullable(),
  holderAfter: Holder,
  clocks: z.array(ClockChange),
};

/** One thing that happened to a matter. */
export type MatterEvent<K extends EventKind = EventKind> = {
  [N in K]: {
    readonly kind: N;
    readonly matterId: string;
    readonly version: number;
    readonly at: number;
    readonly stageBefore: Stage | null;
    readonly stageAfter: Stage;
    readonly holderBefore: Holder | null;
    readonly holderAfter: Holder;
    readonly clocks: readonly ClockChange[];
    readonly data: z.infer<(typeof eventData)[N]>;
  };
}[K];

/** Schema of one kind of event, for readers of the log. */
export const eventSchema = <K extends EventKind>(kind: K) =>
  z.object({ kind: z.literal(kind), ...envelope, data: eventData[kind] });
