import { useSyncExternalStore } from 'react';
import { presentMs } from './server-clock.ts';

const tickMs = 30_000;
const listeners = new Set<() => void>();
let now = presentMs();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    // Nobody kept it up to date: React looks again after subscribing, and a fresh mount starts from the present.
    now = presentMs();
    timer = setInterval(() => {
      now = presentMs();
      for (const one of listeners) one();
    }, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const read = (): number => now;

/** The present in epoch milliseconds, by the server's clock: one shared tick every 30 s for all clocks on the page. */
export const useNow = (): number => useSyncExternalStore(subscribe, read, read);
