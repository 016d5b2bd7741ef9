import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** How long one statement may run before PostgreSQL stops it and its connection is free again. */
export const patienceMs = {
  /** Of a request that somebody waits for. */
  request: 30_000,
  /** Of a request that gathers a lot: exports, statistics, bulletins, imports. */
  long: 600_000,
  /** Of loops, jobs, chores and commands. */
  background: 3_600_000,
} as const;

export type Patience = keyof typeof patienceMs;

const current = new AsyncLocalStorage<number>();

/** Statements begun in `work`, and in all that it awaits, end after so long. */
export const withPatience = <T>(patience: Patience | number, work: () => T): T =>
  current.run(typeof patience === 'number' ? patience : patienceMs[patience], work);

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void;

/**
 * Lends a connection with the limit of whoever asks for it. A connection keeps its limit, so that telling it costs a
 * round trip only where the next one to use it has another.
 */
export class PatientPool extends pg.Pool {
  readonly #limits = new WeakMap<pg.PoolClient, number>();

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    // Here, as the callback may run in the context of whoever gives a connection back.
    const limitMs = current.getStore() ?? patienceMs.background;
    if (callback === undefined) return this.#lend(limitMs);
    void this.#pass(limitMs, callback);
  }

  async #pass(limitMs: number, callback: Connected): Promise<void> {
    let client: pg.PoolClient;
    try {
      client = await this.#lend(limitMs);
    } catch (error) {
      callback(
        error instanceof Error ? error : new Error('no connection', { cause: error }),
        undefined,
        () => {},
      );
      return;
    }
    callback(undefined, client, (release) => client.release(release));
  }

  async #lend(limitMs: number): Promise<pg.PoolClient> {
    const client = await super.connect();
    try {
      await this.#tell(client, limitMs);
    } catch (error) {
      client.release(true);
      throw error;
    }
    return client;
  }

  async #tell(client: pg.PoolClient, limitMs: number): Promise<void> {
    if (this.#limits.get(client) === limitMs) return;
    await client.query(`SET statement_timeout = ${limitMs}`);
    this.#limits.set(client, limitMs);
  }
}
