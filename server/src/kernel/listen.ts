import { Socket } from 'node:net';
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
const connectMs = 10_000;
/** How often a connection on which nothing comes is asked for a sign of life, and how long it may take to give one. */
const usualLook = { everyMs: 15_000, patienceMs: 10_000 };

interface Connection {
  readonly client: pg.Client;
  readonly socket: Socket;
}

function newConnection(url: string): Connection {
  const socket = new Socket();
  const options = { connectionString: url, connectionTimeoutMillis: connectMs, stream: () => socket };
  return { client: new pg.Client(options), socket };
}

/** @throws Error where none comes in time. */
async function signOfLife({ client }: Connection, patienceMs: number): Promise<void> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no sign of life')), patienceMs);
  timer.unref();
  await Promise.race([client.query('SELECT 1'), silence]).finally(() => clearTimeout(timer));
}

/**
 * One connection of this process that listens for NOTIFY. It must reach PostgreSQL itself: a transaction pooler does
 * not pass notices on. A lost connection is opened again for as long as the listener lives; one whose other end went
 * without a word, as when a database moves to another machine, is told by its silence.
 */
export function createListener(url: string, log: Log, look = usualLook): Listener {
  const handlers = new Map<string, Set<(payload: string) => void>>();
  const gapHandlers: (() => void)[] = [];
  let current: Connection | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const lost = (gone: Connection, error?: unknown) => {
    if (closed || current !== gone) return;
    current = undefined;
    if (error !== undefined) log.warn('listening interrupted', { error });
    gone.socket.destroy();
    retry = setTimeout(() => void connect(), retryMs);
    retry.unref();
  };
  const connect = async (): Promise<void> => {
    const connection = newConnection(url);
    const { client: fresh } = connection;
    current = connection;
    fresh.on('error', (error) => lost(connection, error));
    fresh.on('end', () => lost(connection));
    fresh.on('notification', ({ channel, payload }) => {
      for (const handle of handlers.get(channel) ?? []) handle(payload ?? '');
    });
    try {
      await fresh.connect();
      for (const channel of handlers.keys()) await fresh.query(`LISTEN ${fresh.escapeIdentifier(channel)}`);
      // Whatever was sent before LISTEN took hold has been missed.
      for (const handle of gapHandlers) handle();
    } catch (error) {
      lost(connection, error);
    }
  };
  const looking = setInterval(() => {
    const asked = current;
    if (asked === undefined) return;
    signOfLife(asked, look.patienceMs).catch((error: unknown) => lost(asked, error));
  }, look.everyMs).unref();
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
          await current?.client.query(`LISTEN ${pg.escapeIdentifier(channel)}`).catch(() => {});
        });
      }
      return () => set.delete(handle);
    },
    onGap: (handle) => gapHandlers.push(handle),
    close: async () => {
      closed = true;
      clearTimeout(retry);
      clearInterval(looking);
      await connecting;
      await current?.client.end().catch(() => {});
    },
  };
}
