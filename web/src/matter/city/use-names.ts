import { getCityGrids, getCityOverview } from '@heliu/contract/city-api';
import { useMemo } from 'react';
import { useEndpoint } from '../../kernel/query/index.ts';
import { CityNames } from './names.ts';

const keptMs = 30 * 60_000;

/** Names of the city's codes; undefined until they are here. Grids join when they arrive. */
export function useNames(): { readonly names: CityNames | undefined; readonly error: unknown } {
  const city = useEndpoint(getCityOverview, {}, { staleTimeMs: keptMs });
  const grids = useEndpoint(getCityGrids, {}, { staleTimeMs: keptMs });
  const names = useMemo(
    () => (city.data === undefined ? undefined : new CityNames(city.data, grids.data?.grids ?? [])),
    [city.data, grids.data],
  );
  return { names, error: city.error };
}
