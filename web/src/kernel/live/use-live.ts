import { getSession } from '@heliu/contract/people';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type LiveReads, type Stale, staleBy } from './reads.ts';
import type { LiveTold } from './source.ts';
import { openTabs } from './tabs.ts';

/** Lists wait a moment for the changes that belong together, and no busy hour makes them read all the time. */
const listsMs = { soon: 400, apart: 5_000 };
/** A short break is nobody's business. */
const lostAfterMs = 10_000;

/** Reads again what changed, while somebody looks; a page in the background does so when it comes to the front. */
class Refresher {
  readonly #client: QueryClient;
  #waiting: Stale[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastAt = 0;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  take(stale: Stale): void {
    this.#read((key) => stale.one(key));
    if (!this.#has((key) => stale.list(key))) return;
    this.#waiting.push(stale);
    if (this.#timer !== undefined) return;
    const rest = this.#lastAt + listsMs.apart - Date.now();
    this.#timer = setTimeout(() => this.#readLists(), Math.max(rest, listsMs.soon) * (1 + Math.random() / 2));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #readLists(): void {
    const taken = this.#waiting;
    this.#waiting = [];
    this.#timer = undefined;
    this.#lastAt = Date.now();
    this.#read((key) => taken.some((stale) => stale.list(key)));
  }

  #has(which: (key: readonly unknown[]) => boolean): boolean {
    return this.#client
      .getQueryCache()
      .getAll()
      .some(({ queryKey }) => which(queryKey));
  }

  #read(which: (key: readonly unknown[]) => boolean): void {
    void this.#client.invalidateQueries({
      predicate: ({ queryKey }) => which(queryKey),
      refetchType: document.visibilityState === 'visible' ? 'active' : 'none',
    });
  }
}

/**
 * Keeps what is on screen true without reloading, for whoever is signed in.
 * @returns whether the stream has been lost for a while.
 */
export function useLive(accountId: number | undefined, reads: readonly LiveReads[]): boolean {
  const client = useQueryClient();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (accountId === undefined) return undefined;
    const refresher = new Refresher(client);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onOpen = (open: boolean): void => {
      clearTimeout(timer);
      if (open) setLost(false);
      else timer = setTimeout(() => setLost(true), lostAfterMs);
    };
    const onTold = ({ message }: LiveTold): void => {
      const own = message.kind === 'changed' && message.subjects.includes(`account:${accountId}`);
      if (message.kind === 'end' || own) void client.invalidateQueries({ queryKey: [getSession.id] });
      refresher.take(staleBy(message, reads));
    };
    const close = openTabs({ accountId, onTold, onOpen });
    return () => {
      close();
      clearTimeout(timer);
      refresher.stop();
      setLost(false);
    };
  }, [accountId, client, reads]);
  return lost;
}
