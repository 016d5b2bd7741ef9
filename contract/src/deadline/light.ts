import type { Instant } from './model.ts';

/** Before its due time a clock shows yellow for a day by the wall, in lists, on the map and at the clock itself. */
export const yellowBeforeMs = 86_400_000;

/** Red is every instant after the due time, on a day off too. */
export const lightAt = (dueAt: Instant, now: Instant): 'green' | 'yellow' | 'red' =>
  now > dueAt ? 'red' : dueAt - now < yellowBeforeMs ? 'yellow' : 'green';
