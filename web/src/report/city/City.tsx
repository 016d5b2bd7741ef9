import { type CityOverview, getCityOverview } from '@heliu/contract/city/overview';
import type { Text } from '@heliu/contract/text';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';

const keptMs = 30 * 60_000;

/** The city with its codes in words; an unknown code is its own name. */
export interface KnownCity {
  readonly city: CityOverview;
  readonly typeName: (code: string) => Text;
  readonly unitName: (code: string) => Text;
  /** Place with what lies above it, outermost first; the district goes without saying. */
  readonly placeLine: (code: string) => readonly Text[];
}

const CityContext = createContext<KnownCity | undefined>(undefined);

/** Shows a page once the city is known. */
export function CityGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch, isFetching } = useEndpoint(getCityOverview, {}, { staleTimeMs: keptMs });
  const known = useMemo(() => (data === undefined ? undefined : know(data)), [data]);
  if (known !== undefined) return <CityContext value={known}>{children}</CityContext>;
  if (error === null) return <PageSkeleton />;
  return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
}

/** Below `CityGate` only. */
export function useCity(): KnownCity {
  const city = useContext(CityContext);
  if (city === undefined) throw new Error('useCity is used outside CityGate');
  return city;
}

function know(city: CityOverview): KnownCity {
  const types = new Map([...city.formerTypes, ...city.types].map(({ code, name }) => [code, name]));
  const units = new Map([...city.formerUnits, ...city.units].map(({ code, name }) => [code, name]));
  const former = new Map(city.formerPlaces.map(({ code, name }) => [code, name]));
  const divisions = new Map(city.divisions.map((one) => [one.code, one]));
  const same = (code: string): Text => ({ zh: code, en: code });
  const placeLine = (code: string): Text[] => {
    const line: Text[] = [];
    let at = divisions.get(code);
    while (at !== undefined && at.code !== city.districtCode) {
      line.unshift(at.name);
      at = at.parentCode === null ? undefined : divisions.get(at.parentCode);
    }
    return line.length > 0 ? line : [divisions.get(code)?.name ?? former.get(code) ?? same(code)];
  };
  return {
    city,
    typeName: (code) => types.get(code) ?? same(code),
    unitName: (code) => units.get(code) ?? same(code),
    placeLine,
  };
}
