import type { Random } from './random.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Hours of the day by how much is reported in them. */
const hours = [1, 1, 0, 0, 0, 1, 3, 8, 14, 15, 14, 10, 6, 8, 13, 14, 12, 9, 7, 6, 5, 4, 3, 2];

/** 24 hours that end `back` days before the demo's story does, named by the local date they end on. */
export interface Day {
  readonly date: string;
  /** Local midnight of that date. */
  readonly midnight: number;
  readonly end: number;
}

/** The last days up to an instant, newest first, so that today's queues fill first. */
export function daysUntil(until: number, count: number, timeZone: string): Day[] {
  return Array.from({ length: count }, (_, back) => {
    const end = until - back * dayMs;
    const date = new Date(end).toLocaleDateString('sv-SE', { timeZone });
    return { date, midnight: midnightOf(date, timeZone), end };
  });
}

function midnightOf(date: string, timeZone: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  const there = new Date(utc).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
  return utc - (Date.parse(`${there}Z`) - utc);
}

/** An instant of these 24 hours, busier by day than by night. */
export function instantOn({ midnight, end }: Day, random: Random): number {
  const at = midnight + random.weighted(hours) * hourMs + random.below(hourMs);
  return at <= end ? at : at - dayMs;
}
