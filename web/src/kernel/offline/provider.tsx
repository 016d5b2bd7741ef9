import type { EndpointSpec } from '@heliu/contract/endpoint';
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { send } from '../api/index.ts';
import { useRefreshSession, useSession } from '../auth/index.ts';
import { presentMs } from '../time/index.ts';
import { Drafts } from './drafts.ts';
import { forgetAnswers, noteLeaving, noteStaying, restoreAnswers } from './kept-queries.ts';
import { Outbox, type OutboxView } from './outbox.ts';
import type { Vault } from './vault.ts';

interface Offline {
  readonly vault: Vault;
  readonly outbox: Outbox;
}

const OfflineContext = createContext<Offline | undefined>(undefined);

/** One window of a browser sends at a time, whichever holds the lock. */
const alone = (work: () => Promise<void>): Promise<void> =>
  navigator.locks === undefined ? work() : navigator.locks.request('heliu.outbox', work);

export const openOutbox = (vault: Vault, endpoints: readonly EndpointSpec[]): Outbox =>
  new Outbox({ vault, send, now: presentMs, endpoints, alone });

interface OfflineProviderProps extends Offline {
  /** The account whose answers are before the pages already. */
  readonly restored: number | undefined;
  readonly children: ReactNode;
}

/** Sends what waits whenever there may be a network again, for whoever is signed in. Below `SessionGate`. */
export function OfflineProvider({ vault, outbox, restored, children }: OfflineProviderProps) {
  const client = useQueryClient();
  const account = useSession().account?.id;
  const present = useRef(restored);
  const refreshSession = useRefreshSession();
  const pause = useSyncExternalStore(outbox.subscribe, () => outbox.view().pause);
  useEffect(() => {
    // A session that ended under the page leaves what waits in sight, for the same person to go on.
    if (account === undefined) return;
    void outbox.use(account);
    if (account !== present.current) void restoreAnswers(vault, client, account);
    present.current = account;
  }, [vault, outbox, client, account]);
  useEffect(() => {
    // What was kept says that somebody is signed in, until the server is asked.
    if (pause === 'signIn') void refreshSession('sameAccount');
  }, [refreshSession, pause]);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void outbox.refresh().then(() => outbox.run());
    };
    const back = (): void => void outbox.run();
    window.addEventListener('online', back);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', back);
      document.removeEventListener('visibilitychange', look);
    };
  }, [outbox]);
  return <OfflineContext value={{ vault, outbox }}>{children}</OfflineContext>;
}

function useOffline(): Offline {
  const offline = useContext(OfflineContext);
  if (offline === undefined) throw new Error('the outbox is used outside OfflineProvider');
  return offline;
}

export const useOutbox = (): Outbox => useOffline().outbox;

export function useOutboxView(): OutboxView {
  const { subscribe, view } = useOutbox();
  return useSyncExternalStore(subscribe, view, view);
}

const opened = new WeakMap<Vault, Map<number, Drafts>>();

/** One for all forms of an account, so that a page finds what the one before it is still writing. */
function draftsOf(vault: Vault, account: number): Drafts {
  const own = opened.get(vault) ?? new Map<number, Drafts>();
  opened.set(vault, own);
  const known = own.get(account);
  if (known !== undefined) return known;
  const drafts = new Drafts(vault, account);
  own.set(account, drafts);
  void drafts.tidy(presentMs());
  return drafts;
}

/** Forms that whoever is signed in has begun; undefined while nobody is. */
export function useDrafts(): Drafts | undefined {
  const { vault } = useOffline();
  const account = useSession().account?.id;
  return useMemo(() => (account === undefined ? undefined : draftsOf(vault, account)), [vault, account]);
}

/**
 * Signs out by `leave`, and clears what was read and begun and what has arrived from this device; what waits to be sent
 * stays. An app that is killed in between clears at its next start. @returns whether somebody signed out.
 */
export function useForget(): (account: number, leave: () => Promise<boolean>) => Promise<boolean> {
  const { vault, outbox } = useOffline();
  const client = useQueryClient();
  return async (account, leave) => {
    await noteLeaving(vault, account);
    if (!(await leave())) {
      await noteStaying(vault);
      return false;
    }
    // An answer on its way would be kept after all.
    await client.cancelQueries();
    await outbox.forgetSent(account);
    await forgetAnswers(vault, account);
    return true;
  };
}

const subscribeLine = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Whether the device has a network at all; the server may be out of reach all the same. */
export const useOnline = (): boolean => useSyncExternalStore(subscribeLine, () => navigator.onLine);
