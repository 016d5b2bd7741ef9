import { Problem } from '@heliu/contract/problem';

/** Lets work through while its weights fit in the capacity; the rest waits in the order it came. */
export interface Gate {
  /** @throws Problem `evidence.busy` when the queue is full. */
  run<T>(weight: number, work: () => Promise<T>): Promise<T>;
}

export function createGate(capacity: number, maxWaiting: number): Gate {
  let used = 0;
  const waiting: { weight: number; enter(): void }[] = [];
  const admit = () => {
    for (let next = waiting[0]; next !== undefined && used + next.weight <= capacity; next = waiting[0]) {
      waiting.shift();
      used += next.weight;
      next.enter();
    }
  };
  return {
    run: async (weight, work) => {
      const fitting = Math.min(weight, capacity);
      if (waiting.length >= maxWaiting) throw new Problem('evidence.busy');
      await new Promise<void>((enter) => {
        waiting.push({ weight: fitting, enter });
        admit();
      });
      try {
        return await work();
      } finally {
        used -= fitting;
        admit();
      }
    },
  };
}
