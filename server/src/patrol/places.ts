import { isWithin } from '@heliu/contract/city/place';
import type { Position } from '@heliu/contract/geo';
import type { PatrolPlan, PlanPlaces } from '@heliu/contract/patrol/plan';
import { Problem } from '@heliu/contract/problem';
import type { Text } from '@heliu/contract/text';
import { type City, perCity } from '../city/index.ts';
import type { PatrolRoom } from './room.ts';

/** A place that a plan goes to. */
export interface PlannedPlace {
  readonly code: string;
  readonly kind: 'grid' | 'landmark' | 'premises';
  /** Kind by which plans choose among premises. */
  readonly of?: string;
  readonly name: Text;
  /** Of the grid; of the grid or division that a landmark stands in. */
  readonly path: string;
  readonly placeCode: string;
  readonly position: Position;
}

export interface Planned {
  readonly plan: PatrolPlan;
  /** By their codes. */
  readonly places: ReadonlyMap<string, PlannedPlace>;
}

/** By the codes of the plans, in the order of the pack. */
export type Plans = ReadonlyMap<string, Planned>;

function placesOf(
  { of, kinds, within }: PlanPlaces,
  city: City,
  premises: readonly PlannedPlace[],
): PlannedPlace[] {
  const scopes = within?.flatMap((code) => city.findPlace(code)?.path ?? []);
  const goes = (kind: string, path: string): boolean =>
    kinds?.includes(kind) !== false && scopes?.some((scope) => isWithin(path, scope)) !== false;
  if (of === 'grids') {
    return city.pack.grids
      .filter(({ kind, path }) => goes(kind, path))
      .map(({ code, name, path, centre }) => {
        return { code, kind: 'grid', name, path, placeCode: code, position: centre };
      });
  }
  if (of === 'premises') return premises.filter((one) => goes(one.of ?? '', one.path));
  return city.pack.landmarks.flatMap(({ code, kind, name, divisionCode, position }) => {
    const division = city.findPlace(divisionCode);
    if (division === undefined || !goes(kind, division.path)) return [];
    const { code: placeCode, path } = city.locate(position) ?? division;
    return [{ code, kind: 'landmark', name, path, placeCode, position }];
  });
}

const byCode = (places: readonly PlannedPlace[]): ReadonlyMap<string, PlannedPlace> =>
  new Map(places.map((place) => [place.code, place]));

/** The plans of the city with the places that the pack itself has. */
const plansOf = perCity(
  (city): Plans =>
    new Map(
      city.pack.patrol.plans.map((plan) => [
        plan.code,
        { plan, places: byCode(placesOf(plan.places, city, [])) },
      ]),
    ),
);

/** The plans of the city with their places; premises are in the register, and given as far as they are asked for. */
export function plansWith(city: City, premises: readonly PlannedPlace[]): Plans {
  if (premises.length === 0) return plansOf(city);
  return new Map(
    [...plansOf(city)].map(([code, planned]) => {
      const { plan } = planned;
      if (plan.places.of !== 'premises') return [code, planned];
      return [code, { plan, places: byCode(placesOf(plan.places, city, premises)) }];
    }),
  );
}

/** The plans with what lies at or below some places. */
export async function plansIn(room: PatrolRoom, city: City, paths: readonly string[]): Promise<Plans> {
  const wanted = city.pack.patrol.plans.some(({ places }) => places.of === 'premises');
  return plansWith(city, wanted ? await room.premisesIn(city, paths) : []);
}

/** @throws Problem `patrol.planUnknown`. */
export function getPlan(plans: Plans, code: string): Planned {
  const planned = plans.get(code);
  if (planned === undefined) throw new Problem('patrol.planUnknown', { params: { plan: code } });
  return planned;
}

const isBelow = ({ path }: PlannedPlace, paths: readonly string[]): boolean =>
  paths.some((scope) => isWithin(path, scope));

const everything: readonly PlanPlaces[] = [{ of: 'landmarks' }, { of: 'grids' }, { of: 'premises' }];

/** All that a plan could go to at or below some places. */
export const placesBelow = (
  city: City,
  paths: readonly string[],
  premises: readonly PlannedPlace[],
): PlannedPlace[] =>
  everything.flatMap((of) => placesOf(of, city, premises)).filter((place) => isBelow(place, paths));

/** What a plan goes to at or below some places; nothing for one that the city does not have. */
export const placesOfPlan = (
  city: City,
  paths: readonly string[],
  plan: string,
  premises: readonly PlannedPlace[],
): PlannedPlace[] => {
  const places = plansWith(city, premises).get(plan)?.places.values() ?? [];
  return [...places].filter((place) => isBelow(place, paths));
};
