import DataLoader from 'dataloader';

export interface GatherOptions {
  /** Batches under way at once; while that many are, further items wait and form the next batch together. */
  readonly inFlight: number;
  readonly maxItems: number;
  /** A batch that takes longer, as behind somebody's lock, no longer keeps the next one waiting. */
  readonly patienceMs: number;
}

/**
 * Turns a function over many items into one over a single item: what is asked for while the database is busy goes to
 * it together, in one round trip and one commit. An idle system waits for nothing: the first item leaves at the end of
 * the current turn of the event loop. `run` gives a result, or an Error, for each item in order; if it throws, every
 * item of the batch fails.
 */
export function gather<Item, Result>(
  run: (items: readonly Item[]) => Promise<(Result | Error)[]>,
  { inFlight, maxItems, patienceMs }: GatherOptions,
): (item: Item) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  const next = () => {
    while (running < inFlight) {
      const dispatch = waiting.shift();
      if (dispatch === undefined) return;
      running += 1;
      dispatch();
    }
  };
  const loader = new DataLoader<Item, Result>(
    async (items) => {
      let counts = true;
      const release = () => {
        if (counts) running -= 1;
        counts = false;
        next();
      };
      const patience = setTimeout(release, patienceMs);
      try {
        return await run(items);
      } finally {
        clearTimeout(patience);
        setImmediate(release);
      }
    },
    {
      cache: false,
      maxBatchSize: maxItems,
      batchScheduleFn: (dispatch) => {
        waiting.push(dispatch);
        setImmediate(next);
      },
    },
  );
  return (item) => loader.load(item);
}
