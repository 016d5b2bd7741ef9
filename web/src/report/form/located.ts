import { locatePlace } from '@heliu/contract/city/search';
import { useEndpoint } from '../../kernel/query/index.ts';

/** The grid of a point; asked only where one is chosen. */
export function useLocated(position: readonly [number, number] | null) {
  const [lng = 0, lat = 0] = position ?? [];
  return useEndpoint(
    locatePlace,
    { query: { lng, lat } },
    { enabled: position !== null, staleTimeMs: 600_000 },
  );
}
