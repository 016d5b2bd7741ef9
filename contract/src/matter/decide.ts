import { callBack, rate, reopen, spotCheck } from './afterwards.ts';
import { appealOverdue, reviewAppeal } from './appeals.ts';
import { recordPostHandlingCheck, rework } from './checking.ts';
import { close, decideForceClose, handleOnSpot, proposeForceClose } from './closing.ts';
import type { CommandKind, MatterCommand } from './commands.ts';
import type { DecideContext, Decision, Permitted, Refusal } from './context.ts';
import { assignDown, assignHolder, escalate, releaseHolder } from './custody.ts';
import { addAssist, dispatch, transfer, withdrawAssist } from './dispatching.ts';
import { type Draft, finish } from './draft.ts';
import {
  decideExtension,
  decideSuspension,
  requestExtension,
  requestSuspension,
  resume,
} from './extending.ts';
import {
  type ActorKind,
  type AnyHandler,
  type MatterHandler,
  type OrderCommandKind,
  type OrderHandler,
  refuse,
} from './guard.ts';
import { feedBack, handle, returnBack, signFor } from './handling.ts';
import {
  accept,
  decline,
  file,
  reclassify,
  recordPreFilingCheck,
  register,
  startPreFilingCheck,
} from './intake.ts';
import { merge, undoMerge } from './merging.ts';
import type { Matter, WorkOrder } from './model.ts';
import { addComment, recomputeDue, relocate } from './record-keeping.ts';
import { rule } from './ruling.ts';
import { decideVoid, proposeVoid, voidAlone } from './voiding.ts';

type RegisteredCommandKind = Exclude<CommandKind, 'register'>;
type HandlerOf<K extends RegisteredCommandKind> = K extends OrderCommandKind
  ? OrderHandler<K>
  : MatterHandler<K>;

/** What each command does; `register` stands apart, as it is the one that meets no matter. */
export const handlers: { readonly [K in RegisteredCommandKind]: HandlerOf<K> } = {
  reclassify,
  startPreFilingCheck,
  recordPreFilingCheck,
  accept,
  file,
  decline,
  dispatch,
  rule,
  addAssist,
  withdrawAssist,
  escalate,
  assignDown,
  assignHolder,
  releaseHolder,
  signFor,
  returnBack,
  transfer,
  handle,
  feedBack,
  recordPostHandlingCheck,
  rework,
  close,
  callBack,
  rate,
  reopen,
  requestExtension,
  decideExtension,
  requestSuspension,
  decideSuspension,
  resume,
  appealOverdue,
  reviewAppeal,
  void: voidAlone,
  proposeVoid,
  decideVoid,
  proposeForceClose,
  decideForceClose,
  merge,
  undoMerge,
  handleOnSpot,
  spotCheck,
  addComment,
  recomputeDue,
  relocate,
};

const staffOnly: readonly ActorKind[] = ['staff', 'system'];

/** What can be said before the payload is known. */
function gate(handler: AnyHandler, matter: Matter, context: DecideContext): Refusal | null {
  const by = handler.by ?? staffOnly;
  if (!by.includes(context.actor.kind)) {
    return refuse(by.includes('staff') ? 'person.staff' : 'reporter.only');
  }
  if (!handler.stages.includes(matter.stage)) return refuse(`stage.${matter.stage}`);
  if (matter.suspension?.state === 'active' && handler.whileSuspended !== true) {
    return refuse('matter.suspended', { until: matter.suspension.until });
  }
  return handler.guard?.(matter, context) ?? null;
}

/** Time does not run backwards within a matter, even where two servers disagree by a moment. */
function inOrder(matter: Matter | null, context: DecideContext): DecideContext {
  const floor = Math.max(matter?.changedAt ?? 0, context.counterpart?.changedAt ?? 0);
  return context.now < floor ? { ...context, now: floor } : context;
}

const refused = (refusal: Refusal): Decision => ({ ok: false, refusal });

const orderNoOf = (command: MatterCommand): number => ('workOrderNo' in command ? command.workOrderNo : 0);

/**
 * The rules of the life cycle: what a command does to a matter, or why it is refused. Pure, and cheap: only what
 * changes is copied. Who may act on which matter (places, units, roles) is the server's policy, asked before.
 */
export function decide(matter: Matter | null, command: MatterCommand, given: DecideContext): Decision {
  const context = inOrder(matter, given);
  if (command.kind === 'register') {
    return matter === null ? register(command, context) : refused(refuse('matter.exists'));
  }
  if (matter === null) return refused(refuse('matter.unknown'));
  const handler: AnyHandler = handlers[command.kind];
  const closed = gate(handler, matter, context);
  if (closed) return refused(closed);
  const draft: Draft = { matter, clocksBefore: matter.clocks, counterpart: null, events: [], context };
  const refusal = handler.orderGuard ? actOnOrder(handler, draft, command) : handler.act(draft, command);
  return refusal ? refused(refusal) : finish(draft);
}

function actOnOrder(handler: AnyHandler, draft: Draft, command: MatterCommand): Refusal | null {
  const no = orderNoOf(command);
  const order = draft.matter.workOrders.find((known) => known.no === no);
  if (order === undefined) return refuse('order.unknown', { no });
  return handler.orderGuard?.(order, draft.context, draft.matter) ?? handler.act(draft, command, order);
}

const entries = Object.entries(handlers) as [RegisteredCommandKind, AnyHandler][];

function permittedOnOrders(
  kind: RegisteredCommandKind,
  handler: AnyHandler,
  matter: Matter,
  context: DecideContext,
): Permitted[] {
  const closed =
    gate(handler, matter, context) ?? (matter.workOrders.length === 0 ? refuse('order.none') : null);
  if (closed) return [{ command: kind, workOrderNo: null, refusal: closed }];
  return matter.workOrders.map((order: WorkOrder) => ({
    command: kind,
    workOrderNo: order.no,
    refusal: handler.orderGuard?.(order, context, matter) ?? null,
  }));
}

/** For screens: every command, possible now for this actor with a fitting payload, or why not. */
export function allowed(matter: Matter, given: DecideContext): Permitted[] {
  const context = inOrder(matter, given);
  return entries.flatMap(([kind, handler]) =>
    handler.orderGuard
      ? permittedOnOrders(kind, handler, matter, context)
      : [{ command: kind, workOrderNo: null, refusal: gate(handler, matter, context) }],
  );
}
