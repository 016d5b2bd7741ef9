import { getCityGrids, getCityOverview } from '@heliu/contract/city/overview';
import type { Text } from '@heliu/contract/text';
import { useMemo } from 'react';
import { useAccount } from '../kernel/auth/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';

const keptMs = 10 * 60_000;

/** The city in force; undefined until it is here. */
export const useCity = () => useEndpoint(getCityOverview, {}, { staleTimeMs: keptMs });

export const useGrids = () => useEndpoint(getCityGrids, {}, { staleTimeMs: keptMs });

const same = (code: string): Text => ({ zh: code, en: code });

/** Names of units, present and former; an unknown code is its own name. */
export function useUnitNames(): (code: string) => Text {
  const city = useCity();
  return useMemo(() => {
    const units = [...(city.data?.formerUnits ?? []), ...(city.data?.units ?? [])];
    const names = new Map(units.map(({ code, name }) => [code, name]));
    return (code: string) => names.get(code) ?? same(code);
  }, [city.data]);
}

/** Whether the account administers the whole district: only then may it change what the city is. */
export function useAdministersCity(): boolean {
  const { roles } = useAccount();
  const city = useCity();
  return roles.some(
    ({ role, scope }) =>
      role === 'administrator' && (city.data === undefined || scope?.code === city.data.districtCode),
  );
}
