import { LRUCache } from 'lru-cache';
import type { LoadedMatter } from './load.ts';

/**
 * Matters as this process last left them. Whoever handles a matter mostly gives several commands in a row; the next one
 * is decided on what the last one left, without reading it again. Nothing rests on its being true: a write names the
 * version that it was decided on, so a matter that somebody else moved on is read and decided again, and before a
 * refusal the record itself is read.
 */
export interface RecentMatters {
  /** By id; undefined when this process has not changed the matter lately. */
  recall(matterId: string): LoadedMatter | undefined;
  keep(matter: LoadedMatter): void;
}

const rememberedMs = 60_000;

export function createRecent(max = 5000): RecentMatters {
  const matters = new LRUCache<string, LoadedMatter>({ max, ttl: rememberedMs });
  return {
    recall: (matterId) => matters.get(matterId),
    keep: (loaded) => {
      matters.set(loaded.matter.matterId, loaded);
    },
  };
}
