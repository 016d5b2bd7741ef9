import type { Log } from './log.ts';

/** Work that repeats while the process lives. */
export interface Loop {
  readonly name: string;
  readonly everyMs: number;
  /** @returns whether there is likely more to do at once. */
  run(): Promise<boolean>;
}

export interface RunningLoops {
  /** Runs a loop now instead of at its next turn. */
  wake(name: string): void;
  /** Stops; resolves when no loop is in the middle of its work. */
  stop(): Promise<void>;
}

/** Runs each loop on its own timer. A loop that fails is logged and tried again at its next turn. */
export function startLoops(loops: readonly Loop[], log: Log): RunningLoops {
  let stopping = false;
  const wakers = new Map<string, () => void>();
  const turn = async (loop: Loop) => {
    while (!stopping) {
      const more = await loop.run().catch((error: unknown) => {
        log.error('loop failed', { loop: loop.name, error });
        return false;
      });
      if (stopping || more) continue;
      await new Promise<void>((done) => {
        const timer = setTimeout(done, loop.everyMs);
        timer.unref();
        wakers.set(loop.name, () => {
          clearTimeout(timer);
          done();
        });
      });
    }
  };
  const turns = loops.map(turn);
  return {
    wake: (name) => wakers.get(name)?.(),
    stop: async () => {
      stopping = true;
      for (const wake of wakers.values()) wake();
      await Promise.all(turns);
    },
  };
}
