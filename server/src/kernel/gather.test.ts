import { expect, test } from 'vitest';
import { gather } from './gather.ts';

/** A run that ends when it is told to, and remembers what it was given. */
function heldRun() {
  const batches: number[][] = [];
  const releases: (() => void)[] = [];
  const run = (items: readonly number[]) => {
    batches.push([...items]);
    return new Promise<number[]>((done) => {
      releases.push(() => done(items.map((item) => item * 10)));
    });
  };
  const turn = () => new Promise((done) => setImmediate(done));
  const settle = async () => {
    for (let i = 0; i < 5; i += 1) await turn();
  };
  return { batches, releases, run, settle };
}

test('what comes while a batch is under way forms the next one, and each item gets its own result', async () => {
  const { batches, releases, run, settle } = heldRun();
  const ask = gather(run, { inFlight: 1, maxItems: 10, patienceMs: 60_000 });
  const first = ask(1);
  await settle();
  const others = [ask(2), ask(3)];
  await settle();
  others.push(ask(4));
  await settle();
  expect(batches).toEqual([[1]]);
  releases[0]?.();
  expect(await first).toBe(10);
  await settle();
  expect(batches).toEqual([[1], [2, 3, 4]]);
  releases[1]?.();
  expect(await Promise.all(others)).toEqual([20, 30, 40]);
});

test('no batch is larger than allowed, and no more are under way', async () => {
  const { batches, releases, run, settle } = heldRun();
  const ask = gather(run, { inFlight: 2, maxItems: 2, patienceMs: 60_000 });
  const all = Promise.all([1, 2, 3, 4, 5].map((item) => ask(item)));
  await settle();
  expect(batches).toEqual([
    [1, 2],
    [3, 4],
  ]);
  releases[0]?.();
  await settle();
  expect(batches.at(-1)).toEqual([5]);
  for (const release of releases) release();
  expect(await all).toEqual([10, 20, 30, 40, 50]);
});

test('an error fails its own item; a run that throws fails its batch and nothing after it', async () => {
  const ask = gather<number, number>(
    async (items) => {
      if (items.includes(0)) throw new Error('all of it');
      return items.map((item) => (item < 0 ? new Error(`not ${item}`) : item));
    },
    { inFlight: 1, maxItems: 10, patienceMs: 60_000 },
  );
  const results = await Promise.allSettled([ask(1), ask(-1)]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  const spoilt = await Promise.allSettled([ask(0), ask(2)]);
  expect(spoilt.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask(3)).toBe(3);
});

test('a batch that takes too long does not hold up the next one', async () => {
  const { batches, releases, run, settle } = heldRun();
  const ask = gather(run, { inFlight: 1, maxItems: 10, patienceMs: 20 });
  const slow = ask(1);
  await settle();
  const next = ask(2);
  await new Promise((done) => setTimeout(done, 60));
  expect(batches).toEqual([[1], [2]]);
  releases[1]?.();
  expect(await next).toBe(20);
  releases[0]?.();
  expect(await slow).toBe(10);
});
