import { createContext, type ReactNode, useContext } from 'react';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import type { CityNames } from './names.ts';
import { useNames } from './use-names.ts';

const NamesContext = createContext<CityNames | undefined>(undefined);

/** Shows a page once the city's names are known. */
export function Named({ children }: { readonly children: ReactNode }) {
  const { names, error } = useNames();
  if (names !== undefined) return <NamesContext value={names}>{children}</NamesContext>;
  return error === null ? <PageSkeleton rows={10} /> : <ErrorState error={error} />;
}

/** Names of the city's codes. Below `Named` only. */
export function useCityNames(): CityNames {
  const names = useContext(NamesContext);
  if (names === undefined) throw new Error('useCityNames is used outside Named');
  return names;
}
