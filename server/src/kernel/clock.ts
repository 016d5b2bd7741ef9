/** The one source of "now" for everything that decides by time; real time is only one implementation. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export const realClock: Clock = { now: () => Date.now() };

export interface SettableClock extends Clock {
  set(instant: number): void;
  advance(ms: number): void;
}

/** A clock that stands still until it is moved, for replays, demos and tests. */
export function settableClock(start: number): SettableClock {
  let instant = start;
  return {
    now: () => instant,
    set: (to) => {
      instant = to;
    },
    advance: (ms) => {
      instant += ms;
    },
  };
}
