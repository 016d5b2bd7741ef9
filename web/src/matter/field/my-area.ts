import type { Bounds } from '@heliu/contract/city/overview';
import { getPlace, type PlaceView } from '@heliu/contract/city/search';
import { getCityGrids } from '@heliu/contract/city-api';
import type { MultiPolygon } from '@heliu/contract/geo';
import type { SessionAccount } from '@heliu/contract/people';
import { useMemo } from 'react';
import { endpointQuery, useEndpoint, useKnown } from '../../kernel/query/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { myPlaces, placeInput } from './day.ts';

const keptMs = 600_000;

export interface MyArea {
  readonly outline: MultiPolygon | undefined;
  /** What holds them all. */
  readonly around: Bounds | undefined;
  /** Codes of the grids in it. */
  readonly grids: readonly string[];
}

/** The outlines of all my places as one. */
function outlineOf(places: readonly PlaceView[]): MultiPolygon | undefined {
  const coordinates = places.flatMap(({ outline }) =>
    outline === null ? [] : outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates,
  );
  return coordinates.length === 0 ? undefined : { type: 'MultiPolygon', coordinates };
}

const aroundAll = (all: readonly Bounds[]): Bounds | undefined =>
  all.length === 0
    ? undefined
    : [
        Math.min(...all.map(([west]) => west)),
        Math.min(...all.map(([, south]) => south)),
        Math.max(...all.map(([, , east]) => east)),
        Math.max(...all.map(([, , , north]) => north)),
      ];

/** Where my roles reach, from what is kept on the device. */
export function useMyArea(account: SessionAccount): MyArea {
  const codes = myPlaces(account);
  const names = useCityNames();
  const found = useKnown<PlaceView>(codes.map((code) => endpointQuery(getPlace, placeInput(code)).queryKey));
  const grids = useEndpoint(getCityGrids, {}, { staleTimeMs: keptMs });
  const held = codes.join();
  return useMemo(() => {
    const places = found.flatMap(({ data }) => data ?? []);
    const mine = new Set(held.split(','));
    // Divisions come parents before children.
    for (const { code, parentCode } of names.city.divisions) {
      if (parentCode !== null && mine.has(parentCode)) mine.add(code);
    }
    return {
      outline: outlineOf(places),
      around: aroundAll(places.flatMap(({ bounds }) => (bounds === null ? [] : [bounds]))),
      grids: (grids.data?.grids ?? [])
        .filter(({ code, communityCode }) => mine.has(code) || mine.has(communityCode))
        .map(({ code }) => code),
    };
  }, [found, held, grids.data, names]);
}
