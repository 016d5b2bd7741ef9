import { instantOf } from '../../kernel/desk/index.ts';
import type { MeetingValues } from './MeetingFields.tsx';

const given = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** What the fields say, as the endpoints take it: what was left empty is left out. */
export function meetingOf({ title, reason, startsAt, ...where }: MeetingValues) {
  const [place, link] = [given(where.place), given(where.link)];
  return {
    title,
    reason,
    startsAt: instantOf(startsAt.startOf('minute')).toISOString(),
    ...(place === undefined ? {} : { place }),
    ...(link === undefined ? {} : { link }),
  };
}
