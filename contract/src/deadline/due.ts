import type { Instant } from './model.ts';
import { type DueInput, reckon, type Reckoning } from './reckon.ts';
import type { Step } from './step.ts';
import { traceSteps } from './trace.ts';

export { type DueInput, isContinuous, limitMs } from './reckon.ts';

export class Due implements Reckoning {
  readonly dueAt: Instant | null;
  readonly remainingMs: number;
  readonly provisional: boolean;
  readonly #input: DueInput;

  constructor({ dueAt, remainingMs, provisional }: Reckoning, input: DueInput) {
    this.dueAt = dueAt;
    this.remainingMs = remainingMs;
    this.provisional = provisional;
    this.#input = input;
  }

  /** The reckoning step by step; worked out when asked for, and no part of the object's JSON. */
  get steps(): Step[] {
    return traceSteps(this.#input);
  }
}

/**
 * When a limit runs out: the earliest instant by which its running time has passed, so that a limit used up at the end
 * of a working span is due at that end. Costs a few binary searches, whatever the length of the limit.
 *
 * @throws Problem `deadline.calendarEnds` with `provisional: 'error'` where a year has no legal calendar.
 * @throws RangeError if a pause ends before it begins, or the start is no instant of the years 1900 to 2999.
 */
export const computeDue = (input: DueInput): Due => new Due(reckon(input), input);
