import { type DueInput, reckon, type Reckoning } from './reckon.ts';

export { type DueInput, isContinuous, limitMs } from './reckon.ts';

/**
 * When a limit runs out: the earliest instant by which its running time has passed, so that a limit used up at the end
 * of a working span is due at that end. Costs a few binary searches, whatever the length of the limit.
 *
 * @throws Problem `deadline.calendarEnds` with `provisional: 'error'` where a year has no legal calendar.
 * @throws RangeError if a pause ends before it begins.
 */
export const computeDue = (input: DueInput): Reckoning => reckon(input);
