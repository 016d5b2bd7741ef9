import type { PlaceMatters } from '@heliu/contract/map';
import type { Light } from '@heliu/contract/matter/views';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { lightAt } from './matters.ts';
import { mapPlaces } from './places-on-map.ts';
import type { MapRoom } from './room.ts';

const mostShown = 5;

interface Row {
  id: string;
  code: string;
  title: string;
  type_code: string;
  light: Light | null;
  due_at: Date | null;
  count: number;
  green: number;
  yellow: number;
  red: number;
}

/** @throws Problem `place.unknown`. */
export async function mattersOfPlace(room: MapRoom, actor: Actor, code: string): Promise<PlaceMatters> {
  const city = room.city.current();
  const path = city.findPlace(code)?.path ?? mapPlaces(city).byCode.get(code)?.path;
  if (path === undefined) throw new Problem('place.unknown', { params: { place: code } });
  const now = room.kernel.clock.now();
  const conditions = room.mattersIn({ queue: 'all', state: 'open', place: path }, actor, city, now);
  const { rows } = await sql<Row>`SELECT id, code, title, type_code, due_at, light,
      count(*) OVER ()::int AS count,
      count(*) FILTER (WHERE light = 'green') OVER ()::int AS green,
      count(*) FILTER (WHERE light = 'yellow') OVER ()::int AS yellow,
      count(*) FILTER (WHERE light = 'red') OVER ()::int AS red
    FROM (SELECT m.id, m.code, m.title, m.type_code, m.due_at, ${lightAt(now)} AS light
      FROM matter.matters m WHERE ${sql.join(conditions, sql` AND `)}) AS found
    ORDER BY due_at NULLS LAST, id LIMIT ${mostShown}`.execute(room.kernel.db);
  const [first] = rows;
  return {
    placeCode: code,
    count: first?.count ?? 0,
    green: first?.green ?? 0,
    yellow: first?.yellow ?? 0,
    red: first?.red ?? 0,
    first: rows.map((row) => ({
      matterId: row.id,
      code: row.code,
      title: row.title,
      typeCode: row.type_code,
      light: row.light,
      dueAt: row.due_at?.toISOString() ?? null,
    })),
  };
}
