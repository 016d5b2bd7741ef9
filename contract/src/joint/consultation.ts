/** 会商: units meet over matters. Proposed, then held, then closed; one that does not come about is cancelled. */
export const consultationStates = ['proposed', 'held', 'closed', 'cancelled'] as const;
export type ConsultationState = (typeof consultationStates)[number];

export const isOver = (state: ConsultationState): boolean => state === 'closed' || state === 'cancelled';

export const answers = ['waiting', 'accepted', 'declined', 'withdrawn'] as const;
export type Answer = (typeof answers)[number];

/** What the convening unit does with the whole consultation. */
export const consultationActs = [
  'change',
  'invite',
  'addItem',
  'reorder',
  'hold',
  'close',
  'cancel',
] as const;
export type ConsultationAct = (typeof consultationActs)[number];

/** What it does with one item of the agenda. */
export const itemActs = ['changeItem', 'removeItem', 'minute', 'decide', 'correct'] as const;
export type ItemAct = (typeof itemActs)[number];

/** An invited unit accepts or declines, and may think better of it until the end; withdrawing is the convening unit's. */
export const invitationActs = ['accept', 'decline', 'withdraw'] as const;
export type InvitationAct = (typeof invitationActs)[number];

/** `order`: a decision becomes a work order, by whoever may send one on the matter. */
export type AnyConsultationAct = ConsultationAct | ItemAct | InvitationAct | 'order';

/**
 * Minutes and decisions are of the time while it is held. After that words stay as they are: a correction stands beside
 * them with its date. What was decided may become a work order later still, as the centre of the matter may not be there.
 */
const actsIn: Record<ConsultationState, readonly AnyConsultationAct[]> = {
  proposed: [
    'change',
    'invite',
    'addItem',
    'reorder',
    'hold',
    'cancel',
    'changeItem',
    'removeItem',
    'accept',
    'decline',
    'withdraw',
  ],
  held: ['invite', 'addItem', 'reorder', 'close', 'minute', 'decide', 'order', 'accept', 'decline'],
  closed: ['correct', 'order'],
  cancelled: [],
};

export const mayNow = (state: ConsultationState, act: AnyConsultationAct): boolean =>
  actsIn[state].includes(act);

const answersTo: Record<Answer, readonly InvitationAct[]> = {
  waiting: ['accept', 'decline', 'withdraw'],
  accepted: ['decline', 'withdraw'],
  declined: ['accept', 'withdraw'],
  withdrawn: [],
};

/** What may be done with an invitation; whoever accepted says so once, and changes who comes by accepting anew. */
export const invitationActsOf = (state: ConsultationState, answer: Answer): InvitationAct[] =>
  [...answersTo[answer], ...(answer === 'accepted' ? (['accept'] as const) : [])].filter((act) =>
    mayNow(state, act),
  );

/** Whoever said that it comes said so of another time or place, and is asked anew. */
export const answerAfterMove = (answer: Answer): Answer => (answer === 'accepted' ? 'waiting' : answer);

/** Whether a list of items is the agenda in another order: each once, none left out. */
export function isReordering(agenda: readonly number[], wanted: readonly number[]): boolean {
  const sorted = (items: readonly number[]) => items.toSorted((a, b) => a - b).join(' ');
  return sorted(agenda) === sorted(wanted);
}
