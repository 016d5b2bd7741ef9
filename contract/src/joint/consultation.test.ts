import { expect, test } from 'vitest';
import {
  answerAfterMove,
  answers,
  type AnyConsultationAct,
  consultationActs,
  consultationStates,
  invitationActs,
  invitationActsOf,
  isOver,
  isReordering,
  itemActs,
  mayNow,
} from './consultation.ts';

const acts: readonly AnyConsultationAct[] = [...consultationActs, ...itemActs, ...invitationActs, 'order'];

/** Written by hand from what the issue asks for, apart from the rules. */
const expected: Readonly<Record<AnyConsultationAct, string>> = {
  change: 'proposed',
  invite: 'proposed held',
  addItem: 'proposed held',
  reorder: 'proposed held',
  hold: 'proposed',
  close: 'held',
  cancel: 'proposed',
  changeItem: 'proposed',
  removeItem: 'proposed',
  minute: 'held',
  decide: 'held',
  correct: 'closed',
  accept: 'proposed held',
  decline: 'proposed held',
  withdraw: 'proposed',
  order: 'held closed',
};

test('each act has its states, and nothing is done any more with what was cancelled', () => {
  const found = Object.fromEntries(
    acts.map((act) => [act, consultationStates.filter((state) => mayNow(state, act)).join(' ')]),
  );
  expect(found).toEqual(expected);
  expect(consultationStates.filter(isOver)).toEqual(['closed', 'cancelled']);
});

test('after closing, words are corrected beside what was written and nothing else is said', () => {
  expect(acts.filter((act) => mayNow('closed', act))).toEqual(['correct', 'order']);
});

test('a unit answers, thinks better of it, and says anew who comes; what was withdrawn is over', () => {
  const allowed = (state: (typeof consultationStates)[number]) =>
    Object.fromEntries(
      answers.map((answer) => [answer, invitationActsOf(state, answer).toSorted().join(' ')]),
    );
  expect(allowed('proposed')).toEqual({
    waiting: 'accept decline withdraw',
    accepted: 'accept decline withdraw',
    declined: 'accept withdraw',
    withdrawn: '',
  });
  expect(allowed('held')).toEqual({
    waiting: 'accept decline',
    accepted: 'accept decline',
    declined: 'accept',
    withdrawn: '',
  });
  for (const state of ['closed', 'cancelled'] as const) {
    expect(Object.values(allowed(state)).join('')).toBe('');
  }
});

test('an order of the agenda names each item once', () => {
  expect(isReordering([1, 2, 10], [10, 1, 2])).toBe(true);
  expect(isReordering([1, 2, 10], [1, 2, 10])).toBe(true);
  for (const wrong of [[1, 2], [1, 2, 2], [1, 2, 3], [1, 2, 10, 10], []]) {
    expect(isReordering([1, 2, 10], wrong)).toBe(false);
  }
});

test('another time or place asks those anew who said that they come, and nobody else', () => {
  expect(answers.map(answerAfterMove)).toEqual(['waiting', 'waiting', 'declined', 'withdrawn']);
});
