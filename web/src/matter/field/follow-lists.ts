import { listMatters } from '@heliu/contract/matter';
import { matchQuery, type QueryClient } from '@tanstack/react-query';

/** A reading takes the changes that belong together, and no busy hour makes a phone read all the time. */
const readMs = { soon: 800, apart: 15_000 };

/**
 * Asks for the day once one of its lists has changed: nobody observes them, so nothing else reads them again. In the
 * background it waits until the page comes to the front.
 *
 * @returns what ends it.
 */
export function followLists(client: QueryClient, read: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stale = false;
  let lastAt = 0;
  const ask = (): void => {
    if (!stale || timer !== undefined || document.visibilityState !== 'visible') return;
    const rest = lastAt + readMs.apart - Date.now();
    timer = setTimeout(
      () => {
        timer = undefined;
        stale = false;
        lastAt = Date.now();
        read();
      },
      Math.max(rest, readMs.soon),
    );
  };
  const stop = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'invalidate') return;
    if (!matchQuery({ queryKey: [listMatters.id] }, event.query)) return;
    // One that is known to be stale does not tell of the next change.
    event.query.setState({ isInvalidated: false });
    stale = true;
    ask();
  });
  document.addEventListener('visibilitychange', ask);
  return () => {
    stop();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', ask);
  };
}
