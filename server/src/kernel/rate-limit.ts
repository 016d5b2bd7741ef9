import { Problem } from '@heliu/contract/problem';
import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';

export interface RateLimit {
  /** Counts one use of a key. @throws Problem `request.tooMany` saying when the next one is possible. */
  take(key: string, cost?: number): void;
}

interface Bucket {
  left: number;
  at: number;
}

const mostKeys = 100_000;

/** A token bucket per key, in this process: `burst` uses at once, refilled at `perMinute`. */
export function createRateLimit(
  clock: Clock,
  { burst, perMinute }: { burst: number; perMinute: number },
): RateLimit {
  // Room for all keys is taken at once, so a limit that nobody has met takes none.
  let buckets: LRUCache<string, Bucket> | undefined;
  const perMs = perMinute / 60_000;
  return {
    take: (key, cost = 1) => {
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
