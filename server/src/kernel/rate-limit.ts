import { Problem } from '@heliu/contract/problem';
import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';

export interface RateLimit {
  /**
   * Counts one use of a key, at a rate of its own where one is given.
   * @throws Problem `request.tooMany` saying when the next one is possible.
   */
  take(key: string, cost?: number, rate?: Rate): void;
}

export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

interface Bucket {
  left: number;
  at: number;
}

const mostKeys = 100_000;

/** A token bucket per key, in this process: `burst` uses at once, refilled at `perMinute`. */
export function createRateLimit(clock: Clock, usual: Rate): RateLimit {
  // Room for all keys is taken at once, so a limit that nobody has met takes none.
  let buckets: LRUCache<string, Bucket> | undefined;
  return {
    take: (key, cost = 1, { burst, perMinute } = usual) => {
      const perMs = perMinute / 60_000;
      buckets ??= new LRUCache({ max: mostKeys });
      const now = clock.now();
      const bucket = buckets.get(key) ?? { left: burst, at: now };
      bucket.left = Math.min(burst, bucket.left + Math.max(0, now - bucket.at) * perMs);
      bucket.at = now;
      buckets.set(key, bucket);
      if (bucket.left < cost) {
        throw new Problem('request.tooMany', {
          params: { seconds: Math.ceil((cost - bucket.left) / perMs / 1000) },
        });
      }
      bucket.left -= cost;
    },
  };
}
