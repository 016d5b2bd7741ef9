import type { Bounds } from '@heliu/contract/city-api';
import { yellowBeforeMs } from '@heliu/contract/deadline/light';
import { type getMapMatters, type MatterGroup, type MatterPoint, maxMapPoints } from '@heliu/contract/map';
import type { EndpointInput, EndpointReply } from '@heliu/contract/endpoint';
import type { Light } from '@heliu/contract/matter/views';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { holds, type MapPlace, mapPlaces, type MapPlaces, raisedTo, reaches } from './places-on-map.ts';
import type { MapRoom } from './room.ts';

type Query = EndpointInput<typeof getMapMatters>['query'];
type Reply = EndpointReply<typeof getMapMatters>;

/** From here on the map is a few streets wide. */
const pointsFromZoom = 15;
/** As few as this are shown one by one at any zoom. */
const fewMatters = 200;

const levelAt = (zoom: number): MatterGroup['level'] =>
  zoom < 10.5 ? 'township' : zoom < 12.5 ? 'community' : 'grid';

interface Search {
  readonly room: MapRoom;
  readonly places: MapPlaces;
  readonly box: Bounds;
  readonly conditions: readonly RawBuilder<boolean>[];
  readonly light: RawBuilder<Light | null>;
}

/** Light of a row of `matter.matters m`, as in the queue. */
export const lightAt = (now: number): RawBuilder<Light | null> => sql<Light | null>`
  CASE WHEN m.due_at < ${new Date(now)} THEN 'red'
    WHEN m.due_at < ${new Date(now + yellowBeforeMs)} THEN 'yellow' WHEN m.due_at IS NOT NULL THEN 'green' END`;

/** Open matters in a box: one by one where they are few or the zoom is deep, else together by place. */
export async function mattersOnMap(room: MapRoom, actor: Actor, query: Query): Promise<Reply> {
  const city = room.city.current();
  const now = room.kernel.clock.now();
  const { bbox, zoom, ...filter } = query;
  const search: Search = {
    room,
    places: mapPlaces(city),
    box: bbox,
    conditions: room.mattersIn({ ...filter, state: 'open' }, actor, city, now),
    light: lightAt(now),
  };
  if (zoom >= pointsFromZoom) return onePerMatter(search);
  const groups = await groupsIn(search, levelAt(zoom));
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return total <= fewMatters ? onePerMatter(search) : { total, groups, points: [], capped: false };
}

interface CountRow {
  place_path: string;
  light: Light | null;
  count: number;
}

/** Whole places whose centre is in the box, so that counts stay as they are while the map is moved. */
async function groupsIn(search: Search, level: MatterGroup['level']): Promise<MatterGroup[]> {
  const { room, places, box, conditions, light } = search;
  const targets = new Map<string, MapPlace>();
  for (const place of places.byPath.values()) {
    const target = raisedTo(places, place, level);
    if (holds(box, target.position)) targets.set(place.path, target);
  }
  if (targets.size === 0) return [];
  const among =
    targets.size === places.byPath.size
      ? []
      : [sql<boolean>`m.place_path = ANY(${[...targets.keys()]}::text[])`];
  const { rows } = await sql<CountRow>`SELECT m.place_path, ${light} AS light, count(*)::int AS count
    FROM matter.matters m WHERE ${sql.join([...conditions, ...among], sql` AND `)}
    GROUP BY 1, 2`.execute(room.kernel.db);
  const groups = new Map<string, MatterGroup>();
  for (const row of rows) {
    const target = targets.get(row.place_path);
    if (target === undefined) continue;
    const { code, name, position } = target;
    const group = groups.get(code) ?? {
      placeCode: code,
      name,
      level: target.level,
      position,
      count: 0,
      green: 0,
      yellow: 0,
      red: 0,
    };
    group.count += row.count;
    if (row.light !== null) group[row.light] += row.count;
    groups.set(code, group);
  }
  return [...groups.values()];
}

interface PointRow {
  id: string;
  code: string;
  title: string;
  type_code: string;
  place_path: string;
  lng: number | null;
  lat: number | null;
  light: Light | null;
}

/** Matters in the box, the most pressing first. Those without a point of their own are at the centre of their place. */
async function onePerMatter({ room, places, box, conditions, light }: Search): Promise<Reply> {
  const [west, south, east, north] = box;
  const near = [...places.byPath.values()].filter((place) => reaches(place, box));
  const centred = near.filter(({ position }) => holds(box, position));
  const paths = (list: readonly MapPlace[]) => sql`${list.map(({ path }) => path)}::text[]`;
  const { rows } = await sql<PointRow>`SELECT m.id, m.code, m.title, m.type_code, m.place_path, m.lng, m.lat,
      ${light} AS light
    FROM matter.matters m WHERE ${sql.join(conditions, sql` AND `)} AND m.place_path = ANY(${paths(near)})
      AND CASE WHEN m.lng IS NULL THEN m.place_path = ANY(${paths(centred)})
        ELSE m.lng BETWEEN ${west} AND ${east} AND m.lat BETWEEN ${south} AND ${north} END
    ORDER BY m.due_at NULLS LAST, m.id LIMIT ${maxMapPoints + 1}`.execute(room.kernel.db);
  const points = rows.slice(0, maxMapPoints).flatMap((row): MatterPoint[] => {
    const place = places.byPath.get(row.place_path);
    if (place === undefined) return [];
    const exact = row.lng !== null && row.lat !== null;
    return [
      {
        matterId: row.id,
        code: row.code,
        title: row.title,
        typeCode: row.type_code,
        placeCode: place.code,
        position: exact ? [row.lng ?? 0, row.lat ?? 0] : place.position,
        exact,
        light: row.light,
      },
    ];
  });
  return { total: points.length, groups: [], points, capped: rows.length > maxMapPoints };
}
