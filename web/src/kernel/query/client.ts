import { getSession } from '@heliu/contract/people';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from '../api/index.ts';

const maxRetries = 2;

/** For an app that goes on without a network: answers are kept as long as the page, and asked for whatever the line. */
const offlineQueries = { gcTime: Number.POSITIVE_INFINITY, networkMode: 'always' } as const;

/** One client per page. A reply "please sign in" makes the session be asked anew, and the shell acts on that. */
export function createQueryClient({ offline = false } = {}): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== getSession.id) noteSignedOut(client, error);
      },
    }),
    defaultOptions: {
      queries: {
        ...(offline ? offlineQueries : {}),
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < maxRetries &&
          isProblem(error) &&
          error.outcomeUnknown &&
          error.code !== 'request.tooLong',
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { retry: false },
    },
  });
  return client;
}

export function noteSignedOut(client: QueryClient, error: unknown): void {
  if (isProblem(error, 'auth.required') || isProblem(error, 'auth.passwordChange')) {
    void client.invalidateQueries({ queryKey: [getSession.id] });
  }
}
