import { type Session, type SessionAccount, type Settings, getSession } from '@heliu/contract/people';
import type { Permission } from '@heliu/contract/permission';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import { endpointQuery } from '../query/index.ts';

/** The session is asked again when the page comes back to the front, so that a lost one is noticed early. */
export const sessionQuery = {
  ...endpointQuery(getSession, {}, { staleTimeMs: 60_000 }),
  refetchOnWindowFocus: true,
};

export const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in and what the city is. Below `SessionGate` only. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession is used outside SessionGate');
  return session;
}

export const useSettings = (): Settings => useSession().settings;

/** The signed-in account. Only on pages that the shell shows to signed-in people. */
export function useAccount(): SessionAccount {
  const { account } = useSession();
  if (account === null) throw new Error('useAccount is used where nobody is signed in');
  return account;
}

/** Whether the account holds a permission: decides what is offered, while the server decides what is allowed. */
export function useCan(): (permission: Permission) => boolean {
  const { account } = useSession();
  return (permission) => account?.permissions.includes(permission) ?? false;
}

/** Asks who is signed in again, and drops what was read as somebody else. */
export function useRefreshSession(): (change?: 'sameAccount') => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (change) => {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      if (change === 'sameAccount') return;
      client.removeQueries({
        predicate: (query) => query.queryKey[0] !== getSession.id && !query.isActive(),
      });
      await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== getSession.id });
    },
    [client],
  );
}
