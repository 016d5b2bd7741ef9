import { dateOf, dayNumber } from '@heliu/contract/deadline/calendar';
import { z } from 'zod';

interface NamedDay {
  readonly date: string;
  readonly name?: { readonly zh: string; readonly en: string };
}

export interface DayFault {
  /** From 1. */
  readonly line: number;
  readonly fault: 'unreadable' | 'noSuchDay' | 'otherYear' | 'backwards' | 'twice';
  readonly text: string;
}

interface ReadDays {
  readonly days: readonly NamedDay[];
  readonly faults: readonly DayFault[];
}

const line = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:\.\.|~|～|至|to)\s*(\d{4}-\d{2}-\d{2}))?(?:[\s,，:：]+(.+))?$/;
const realDate = z.iso.date();

/** A single line as days, or what is wrong with it. */
function readLine(text: string, year: number): NamedDay[] | DayFault['fault'] {
  const found = line.exec(text);
  if (found === null) return 'unreadable';
  const [, from = '', to = from, name] = found;
  if (!realDate.safeParse(from).success || !realDate.safeParse(to).success) return 'noSuchDay';
  if (!from.startsWith(`${year}-`) || !to.startsWith(`${year}-`)) return 'otherYear';
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (last < first) return 'backwards';
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    date: dateOf(first + i),
    ...(name === undefined ? {} : { name: { zh: name.trim(), en: name.trim() } }),
  }));
}

/** Days as people copy them from a notice: one a line or a span `2027-02-05..2027-02-11`, then a name if they like. */
export function readDays(text: string, year: number): ReadDays {
  const days = new Map<string, NamedDay>();
  const faults: DayFault[] = [];
  for (const [i, raw] of text.split('\n').entries()) {
    const written = raw.trim();
    if (written === '') continue;
    const read = readLine(written, year);
    if (typeof read === 'string') {
      faults.push({ line: i + 1, fault: read, text: written });
      continue;
    }
    const again = read.find(({ date }) => days.has(date));
    if (again !== undefined) faults.push({ line: i + 1, fault: 'twice', text: again.date });
    else for (const day of read) days.set(day.date, day);
  }
  return { days: [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)), faults };
}
