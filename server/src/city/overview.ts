import { CityOverview, type FormerType, StaffOverview } from '@heliu/contract/city-api';
import { catalogueOn, typesInForce } from '@heliu/contract/city/catalogue';
import type { GridEntry } from '@heliu/contract/city-api';
import type { City } from './city.ts';
import { boundsOfCity } from './geography.ts';

/** The public part, on a local date `YYYY-MM-DD`: types come and go with the catalogue. */
export function overviewOf(city: City, date: string): CityOverview {
  const { pack, former, versionId } = city;
  const types = typesInForce(pack, date);
  const inForce = new Set(types.map(({ code }) => code));
  const formerTypes: FormerType[] = [
    ...pack.types.filter(({ code }) => !inForce.has(code)),
    ...former.types.values(),
  ];
  return CityOverview.parse({
    ...pack,
    versionId,
    map: { ...pack.map, bounds: boundsOfCity(city) },
    types,
    formerTypes,
    formerUnits: [...former.units.values()],
    formerPlaces: [
      ...former.divisions.values(),
      ...[...former.grids.values()].map(({ code, name, communityCode }) => ({
        code,
        name,
        level: 'grid',
        parentCode: communityCode,
      })),
    ],
    catalogue: catalogueOn(pack.catalogue, date),
  });
}

export const gridsOf = ({ pack, versionId }: City): { versionId: number; grids: GridEntry[] } => ({
  versionId,
  grids: pack.grids.map(({ code, name, communityCode, kind, centre }) => ({
    code,
    name,
    communityCode,
    kind,
    centre,
  })),
});

/** Last day of the legal years without a gap from the first; due times after it are provisional. */
export function legalUntil(years: readonly number[]): string | null {
  const last = years
    .toSorted((a, b) => a - b)
    .reduce<number | null>((known, year) => (known === null || year === known + 1 ? year : known), null);
  return last === null ? null : `${last}-12-31`;
}

export const staffOverviewOf = ({ pack, versionId }: City): StaffOverview =>
  StaffOverview.parse({
    versionId,
    replyTemplates: pack.replyTemplates,
    lifeCycle: pack.lifeCycle,
    unitContacts: pack.units,
    fallback: pack.fallback,
    workingTime: { ...pack.calendar, legalUntil: legalUntil(pack.calendar.legalYears) },
  });
