import type { EndpointReply, EndpointSpec } from '@heliu/contract/endpoint';
import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { type CallInput, type Parts, send } from '../api/index.ts';

export interface ReadOptions {
  readonly enabled?: boolean;
  readonly staleTimeMs?: number;
  /** Asks again this often while the page is in front. */
  readonly refetchMs?: number;
  /** Shows the answer before while the next is fetched: for filters and paging. */
  readonly keepPrevious?: boolean;
}

/** Query options of an endpoint, for loaders and prefetching; the key is `[endpoint.id, input]`. */
export function endpointQuery<E extends EndpointSpec>(
  endpoint: E,
  input: CallInput<E>,
  options: ReadOptions = {},
) {
  return queryOptions<EndpointReply<E>>({
    queryKey: [endpoint.id, input],
    queryFn: ({ signal }) => send(endpoint, input, { signal }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.staleTimeMs === undefined ? {} : { staleTime: options.staleTimeMs }),
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Reads an endpoint and keeps the answer fresh. */
export function useEndpoint<E extends EndpointSpec>(endpoint: E, input: CallInput<E>, options?: ReadOptions) {
  return useQuery(endpointQuery(endpoint, input, options));
}

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string | undefined;
}

type RowOf<E extends EndpointSpec> =
  EndpointReply<E> extends { readonly rows: readonly (infer Row)[] } ? Row : never;

/** Reads a list that pages by cursor; `more()` adds the next page to `rows`. */
export function usePages<E extends EndpointSpec>(
  endpoint: E,
  input: CallInput<E>,
  options: ReadOptions = {},
) {
  const found = useInfiniteQuery({
    queryKey: [endpoint.id, input, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => {
      const parts: Parts = input;
      const paged = { ...parts, query: { ...parts.query, cursor: pageParam } };
      return send(endpoint, paged, { signal }) as Promise<Page<RowOf<E>>>;
    },
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.refetchMs === undefined ? {} : { refetchInterval: options.refetchMs }),
  });
  const { fetchNextPage } = found;
  return {
    rows: found.data?.pages.flatMap((page) => page.rows) ?? [],
    error: found.error,
    isPending: found.isPending,
    isFetching: found.isFetching,
    hasMore: found.hasNextPage,
    isLoadingMore: found.isFetchingNextPage,
    more: useCallback(() => void fetchNextPage(), [fetchNextPage]),
    refetch: found.refetch,
  };
}

/** Makes what was read from these endpoints be read again. */
export function useInvalidate(): (...endpoints: readonly EndpointSpec[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (...endpoints) => {
      await Promise.all(endpoints.map(({ id }) => client.invalidateQueries({ queryKey: [id] })));
    },
    [client],
  );
}
