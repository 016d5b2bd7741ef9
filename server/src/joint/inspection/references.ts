import type { Checklist } from '@heliu/contract/joint/inspection-views';
import type { PlaceToInspect } from '@heliu/contract/joint/inspections';
import { isWithin } from '@heliu/contract/city/place';
import { Problem } from '@heliu/contract/problem';
import { type City, placeOfGrid, unitNamed } from '../../city/index.ts';
import { pathOfUnit } from '../consultation/policy.ts';
import { newUnits } from '../consultation/references.ts';
import type { JointRoom } from '../room.ts';
import type { PlaceRow } from './rows.ts';
import type { LockedInspection, NewPlace, NewUnit } from './store.ts';

/** @throws Problem `inspection.checklistUnknown`. */
export function checklistOf(code: string | undefined, city: City): Checklist | null {
  if (code === undefined) return null;
  const plan = city.pack.patrol.plans.find((one) => one.code === code);
  if (plan === undefined) throw new Problem('inspection.checklistUnknown', { params: { checklist: code } });
  return { code, name: plan.name, items: plan.checklist };
}

interface WantedUnit {
  readonly unit: string;
  readonly checklist?: string | undefined;
}

/** @throws Problem `consultation.unitUnknown`, `consultation.invitedAlready`, `inspection.checklistUnknown`. */
export function newInvited(wanted: readonly WantedUnit[], there: readonly string[], city: City): NewUnit[] {
  newUnits(
    wanted.map(({ unit }) => unit),
    there,
    city,
  );
  return wanted.map(({ unit, checklist }) => ({ unitId: unit, checklist: checklistOf(checklist, city) }));
}

/** @throws Problem `inspection.leadUnknown` for a unit that takes no part. */
export function assertLead(lead: string, units: readonly string[], city: City): void {
  if (units.includes(lead)) return;
  const unit = city.index.units.has(lead) ? unitNamed(lead, city).name.zh : lead;
  throw new Problem('inspection.leadUnknown', { params: { unit } });
}

const same = (words: string) => ({ zh: words, en: words });

/** A place in words, where its point or grid lies. */
function addressOf(
  { address, position, placeCode }: Extract<PlaceToInspect, { kind: 'address' }>,
  city: City,
): Omit<NewPlace, 'no'> | undefined {
  const grid = position && city.locate(position);
  const place = grid === undefined ? city.findPlace(placeCode ?? '') : placeOfGrid(grid);
  if (place === undefined) return undefined;
  const [lng, lat] = position ?? [null, null];
  return {
    kind: 'address',
    code: null,
    name: same(address),
    placeCode: place.code,
    placePath: place.path,
    lng,
    lat,
  };
}

/** Where a place lies now: grids may have been redrawn since it was put on the inspection. */
export function pathNow(
  {
    place_code: code,
    place_path: path,
    lng,
    lat,
  }: Pick<PlaceRow, 'place_code' | 'place_path' | 'lng' | 'lat'>,
  city: City,
): string {
  const grid = lng === null || lat === null ? undefined : city.locate([lng, lat]);
  return city.findPlace(code)?.path ?? (grid === undefined ? path : placeOfGrid(grid).path);
}

const keyOf = ({ kind, code, name }: Pick<NewPlace, 'kind' | 'code' | 'name'>): string =>
  `${kind} ${code ?? name.zh}`;

/**
 * Places by what the city and the registers know of them, numbered after those that are there.
 * @throws Problem `inspection.placeUnknown` also for one that lies outside of the centre's area, `inspection.placeTwice`.
 */
export async function newPlaces(
  room: Pick<JointRoom, 'placesIn'>,
  wanted: readonly PlaceToInspect[],
  { host, places: there, lastNo }: { host: string } & Pick<LockedInspection, 'places' | 'lastNo'>,
  city: City,
): Promise<NewPlace[]> {
  if (wanted.length === 0) return [];
  const area = pathOfUnit(host, city) ?? '';
  const known = new Map((await room.placesIn(city, [area])).map((place) => [keyOf(place), place]));
  const taken = new Set(there.map(keyOf));
  return wanted.map((one, index) => {
    const named = one.kind === 'address' ? one.address : one.code;
    const place = one.kind === 'address' ? addressOf(one, city) : known.get(`${one.kind} ${one.code}`);
    const found = place === undefined || 'placePath' in place ? place : plannedPlace(place);
    if (found === undefined || !isWithin(found.placePath, area)) {
      throw new Problem('inspection.placeUnknown', { params: { place: named } });
    }
    const key = keyOf(found);
    if (taken.has(key)) throw new Problem('inspection.placeTwice', { params: { place: found.name.zh } });
    taken.add(key);
    return { ...found, no: lastNo + index + 1 };
  });
}

type Planned = Awaited<ReturnType<JointRoom['placesIn']>>[number];

const plannedPlace = ({ kind, code, name, placeCode, path, position }: Planned): Omit<NewPlace, 'no'> => ({
  kind,
  code,
  name,
  placeCode,
  placePath: path,
  lng: position[0],
  lat: position[1],
});
