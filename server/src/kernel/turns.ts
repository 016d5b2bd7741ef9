import { setImmediate as otherWork } from 'node:timers/promises';

/** Milliseconds of one turn. */
const turn = 5;

/** Maps many items, and gives way to requests every few milliseconds. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let ends = performance.now() + turn;
  for (const item of items) {
    if (performance.now() >= ends) {
      await otherWork();
      ends = performance.now() + turn;
    }
    results.push(map(item));
  }
  return results;
}
