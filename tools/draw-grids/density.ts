import { distance, type Pair } from './plane.ts';

export interface Town {
  readonly code: string;
  /** Metres. */
  readonly seat: Pair;
  readonly population: number;
  /** Residents' committees: built-up. */
  readonly urbanCommunities: number;
  /** Villagers' committees: countryside. */
  readonly villages: number;
}

/** People per km² of built-up ground; sets how far a town's centre reaches. */
const urbanPeoplePerKm2 = 8_000;
/** How far the number of grids follows people, and how far the number of communities. */
const populationWeight = 0.6;

const communitiesOf = (town: Town) => town.urbanCommunities + town.villages;

/** Share of a town's people in its built-up area, read off the kinds of its communities. */
const urbanShare = (town: Town) => Math.min(0.9, (1.2 * town.urbanCommunities) / communitiesOf(town));

/** Wanted grids per km² at a point in metres: a bell over each seat, on an even countryside. */
export type Density = (point: Pair) => number;

export function densityOf(towns: readonly Town[], grids: number, areaKm2: number): Density {
  const people = towns.reduce((sum, town) => sum + town.population, 0);
  const communities = towns.reduce((sum, town) => sum + communitiesOf(town), 0);
  const bells = towns.map((town) => {
    const share =
      (populationWeight * town.population) / people +
      ((1 - populationWeight) * communitiesOf(town)) / communities;
    const urban = urbanShare(town);
    const radius = Math.max(400, 1_000 * Math.sqrt((urban * town.population) / urbanPeoplePerKm2 / Math.PI));
    const spread = radius / 1.5;
    const urbanGrids = share * grids * urban;
    return { town, spread, urbanGrids, peak: (urbanGrids * 1e6) / (2 * Math.PI * spread * spread) };
  });
  const ruralGrids = grids - bells.reduce((sum, bell) => sum + bell.urbanGrids, 0);
  const base = ruralGrids / areaKm2;
  return (point) => {
    let density = base;
    for (const { town, spread, peak } of bells) {
      const steps = distance(point, town.seat) / spread;
      if (steps < 6) density += peak * Math.exp((-steps * steps) / 2);
    }
    return density;
  };
}

/** Land a town is drawn with, relative to the others: a village takes far more of it than a street community. */
export const landShare = (town: Town): number => town.villages + 0.2 * town.urbanCommunities;
