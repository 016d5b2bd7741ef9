import { randomUUID } from 'node:crypto';
import type { EndpointCall, EndpointReply, EndpointSpec } from '@heliu/contract/endpoint';
import type { ProblemReply } from '@heliu/contract/problem/reply';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { inject as provided, onTestFinished } from 'vitest';
import { createApp } from '../src/app.ts';
import type { CityCapability } from '../src/city/index.ts';
import type { MatterRoom } from '../src/matter/index.ts';
import { type SettableClock, settableClock } from '../src/kernel/clock.ts';
import { type Config, readConfig } from '../src/kernel/config.ts';
import { type Db, openDatabase } from '../src/kernel/db.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { createLog } from '../src/kernel/log.ts';
import type { Route } from '../src/kernel/route.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly url: string;
  readonly ownerUrl: string;
  close(): Promise<void>;
}

const onDatabase = (url: string, database: string): string => url.replace('/postgres?', `/${database}?`);

/** A clone of the migrated template, on the server that the whole run shares. Dropped by `close`. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: provided('ownerUrl') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${provided('template')}`);
  await admin.end();
  const url = onDatabase(provided('appUrl'), name);
  const { db, pool, close } = openDatabase(url, 6);
  return {
    db,
    pool,
    url,
    ownerUrl: onDatabase(provided('ownerUrl'), name),
    close: async () => {
      await close();
      const client = new pg.Client({ connectionString: provided('ownerUrl') });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.end();
    },
  };
}

export interface TestApp extends Kernel {
  readonly clock: SettableClock;
  readonly database: TestDatabase;
  readonly city: CityCapability;
  readonly matter: MatterRoom;
  /** Sends a request to an endpoint; throws with the problem when the reply is not 2xx. */
  call<E extends EndpointSpec>(
    endpoint: E,
    input: Partial<EndpointCall<E>>,
    token?: string,
  ): Promise<EndpointReply<E>>;
  /** The same, for replies that are refusals. */
  refuse<E extends EndpointSpec>(
    endpoint: E,
    input: Partial<EndpointCall<E>>,
    token?: string,
  ): Promise<ProblemReply>;
  inject: Awaited<ReturnType<typeof createApp>>['server']['inject'];
  readonly routes: readonly Route[];
  /** Serves on a free port of the loopback. @returns the address. */
  listen(): Promise<string>;
  /** Another process of the same installation: its own caches and connections, the same database and clock. */
  twin(): Promise<TestApp>;
  close(): Promise<void>;
}

/** The whole server on its own database and a clock that stands still. Close it in `afterAll`. */
export async function startTestApp(settings: Partial<Config> = {}): Promise<TestApp> {
  const database = await cloneDatabase();
  const config: Config = {
    ...readConfig({
      HELIU_LOG_LEVEL: 'error',
      HELIU_DEMO: 'false',
      HELIU_SECRET: 'a secret of the tests, long enough',
    }),
    ...settings,
  };
  return serve(database, config, settableClock(Date.parse('2026-11-25T02:00:00Z')));
}

async function serve(database: TestDatabase, config: Config, clock: SettableClock): Promise<TestApp> {
  const kernel: Kernel = {
    config,
    db: database.db,
    pool: database.pool,
    clock,
    log: createLog(config.logLevel),
  };
  const app = await createApp(kernel);
  await app.server.ready();
  const send = sender(app.server);
  return {
    ...kernel,
    clock,
    city: app.capabilities.city,
    matter: app.capabilities.matter,
    database,
    inject: app.server.inject.bind(app.server),
    call: async (endpoint, input, token) => {
      const reply = await send(endpoint, input, token);
      if (reply.statusCode >= 300) throw new Error(`${endpoint.id}: ${reply.statusCode} ${reply.body}`);
      return reply.json();
    },
    refuse: async (endpoint, input, token) => {
      const reply = await send(endpoint, input, token);
      if (reply.statusCode < 400)
        throw new Error(`${endpoint.id}: expected a refusal, got ${reply.statusCode}`);
      return reply.json();
    },
    routes: app.routes,
    listen: () => app.server.listen({ host: '127.0.0.1', port: 0 }),
    twin: () => serve({ ...database, ...openDatabase(database.url, 6) }, config, clock),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}

interface Sent {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: object | string;
}

const sender = (server: FastifyInstance) => async (endpoint: EndpointSpec, input: object, token?: string) => {
  const { params = {}, query = {}, body = {} }: Sent = input;
  return server.inject({
    method: endpoint.method,
    url: pathOf(endpoint.path, params),
    query: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
    headers: {
      'x-requested-with': 'heliu',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(endpoint.method === 'GET' ? {} : { payload: body }),
  });
};

function pathOf(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

/** Starts an app for one test and closes it when the test ends. */
export async function testApp(settings: Partial<Config> = {}): Promise<TestApp> {
  const app = await startTestApp(settings);
  onTestFinished(() => app.close());
  return app;
}
