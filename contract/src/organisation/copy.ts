/** 通知 is to be read; 任务 asks for something by a time, and its answer is accepted or sent back. */
export const circularKinds = ['notice', 'order'] as const;
export type CircularKind = (typeof circularKinds)[number];

/** How far a notice or order got with one of the organisations it was sent to. */
export const copyStates = [
  'sent',
  'read',
  'acknowledged',
  'answered',
  'sentBack',
  'accepted',
  'withdrawn',
] as const;
export type CopyState = (typeof copyStates)[number];

/** What the organisation does with its copy. */
export const recipientActs = ['read', 'acknowledge', 'answer'] as const;
export type RecipientAct = (typeof recipientActs)[number];

/** What the unit that sent it does. */
export const senderActs = ['accept', 'sendBack', 'withdraw'] as const;
export type SenderAct = (typeof senderActs)[number];

export type CopyAct = RecipientAct | SenderAct;

type Moves = Partial<Record<CopyAct, CopyState>>;

/** Reading and acknowledging once more change nothing; what was answered is not acknowledged afterwards. */
const moves: Record<CopyState, Moves> = {
  sent: { read: 'read', acknowledge: 'acknowledged', answer: 'answered', withdraw: 'withdrawn' },
  read: { acknowledge: 'acknowledged', answer: 'answered', withdraw: 'withdrawn' },
  acknowledged: { answer: 'answered', withdraw: 'withdrawn' },
  answered: { accept: 'accepted', sendBack: 'sentBack', withdraw: 'withdrawn' },
  sentBack: { answer: 'answered', withdraw: 'withdrawn' },
  accepted: {},
  withdrawn: {},
};

/** Of orders alone: nobody waits for more than an answer to a notice. */
const ofOrders: readonly CopyAct[] = ['accept', 'sendBack'];

/** Where an act leads; undefined where it cannot be done now. */
export const afterAct = (kind: CircularKind, state: CopyState, act: CopyAct): CopyState | undefined =>
  kind === 'notice' && ofOrders.includes(act) ? undefined : moves[state][act];

export const recipientActsOf = (kind: CircularKind, state: CopyState): RecipientAct[] =>
  recipientActs.filter((act) => afterAct(kind, state, act) !== undefined);

export const senderActsOf = (kind: CircularKind, state: CopyState): SenderAct[] =>
  senderActs.filter((act) => afterAct(kind, state, act) !== undefined);

/** States in which an order waits for the organisation, so that its time runs. */
export const openStates = [
  'sent',
  'read',
  'acknowledged',
  'sentBack',
] as const satisfies readonly CopyState[];

export const isOverdue = (state: CopyState, dueAt: number | null, now: number): boolean =>
  dueAt !== null && dueAt < now && (openStates as readonly CopyState[]).includes(state);
