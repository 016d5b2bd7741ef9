import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('never more weight inside than the capacity, in the order of coming, and nobody is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ weight: fc.integer({ min: 1, max: 5 }), fails: fc.boolean() }), { maxLength: 20 }),
      async (works) => {
        const gate = createGate(3, 100);
        let inside = 0;
        const started: number[] = [];
        const outcomes = await Promise.allSettled(
          works.map(({ weight, fails }, n) =>
            gate.run(weight, async () => {
              started.push(n);
              inside += Math.min(weight, 3);
              expect(inside).toBeLessThanOrEqual(3);
              await new Promise(setImmediate);
              inside -= Math.min(weight, 3);
              if (fails) throw new Error('work');
            }),
          ),
        );
        expect(started).toEqual(works.map((_, n) => n));
        expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(works.map(({ fails }) => fails));
      },
    ),
    { numRuns: 50 },
  );
});

test('a full queue is a refusal, not a wait', async () => {
  const gate = createGate(1, 1);
  let finish = () => {};
  const first = gate.run(1, () => new Promise<void>((done) => (finish = done)));
  const second = gate.run(1, async () => 'second');
  await expect(gate.run(1, async () => 'third')).rejects.toMatchObject({ code: 'evidence.busy' });
  finish();
  await first;
  expect(await second).toBe('second');
});
