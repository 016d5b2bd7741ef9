import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Attempt,
  delayAfter,
  dueAt,
  type ItemState,
  maxTries,
  type Scheduled,
  standingAfter,
} from './schedule.ts';

const states: readonly ItemState[] = ['waiting', 'held', 'sent'];
const itemsOf = fc
  .array(
    fc.record({
      queue: fc.constantFrom('a', 'b', 'c', 'd'),
      state: fc.constantFrom(...states),
      tries: fc.integer({ min: 0, max: maxTries }),
      notBefore: fc.integer({ min: 0, max: 20 }),
    }),
    { maxLength: 12 },
  )
  .chain((items) => {
    const numbered = items.map((item, index): Scheduled => ({ ...item, seq: index + 1 }));
    return fc.shuffledSubarray(numbered, { minLength: numbered.length });
  });

/** Word for word what is promised, without regard to cost. */
function mayGo(item: Scheduled, items: readonly Scheduled[], now: number): boolean {
  const before = items.filter(({ queue, seq }) => queue === item.queue && seq < item.seq);
  return item.state === 'waiting' && item.notBefore <= now && before.every(({ state }) => state === 'sent');
}

test('what goes next is the oldest of those that may go, whatever order they are read in', () => {
  fc.assert(
    fc.property(itemsOf, fc.integer({ min: 0, max: 20 }), (items, now) => {
      const expected = items.filter((item) => mayGo(item, items, now)).toSorted((a, b) => a.seq - b.seq)[0];
      expect(dueAt(items, now).next).toEqual(expected);
    }),
  );
});

test('it wakes at the first instant at which something may go, and at none before', () => {
  fc.assert(
    fc.property(itemsOf, (items) => {
      const { next, wakeAt } = dueAt(items, 0);
      if (next !== undefined) return;
      if (wakeAt === undefined) {
        expect(dueAt(items, 1_000).next).toBeUndefined();
        return;
      }
      expect(dueAt(items, wakeAt).next).toBeDefined();
      expect(dueAt(items, wakeAt - 1).next).toBeUndefined();
    }),
  );
});

const attempts: fc.Arbitrary<Attempt> = fc.oneof(
  fc.constant<Attempt>({ kind: 'refused' }),
  fc.constant<Attempt>({ kind: 'unreachable' }),
  fc.constant<Attempt>({ kind: 'signedOut' }),
  fc.nat(900_000).map((afterMs): Attempt => ({ kind: 'failed', afterMs })),
  fc.constant<Attempt>({ kind: 'done' }),
);

test('whatever the line does, nothing is lost, each matter keeps its order, and nothing is tried for ever', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 10 }),
      fc.array(attempts, { maxLength: 200 }),
      (queues, fate) => {
        let items = queues.map((queue, index): Scheduled => ({
          seq: index + 1,
          queue,
          state: 'waiting',
          tries: 0,
          notBefore: 0,
        }));
        const sent: number[] = [];
        let now = 0;
        for (const attempt of fate) {
          const { next, wakeAt } = dueAt(items, now);
          if (next === undefined) {
            if (wakeAt === undefined) break;
            now = wakeAt;
            continue;
          }
          if (attempt.kind === 'done') sent.push(next.seq);
          items = items.map((item) =>
            item.seq === next.seq ? { ...item, ...standingAfter(item, attempt, now) } : item,
          );
        }
        expect(items).toHaveLength(queues.length);
        expect(new Set(sent).size).toBe(sent.length);
        for (const queue of new Set(queues)) {
          const own = sent.filter((seq) => queues[seq - 1] === queue);
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
        expect(items.every(({ tries, state }) => tries < maxTries || state === 'held')).toBe(true);
      },
    ),
  );
});

test('delays grow to ten minutes, and the server may ask for longer', () => {
  expect([1, 2, 3].map(delayAfter)).toEqual([2_000, 4_000, 8_000]);
  expect(delayAfter(30)).toBe(600_000);
  const item = { state: 'waiting', tries: 0, notBefore: 0 } as const;
  expect(standingAfter(item, { kind: 'failed', afterMs: 60_000 }, 100).notBefore).toBe(60_100);
  expect(standingAfter(item, { kind: 'failed', afterMs: 1 }, 100).notBefore).toBe(2_100);
});

test('a missing network and a lost session count for no attempt', () => {
  const item = { state: 'waiting', tries: 3, notBefore: 5 } as const;
  expect(standingAfter(item, { kind: 'unreachable' }, 100)).toEqual(item);
  expect(standingAfter(item, { kind: 'signedOut' }, 100)).toEqual(item);
});
