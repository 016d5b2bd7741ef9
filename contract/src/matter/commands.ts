import { z } from 'zod';
import type { ReasonedAct } from '../city/wording.ts';
import { Limit } from '../deadline/model.ts';
import { Code, GridChangeCause, Id, Outcome, ReporterVerdict, Satisfaction } from './model.ts';

/** Internal text: reasons in words, instructions, findings. Kept in a row, never in an event. */
const Note = z.string().trim().min(1).max(4000);
/** Text that the reporter is told. Kept in a row, never in an event. */
const Reply = z.string().trim().min(1).max(4000);
const EvidenceIds = z.array(Id).max(50).default([]);
const WorkOrderNo = z.number().int().min(1).max(999);

const note = { note: Note.optional() };
const reply = { reply: Reply.optional() };
/** A reason of the pack's list, and words where the code alone does not say it. */
const reason = { reasonCode: Code, ...note };
/** Acts without a list of reasons say it in words. */
const words = { note: Note };
const workOrder = { workOrderNo: WorkOrderNo };
const result = { outcome: Outcome, unsolvableReason: Code.optional() };

/** One unit's part in a dispatch; `limit` overrides the limit of the filing condition for this order. */
export const OrderDraft = z.object({
  unitId: Id,
  holderId: Id.optional(),
  limit: Limit.optional(),
  instructions: Note.optional(),
});
export type OrderDraft = z.infer<typeof OrderDraft>;

export const OnSpotResult = z.object({ ...result, evidenceIds: EvidenceIds, ...note, ...reply });
export type OnSpotResult = z.infer<typeof OnSpotResult>;

export const CloseResult = z.object({ ...result, ...note, ...reply });
export type CloseResult = z.infer<typeof CloseResult>;

export const ReworkOrder = z.object({ workOrderNos: z.array(WorkOrderNo).min(1), ...reason });
export type ReworkOrder = z.infer<typeof ReworkOrder>;

/** Every act on a matter. `kind` names the command; the endpoint of the same name carries the rest as its body. */
export const matterCommands = {
  register: z.object({
    kind: z.literal('register'),
    matterId: Id,
    code: z.string(),
    typeCode: Code,
    channel: Code,
    gridId: Id.optional(),
    divisionCode: Code.optional(),
    /** The centre that receives it first and answers for it until somebody else does. */
    centreUnitId: Id,
    reporterId: Id.optional(),
    /** Imports only: the source's own target. */
    fixedDueAt: z.number().optional(),
    /** Already handled by the person who registers it: registers and closes in one command. */
    onSpot: OnSpotResult.optional(),
  }),
  /** A filed matter needs a filing condition of its new type. */
  reclassify: z.object({
    kind: z.literal('reclassify'),
    typeCode: Code,
    filingCondition: Code.optional(),
    ...words,
  }),
  startPreFilingCheck: z.object({
    kind: z.literal('startPreFilingCheck'),
    unitId: Id,
    accountId: Id.optional(),
    ...note,
  }),
  recordPreFilingCheck: z.object({
    kind: z.literal('recordPreFilingCheck'),
    result: z.enum(['confirmed', 'notFound']),
    evidenceIds: EvidenceIds,
    ...note,
  }),
  accept: z.object({ kind: z.literal('accept'), ...note, ...reply }),
  file: z.object({ kind: z.literal('file'), filingCondition: Code, ...note }),
  decline: z.object({ kind: z.literal('decline'), ...reason, ...reply }),
  dispatch: z.object({
    kind: z.literal('dispatch'),
    lead: OrderDraft,
    assists: z.array(OrderDraft).max(100).default([]),
    ...note,
  }),
  rule: z.object({
    kind: z.literal('rule'),
    role: z.enum(['lead', 'assist']),
    order: OrderDraft,
    ...words,
  }),
  addAssist: z.object({ kind: z.literal('addAssist'), order: OrderDraft, ...note }),
  withdrawAssist: z.object({ kind: z.literal('withdrawAssist'), ...workOrder, ...words }),
  escalate: z.object({ kind: z.literal('escalate'), toUnitId: Id, ...reason }),
  assignDown: z.object({ kind: z.literal('assignDown'), toUnitId: Id, ...reason }),
  /** Names the person; `workOrderNo` 0 is the matter itself while its centre holds it, `accountId` null the queue. */
  assignHolder: z.object({
    kind: z.literal('assignHolder'),
    workOrderNo: z.number().int().min(0).max(999),
    accountId: Id.nullable(),
    ...note,
  }),
  releaseHolder: z.object({ kind: z.literal('releaseHolder'), accountId: Id }),
  signFor: z.object({ kind: z.literal('signFor'), ...workOrder, ...note }),
  returnBack: z.object({ kind: z.literal('returnBack'), ...workOrder, ...reason }),
  transfer: z.object({ kind: z.literal('transfer'), ...workOrder, toUnitId: Id, ...reason }),
  handle: z.object({
    kind: z.literal('handle'),
    ...workOrder,
    note: Note,
    evidenceIds: EvidenceIds,
    ...reply,
  }),
  feedBack: z.object({
    kind: z.literal('feedBack'),
    ...workOrder,
    ...result,
    evidenceIds: EvidenceIds,
    ...note,
    ...reply,
  }),
  /** A check that passes may close, a check that fails may order the rework, in the same command. */
  recordPostHandlingCheck: z.object({
    kind: z.literal('recordPostHandlingCheck'),
    result: z.enum(['passed', 'failed']),
    evidenceIds: EvidenceIds,
    close: CloseResult.optional(),
    rework: ReworkOrder.optional(),
    ...note,
  }),
  rework: z.object({ kind: z.literal('rework'), ...ReworkOrder.shape }),
  close: z.object({ kind: z.literal('close'), ...CloseResult.shape }),
  callBack: z.object({
    kind: z.literal('callBack'),
    reached: z.boolean(),
    verdict: ReporterVerdict.optional(),
    satisfaction: Satisfaction.optional(),
    ...note,
  }),
  rate: z.object({
    kind: z.literal('rate'),
    verdict: ReporterVerdict,
    satisfaction: Satisfaction,
    ...note,
  }),
  /** Without `to`: back to the lead unit, or to dispatching where no unit ever handled it. */
  reopen: z.object({
    kind: z.literal('reopen'),
    to: z.enum(['leadUnit', 'dispatching', 'checking']).optional(),
    ...reason,
    ...reply,
  }),
  requestExtension: z.object({
    kind: z.literal('requestExtension'),
    ...workOrder,
    /** At most the order's own limit, in the same unit; without it, one more limit. */
    limit: Limit.optional(),
    ...reason,
  }),
  decideExtension: z.object({
    kind: z.literal('decideExtension'),
    ...workOrder,
    approve: z.boolean(),
    ...note,
  }),
  requestSuspension: z.object({ kind: z.literal('requestSuspension'), until: z.number(), ...reason }),
  decideSuspension: z.object({
    kind: z.literal('decideSuspension'),
    approve: z.boolean(),
    ...note,
    ...reply,
  }),
  resume: z.object({ kind: z.literal('resume'), ...note }),
  appealOverdue: z.object({ kind: z.literal('appealOverdue'), ...workOrder, ...reason }),
  reviewAppeal: z.object({
    kind: z.literal('reviewAppeal'),
    ...workOrder,
    grant: z.boolean(),
    ...note,
  }),
  void: z.object({ kind: z.literal('void'), ...reason, ...reply }),
  proposeVoid: z.object({ kind: z.literal('proposeVoid'), ...reason }),
  decideVoid: z.object({ kind: z.literal('decideVoid'), approve: z.boolean(), ...note, ...reply }),
  proposeForceClose: z.object({ kind: z.literal('proposeForceClose'), ...result, ...reason }),
  decideForceClose: z.object({
    kind: z.literal('decideForceClose'),
    approve: z.boolean(),
    ...note,
    ...reply,
  }),
  merge: z.object({ kind: z.literal('merge'), intoMatterId: Id, ...reason }),
  undoMerge: z.object({ kind: z.literal('undoMerge'), ...words }),
  handleOnSpot: z.object({ kind: z.literal('handleOnSpot'), ...OnSpotResult.shape }),
  spotCheck: z.object({
    kind: z.literal('spotCheck'),
    result: z.enum(['passed', 'failed']),
    evidenceIds: EvidenceIds,
    ...note,
  }),
  addComment: z.object({
    kind: z.literal('addComment'),
    audience: z.enum(['public', 'internal']),
    note: Note,
    evidenceIds: EvidenceIds,
  }),
  /** The legal calendar was published: due times on a provisional year are computed again. */
  recomputeDue: z.object({ kind: z.literal('recomputeDue') }),
  /** The grid under the matter gave way to another. */
  relocate: z.object({ kind: z.literal('relocate'), gridId: Id, cause: GridChangeCause }),
} as const;

export type CommandKind = keyof typeof matterCommands;
export const commandKinds = Object.keys(matterCommands) as CommandKind[];

export const MatterCommand = z.discriminatedUnion('kind', [
  matterCommands.register,
  matterCommands.reclassify,
  matterCommands.startPreFilingCheck,
  matterCommands.recordPreFilingCheck,
  matterCommands.accept,
  matterCommands.file,
  matterCommands.decline,
  matterCommands.dispatch,
  matterCommands.rule,
  matterCommands.addAssist,
  matterCommands.withdrawAssist,
  matterCommands.escalate,
  matterCommands.assignDown,
  matterCommands.assignHolder,
  matterCommands.releaseHolder,
  matterCommands.signFor,
  matterCommands.returnBack,
  matterCommands.transfer,
  matterCommands.handle,
  matterCommands.feedBack,
  matterCommands.recordPostHandlingCheck,
  matterCommands.rework,
  matterCommands.close,
  matterCommands.callBack,
  matterCommands.rate,
  matterCommands.reopen,
  matterCommands.requestExtension,
  matterCommands.decideExtension,
  matterCommands.requestSuspension,
  matterCommands.decideSuspension,
  matterCommands.resume,
  matterCommands.appealOverdue,
  matterCommands.reviewAppeal,
  matterCommands.void,
  matterCommands.proposeVoid,
  matterCommands.decideVoid,
  matterCommands.proposeForceClose,
  matterCommands.decideForceClose,
  matterCommands.merge,
  matterCommands.undoMerge,
  matterCommands.handleOnSpot,
  matterCommands.spotCheck,
  matterCommands.addComment,
  matterCommands.recomputeDue,
  matterCommands.relocate,
]);
export type MatterCommand = z.infer<typeof MatterCommand>;
export type CommandOf<K extends CommandKind> = Extract<MatterCommand, { kind: K }>;

/** Which list of the pack's reasons a command's `reasonCode` comes from. */
export const reasonListOf = {
  decline: 'decline',
  returnBack: 'returnBack',
  transfer: 'transfer',
  escalate: 'escalate',
  assignDown: 'assignDown',
  requestExtension: 'requestExtension',
  requestSuspension: 'requestSuspension',
  void: 'void',
  proposeVoid: 'void',
  proposeForceClose: 'proposeForceClose',
  rework: 'rework',
  reopen: 'reopen',
  merge: 'merge',
  appealOverdue: 'appealOverdue',
} as const satisfies Partial<Record<CommandKind, ReasonedAct>>;

export type ReasonedCommand = keyof typeof reasonListOf;
export const isReasonedCommand = (kind: string): kind is ReasonedCommand => kind in reasonListOf;

/** `told`: the reporter reads it; `internal`: staff; `unit`: an instruction to the unit of one work order. */
export interface CommandText {
  readonly audience: 'internal' | 'told' | 'unit';
  readonly unitId: string | null;
  readonly text: string;
}

interface Worded {
  readonly kind?: unknown;
  readonly note?: string | undefined;
  readonly reply?: string | undefined;
}

/** Free texts of a command; the server keeps them in rows beside the event, never in it. */
export function textsOf(command: MatterCommand): CommandText[] {
  const parts: Worded[] = [command];
  if (command.kind === 'register' && command.onSpot) parts.push(command.onSpot);
  if (command.kind === 'recordPostHandlingCheck') parts.push(command.close ?? {}, command.rework ?? {});
  const audience = command.kind === 'addComment' && command.audience === 'public' ? 'told' : 'internal';
  const texts: CommandText[] = [];
  for (const part of parts) {
    if (part.note) texts.push({ audience, unitId: null, text: part.note });
    if (part.reply) texts.push({ audience: 'told', unitId: null, text: part.reply });
  }
  for (const { unitId, instructions } of draftsOf(command)) {
    if (instructions) texts.push({ audience: 'unit', unitId, text: instructions });
  }
  return texts;
}

function draftsOf(command: MatterCommand): readonly OrderDraft[] {
  if (command.kind === 'dispatch') return [command.lead, ...command.assists];
  return command.kind === 'rule' || command.kind === 'addAssist' ? [command.order] : [];
}
