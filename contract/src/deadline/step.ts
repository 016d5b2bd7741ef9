import type { Text } from '../text.ts';
import type { DayNumber } from './calendar.ts';
import type { Instant, Limit } from './model.ts';

/** Running time counted in a step, and what it leaves of the limit or extension in force. */
interface Counted {
  readonly ms: number;
  readonly leftMs: number;
}

export interface MakeUp {
  readonly name: Text | undefined;
}

export interface Start {
  readonly kind: 'start';
  readonly at: Instant;
  readonly limit: Limit;
}

export interface Extension {
  readonly kind: 'extension';
  readonly at: Instant;
  readonly limit: Limit;
}

/** The reckoning starts or resumes on a working day after its working time. */
export interface Outside {
  readonly kind: 'outside';
  readonly at: Instant;
}

/** A stretch counted round the clock. */
export interface ContinuousRun extends Counted {
  readonly kind: 'continuous';
  readonly from: Instant;
  readonly to: Instant;
}

/** Part of a working day; time between its spans is not in `ms`. */
export interface PartOfDay extends Counted {
  readonly kind: 'part';
  readonly from: Instant;
  readonly to: Instant;
  /** Set on a make-up working day, with the holiday it makes up for where that is known. */
  readonly makeUp: MakeUp | undefined;
}

/** Working days counted from first span to last; `weekendDays` lie between them and do not count. */
export interface WholeDays extends Counted {
  readonly kind: 'days';
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly days: number;
  readonly weekendDays: number;
  /** Set on a make-up working day, with the holiday it makes up for where that is known. */
  readonly makeUp: MakeUp | undefined;
}

/** Days that do not count. `noTime`: a clock change swallowed the working time of the day. */
export interface SkippedDays {
  readonly kind: 'skipped';
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly reason: 'weekend' | 'holiday' | 'noTime';
  readonly name: Text | undefined;
}

/** From here on the reckoning stands on a year without a legal calendar. */
export interface ProvisionalYear {
  readonly kind: 'provisional';
  readonly year: number;
}

/** `from` is where the pause bites: its beginning, or the start of the clock inside it. */
export interface PauseTaken {
  readonly kind: 'pause';
  readonly from: Instant;
  readonly to: Instant | null;
  readonly reason: string | undefined;
}

/** The end while an open pause lasts. `pending` extensions are not begun yet; `remainingMs` holds them. */
export interface Held {
  readonly kind: 'held';
  readonly remainingMs: number;
  readonly pending: readonly Limit[];
}

export interface DueReached {
  readonly kind: 'due';
  readonly at: Instant;
}

/** One step of a reckoning; one line of its explanation. */
export type Step =
  | Start
  | Extension
  | Outside
  | ContinuousRun
  | PartOfDay
  | WholeDays
  | SkippedDays
  | ProvisionalYear
  | PauseTaken
  | Held
  | DueReached;
