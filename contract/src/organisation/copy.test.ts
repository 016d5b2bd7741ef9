import { expect, test } from 'vitest';
import {
  afterAct,
  circularKinds,
  type CopyAct,
  type CopyState,
  copyStates,
  isOverdue,
  openStates,
  recipientActs,
  recipientActsOf,
  senderActs,
  senderActsOf,
} from './copy.ts';

const acts: readonly CopyAct[] = [...recipientActs, ...senderActs];

/** States that a copy comes to from the one in which it is sent. */
function reachable(kind: (typeof circularKinds)[number]): Set<CopyState> {
  const found = new Set<CopyState>(['sent']);
  for (const state of found) {
    for (const act of acts) {
      const next = afterAct(kind, state, act);
      if (next !== undefined) found.add(next);
    }
  }
  return found;
}

test('an order comes to every state, a notice to none that judges an answer', () => {
  expect([...reachable('order')].toSorted()).toEqual([...copyStates].toSorted());
  expect([...reachable('notice')].toSorted()).toEqual([
    'acknowledged',
    'answered',
    'read',
    'sent',
    'withdrawn',
  ]);
});

test('what is accepted or withdrawn stays so', () => {
  for (const kind of circularKinds) {
    for (const act of acts) {
      expect(afterAct(kind, 'accepted', act)).toBeUndefined();
      expect(afterAct(kind, 'withdrawn', act)).toBeUndefined();
    }
  }
});

test('the offered acts are those that lead somewhere, each to its own side', () => {
  for (const kind of circularKinds) {
    for (const state of copyStates) {
      const offered = [...recipientActsOf(kind, state), ...senderActsOf(kind, state)];
      expect(offered).toEqual(acts.filter((act) => afterAct(kind, state, act) !== undefined));
    }
  }
});

test('an answer is judged once, and answered anew only when it was sent back', () => {
  const answerable = copyStates.filter((state) => afterAct('order', state, 'answer') !== undefined);
  expect(answerable).toEqual([...openStates]);
  for (const act of ['accept', 'sendBack'] as const) {
    expect(copyStates.filter((state) => afterAct('order', state, act) !== undefined)).toEqual(['answered']);
  }
});

test('only an order that waits for the organisation is overdue, and from the instant after its time', () => {
  for (const state of copyStates) {
    const waits = ['sent', 'read', 'acknowledged', 'sentBack'].includes(state);
    expect(isOverdue(state, 100, 101)).toBe(waits);
    expect(isOverdue(state, 100, 100)).toBe(false);
    expect(isOverdue(state, null, 101)).toBe(false);
  }
});
