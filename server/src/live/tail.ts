import type { Db } from '../kernel/db.ts';
import { type LoggedEvent, readEvents } from '../kernel/events.ts';
import type { Listener } from '../kernel/listen.ts';
import type { Log } from '../kernel/log.ts';
import { placedChannel } from '../kernel/sequencer.ts';
import { lastPlace, type Place } from './place.ts';

const batch = 1000;
/** Bounds what a lost notice can delay. */
const lookEveryMs = 1000;

export interface Tail {
  /** How far this process has told its streams. */
  place(): Place;
  close(): Promise<void>;
}

/**
 * Follows the positions of the event log: each event once and in order, none skipped that committed late, as positions
 * are given after the commit. One reader for all streams of a process; `prepare` looks up what telling them needs.
 * While nobody listens it only looks how far the log has come.
 */
export async function followLog(
  { db, log }: { readonly db: Db; readonly log: Log },
  listener: Listener,
  isHeard: () => boolean,
  prepare: (events: readonly LoggedEvent[]) => Promise<() => void>,
): Promise<Tail> {
  let at = await lastPlace(db);
  let closed = false;
  let running: Promise<void> | undefined;
  let again = false;

  const readOn = async (): Promise<void> => {
    do {
      again = false;
      const newest = isHeard() ? undefined : await lastPlace(db);
      // Whoever came meanwhile was given the place before, and is told from there on.
      if (newest !== undefined && !isHeard()) {
        at = newest;
        continue;
      }
      const events = await readEvents(db, at.position, batch);
      const last = events.at(-1);
      if (last === undefined) continue;
      const tell = await prepare(events);
      // In one turn, so that a stream which opens meanwhile is either told of them or starts after them.
      at = { position: last.position, at: last.at };
      tell();
      if (events.length === batch) again = true;
    } while (again && !closed);
  };
  const look = (): void => {
    if (closed) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    running = readOn()
      .catch((error: unknown) => log.error('event log not followed', { error }))
      .finally(() => {
        running = undefined;
      });
  };
  const stop = listener.on(placedChannel, look);
  listener.onGap(look);
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return {
    place: () => at,
    close: async () => {
      closed = true;
      stop();
      clearInterval(timer);
      await running;
    },
  };
}
