import { zoneOf } from '@heliu/contract/deadline/zone';
import dayjs, { type Dayjs } from 'dayjs';
import { formatTime, timeZone } from '../time/index.ts';

/** An instant for a field that picks days and times: it shows what the city's clocks show, whatever the device's zone. */
export const cityClock = (instant: string | number): Dayjs =>
  dayjs(formatTime(instant, 'second').replace(' ', 'T'));

/** The instant at which the city's clocks show what was picked. Of an hour that a change of the clocks repeats, the second. */
export function instantOf(picked: Dayjs): Date {
  const zone = zoneOf(timeZone());
  const shown = Date.parse(picked.format('YYYY-MM-DDTHH:mm:ss.SSS[Z]'));
  return new Date(shown - zone.offsetAt(shown - zone.offsetAt(shown)));
}
