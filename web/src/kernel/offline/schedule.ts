/**
 * Where a command of the outbox stands: it waits for its turn, a person has to decide about it, or the server has it.
 */
export type ItemState = 'waiting' | 'held' | 'sent';

/** What scheduling looks at. Commands of one queue, which is one matter, go one after the other by `seq`. */
export interface Scheduled {
  readonly seq: number;
  readonly queue: string;
  readonly state: ItemState;
  /** Attempts that the server failed; a missing network is nobody's fault and counts for none. */
  readonly tries: number;
  /** Epoch milliseconds before which it is not sent again. */
  readonly notBefore: number;
}

/** How an attempt ended. `failed` may pass by itself; `refused` will not. */
export type Attempt =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly afterMs?: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signedOut' };

/** After so many failures a person is told, instead of trying for ever. */
export const maxTries = 8;
const firstDelayMs = 2_000;
const longestDelayMs = 10 * 60_000;

export const delayAfter = (tries: number): number =>
  Math.min(firstDelayMs * 2 ** Math.max(0, tries - 1), longestDelayMs);

export type Standing = Pick<Scheduled, 'state' | 'tries' | 'notBefore'>;

/** Where a command stands after an attempt at `now`. */
export function standingAfter(item: Standing, attempt: Attempt, now: number): Standing {
  switch (attempt.kind) {
    case 'done':
      return { ...item, state: 'sent' };
    case 'refused':
      return { ...item, state: 'held' };
    case 'unreachable':
    case 'signedOut':
      return { state: item.state, tries: item.tries, notBefore: item.notBefore };
    case 'failed': {
      const tries = item.tries + 1;
      const delayMs = Math.max(delayAfter(tries), attempt.afterMs ?? 0);
      return { state: tries >= maxTries ? 'held' : 'waiting', tries, notBefore: now + delayMs };
    }
  }
}

export interface Due<Item> {
  /** To be sent now. */
  readonly next: Item | undefined;
  /** When there is something to send again, where nothing is now; undefined where only people can go on. */
  readonly wakeAt: number | undefined;
}

/**
 * The oldest command that is first of its queue and whose time has come. One that is held or waits stops its own
 * queue and no other.
 */
export function dueAt<Item extends Scheduled>(items: readonly Item[], now: number): Due<Item> {
  const seen = new Set<string>();
  let wakeAt: number | undefined;
  for (const item of items.toSorted((a, b) => a.seq - b.seq)) {
    if (item.state === 'sent' || seen.has(item.queue)) continue;
    seen.add(item.queue);
    if (item.state === 'held') continue;
    if (item.notBefore <= now) return { next: item, wakeAt: undefined };
    wakeAt = Math.min(wakeAt ?? Number.POSITIVE_INFINITY, item.notBefore);
  }
  return { next: undefined, wakeAt };
}
