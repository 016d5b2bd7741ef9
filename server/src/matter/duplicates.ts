import type { findDuplicates, MatterRow } from '@heliu/contract/matter/views';
import type { EndpointInput } from '@heliu/contract/endpoint';
import CheapRuler from 'cheap-ruler';
import { type RawBuilder, sql } from 'kysely';
import { type City, districtPath, lineAbove } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import { visible } from './policy.ts';
import type { MatterRoom } from './room.ts';
import { type ListedRow, rowOf, rowSelect } from './row-view.ts';

/** Distance within which two matters of one class may be the same (FixMyStreet uses 250 m as well). */
const withinM = 250;
const recentMs = 30 * 86_400_000;
const most = 5;

type Query = EndpointInput<typeof findDuplicates>['query'];
type Candidate = MatterRow & { distanceM: number | null };

/** Recent matters of the same class nearby or at the same address, nearest first. */
export async function duplicatesOf(room: MatterRoom, actor: Actor, query: Query): Promise<Candidate[]> {
  const city = room.city.current();
  const now = room.kernel.clock.now();
  const classCode = city.index.types.get(query.typeCode)?.classCode;
  const types = city.pack.types.filter((type) => type.classCode === classCode).map(({ code }) => code);
  const here = query.lng === undefined || query.lat === undefined ? null : ([query.lng, query.lat] as const);
  const address = query.address === undefined || query.address === '' ? undefined : query.address;
  const near = here && box(here);
  const ways: RawBuilder<boolean>[] = [];
  if (here !== null && near !== null) {
    const paths = city.pack.grids
      .filter(({ centre, areaM2 }) => reaches(centre, areaM2, here, near.ruler))
      .map(({ path }) => path);
    ways.push(sql`(m.place_path = ANY(${paths}::text[])
      AND m.lng BETWEEN ${near.west} AND ${near.east} AND m.lat BETWEEN ${near.south} AND ${near.north})`);
  }
  if (address !== undefined) {
    const path = townPath(city, query.placeCode) ?? districtPath(city) ?? '';
    ways.push(sql`(m.address = ${address} AND ${atOrBelow('m.place_path', path)})`);
  }
  if (ways.length === 0) return [];
  const { rows } = await sql<ListedRow>`${rowSelect(actor.language)} WHERE ${visible(actor, city)}
    AND m.registered_at > ${new Date(now - recentMs)} AND m.type_code = ANY(${types}::text[])
    AND m.stage NOT IN ('voided', 'merged', 'declined') AND (${sql.join(ways, sql` OR `)})
    ORDER BY m.registered_at DESC LIMIT 60`.execute(room.kernel.db);
  return rows
    .map((row) => {
      const listed = rowOf(row, now);
      const distanceM =
        here === null || listed.position === null || near === null
          ? null
          : Math.round(near.ruler.distance([...here], listed.position));
      return { ...listed, distanceM };
    })
    .filter(
      ({ distanceM, address: there }) => (distanceM !== null && distanceM <= withinM) || there === address,
    )
    .toSorted((a, b) => (a.distanceM ?? withinM) - (b.distanceM ?? withinM))
    .slice(0, most);
}

/** Of one address one reporter names the community and another the grid, but both are in the same township. */
function townPath(city: City, placeCode: string | undefined): string | undefined {
  const place = placeCode === undefined ? undefined : city.findPlace(placeCode);
  const line = place === undefined ? [] : lineAbove(city, place.divisionCode);
  return line.find(({ level }) => level === 'township')?.path ?? place?.path;
}

function box([lng, lat]: readonly [number, number]) {
  const ruler = new CheapRuler(lat, 'meters');
  const [west, south, east, north] = ruler.bufferPoint([lng, lat], withinM);
  return { ruler, west, south, east, north };
}

/** Whether a grid can hold a point within the distance: its centre is no further than that and its own reach. */
function reaches(
  centre: readonly [number, number],
  areaM2: number | null,
  here: readonly [number, number],
  ruler: CheapRuler,
): boolean {
  const reachM = areaM2 === null ? 5000 : 3 * Math.sqrt(areaM2);
  return ruler.distance([...centre], [...here]) <= withinM + reachM;
}
