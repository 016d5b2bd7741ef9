import type { DecideContext, Refusal } from './context.ts';
import type { CommandKind, CommandOf, MatterCommand } from './commands.ts';
import type { Draft } from './draft.ts';
import type { Matter, Stage, WorkOrder } from './model.ts';
import type { RefusalCode } from './refusals.ts';

export type ActorKind = DecideContext['actor']['kind'];

interface Guarded {
  /** Stages in which the command is taken. */
  readonly stages: readonly Stage[];
  /** Taken from staff and the system unless said otherwise. */
  readonly by?: readonly ActorKind[];
  readonly whileSuspended?: boolean;
  /** Whatever can be said before the payload is known. */
  guard?(matter: Matter, context: DecideContext): Refusal | null;
}

/** A command on the matter as a whole. */
export interface MatterHandler<K extends CommandKind> extends Guarded {
  act(draft: Draft, command: CommandOf<K>): Refusal | null;
}

/** A command on one work order. */
export interface OrderHandler<K extends OrderCommandKind> extends Guarded {
  orderGuard(order: WorkOrder, context: DecideContext, matter: Matter): Refusal | null;
  act(draft: Draft, command: CommandOf<K>, order: WorkOrder): Refusal | null;
}

/** Either of them, to be called with the command it was looked up by. */
export interface AnyHandler extends Guarded {
  orderGuard?(order: WorkOrder, context: DecideContext, matter: Matter): Refusal | null;
  act(draft: Draft, command: MatterCommand, order?: WorkOrder): Refusal | null;
}

export const orderCommandKinds = [
  'withdrawAssist',
  'signFor',
  'returnBack',
  'transfer',
  'handle',
  'feedBack',
  'requestExtension',
  'decideExtension',
  'appealOverdue',
  'reviewAppeal',
] as const satisfies readonly CommandKind[];
export type OrderCommandKind = (typeof orderCommandKinds)[number];

export const refuse = (code: RefusalCode, params: Refusal['params'] = {}): Refusal => ({ code, params });

export const openStages = [
  'registered',
  'preFilingCheck',
  'accepted',
  'filed',
  'awaitingRuling',
  'dispatched',
  'handling',
  'checking',
  'checked',
] as const satisfies readonly Stage[];

/** Stages in which work orders can be open: assisting units go on while a new lead is sought. */
export const orderStages = [
  'filed',
  'awaitingRuling',
  'dispatched',
  'handling',
] as const satisfies readonly Stage[];

/** The act needs a person of the staff who is none of `others`. */
export function secondPerson(context: DecideContext, others: readonly (string | null)[]): Refusal | null {
  const { kind, accountId } = context.actor;
  if (kind !== 'staff' || accountId === null) return refuse('person.needed');
  return others.includes(accountId) ? refuse('person.second') : null;
}

/** Everybody who worked on the matter or has one of its orders in hand. */
export function isHandler(matter: Matter, accountId: string | null): boolean {
  return (
    accountId !== null &&
    matter.workOrders.some((order) => order.holderId === accountId || order.handlerIds.includes(accountId))
  );
}

/** A check is nobody's own: refuses the system, the unnamed and everybody who handled the matter. */
export function notHandler(matter: Matter, context: DecideContext): Refusal | null {
  const first = secondPerson(context, []);
  if (first) return first;
  return isHandler(matter, context.actor.accountId) ? refuse('person.handler') : null;
}

/** Whoever reported must be told in words. */
export const replyMissing = (matter: Matter, reply: string | undefined): Refusal | null =>
  reply === undefined && matter.reporters.length > 0 ? refuse('reply.needed') : null;

/** Whoever asked must be told in words why not. */
export const rejectionUnexplained = (note: string | undefined): Refusal | null =>
  note === undefined ? refuse('reason.rejection') : null;

export const reasonMissing = (result: {
  outcome: string;
  unsolvableReason?: string | undefined;
}): Refusal | null =>
  result.outcome === 'unsolvable' && result.unsolvableReason === undefined
    ? refuse('reason.unsolvable')
    : null;
