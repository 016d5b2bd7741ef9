import type { Dayjs } from 'dayjs';
import { instantOf } from '../../kernel/desk/index.ts';

export interface MeetingValues {
  readonly title: string;
  readonly span: readonly [Dayjs, Dayjs];
  readonly meetingPlace: string;
  readonly note?: string;
  readonly lead: string;
}

const isoOf = (picked: Dayjs): string => instantOf(picked.startOf('minute')).toISOString();

/** What the fields say, as the endpoints take it. */
export const meetingOf = ({ title, span: [from, to], meetingPlace, note = '', lead }: MeetingValues) => ({
  title,
  startsAt: isoOf(from),
  endsAt: isoOf(to),
  meetingPlace,
  lead,
  ...(note.trim() === '' ? {} : { note: note.trim() }),
});
