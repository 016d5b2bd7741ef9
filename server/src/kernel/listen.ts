import pg from 'pg';
import type { Log } from './log.ts';

export interface Listener {
  /** Calls back for every notice on a channel. @returns stops it. */
  on(channel: string, handle: (payload: string) => void): () => void;
  /** Calls back when notices may have been missed: after the connection was lost and found again. */
  onGap(handle: () => void): void;
  close(): Promise<void>;
}

const retryMs = 1000;

/**
 * One connection of this process that listens for NOTIFY. It must reach PostgreSQL itself: a transaction pooler does
 * not pass notices on. A lost connection is opened again for as long as the listener lives.
 */
export function createListener(url: string, log: Log): Listener {
  const handlers = new Map<string, Set<(payload: string) => void>>();
  const gapHandlers: (() => void)[] = [];
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const lost = (gone: pg.Client, error?: unknown) => {
    if (closed || client !== gone) return;
    client = undefined;
    if (error !== undefined) log.warn('listening interrupted', { error });
    void gone.end().catch(() => {});
    retry = setTimeout(() => void connect(), retryMs);
    retry.unref();
  };
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    client = fresh;
    fresh.on('error', (error) => lost(fresh, error));
    fresh.on('end', () => lost(fresh));
    fresh.on('notification', ({ channel, payload }) => {
      for (const handle of handlers.get(channel) ?? []) handle(payload ?? '');
    });
    try {
      await fresh.connect();
      for (const channel of handlers.keys()) await fresh.query(`LISTEN ${fresh.escapeIdentifier(channel)}`);
      // Whatever was sent before LISTEN took hold has been missed.
      for (const handle of gapHandlers) handle();
    } catch (error) {
      lost(fresh, error);
    }
  };
  // Channels named while the composition root is being built are listened to by the first connection.
  let connecting = Promise.resolve().then(connect);
  return {
    on: (channel, handle) => {
      const known = handlers.get(channel);
      const set = known ?? new Set();
      set.add(handle);
      if (known === undefined) {
        handlers.set(channel, set);
        connecting = connecting.then(async () => {
          await client?.query(`LISTEN ${pg.escapeIdentifier(channel)}`).catch(() => {});
        });
      }
      return () => set.delete(handle);
    },
    onGap: (handle) => gapHandlers.push(handle),
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await connecting;
      await client?.end().catch(() => {});
    },
  };
}
