import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db } from './db.ts';
import type { Log } from './log.ts';
import type { Loop } from './loops.ts';
import type { Route } from './route.ts';
import type { Chore } from './upkeep.ts';

/** What every capability is built from. Passed explicitly; nothing is global. */
export interface Kernel {
  readonly config: Config;
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a capability gives to the composition root. */
export interface Capability {
  readonly routes: readonly Route[];
  /** Work that the worker role repeats. */
  readonly loops?: readonly Loop[];
  /** What the worker role puts in order once a day, and `heliu upkeep` at once. */
  readonly chores?: readonly Chore[];
  /** A protocol of others that comes with addresses, formats and errors of its own. */
  mountEdge?(server: FastifyInstance): void;
  /** Ends what would keep the server from closing. */
  close?(): Promise<void>;
}
