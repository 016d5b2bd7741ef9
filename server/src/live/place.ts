import { sql } from 'kysely';
import type { Db } from '../kernel/db.ts';
import type { LoggedEvent } from '../kernel/events.ts';

/** An event by its position and its own instant, in milliseconds; zero before the first. */
export type Place = Pick<LoggedEvent, 'position' | 'at'>;

/**
 * A place in the event log as a client keeps it: position and instant of the event there. The instant tells a log that
 * was restored to an earlier state, and has gone on differently, from the one that the client followed.
 */
export const placeText = ({ position, at }: Place): string => `${position}-${at}`;

/** Before the first event. */
const startPlace = '0-0';

/** Position of a kept place; undefined where this log has another event there, or none. */
export async function findPosition(db: Db, place: string): Promise<number | undefined> {
  if (place === startPlace) return 0;
  const [, position, at] = /^(\d{1,15})-(\d{1,15})$/.exec(place) ?? [];
  if (position === undefined || at === undefined) return undefined;
  const { rows } = await sql<{ event_at: Date }>`
    SELECT event_at FROM log.positions WHERE position = ${Number(position)}`.execute(db);
  return rows[0]?.event_at.getTime() === Number(at) ? Number(position) : undefined;
}

/** The last place given so far. */
export async function lastPlace(db: Db): Promise<Place> {
  const { rows } = await sql<{ position: number; event_at: Date }>`
    SELECT position, event_at FROM log.positions ORDER BY position DESC LIMIT 1`.execute(db);
  const [row] = rows;
  return row === undefined ? { position: 0, at: 0 } : { position: row.position, at: row.event_at.getTime() };
}
