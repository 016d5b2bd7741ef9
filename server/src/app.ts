import { type Capabilities, createCapabilities } from './capabilities.ts';
import type { FastifyInstance } from 'fastify';
import { createHttp } from './kernel/http.ts';
import { createJobs } from './kernel/jobs.ts';
import type { Kernel } from './kernel/kernel.ts';
import { createListener } from './kernel/listen.ts';
import { type Loop, startLoops } from './kernel/loops.ts';
import { monthsChore } from './kernel/months.ts';
import { mount } from './kernel/mount.ts';
import { withPatience } from './kernel/patience.ts';
import { plannerChore } from './kernel/planner.ts';
import { recordRefusal, refusalsChore } from './kernel/refusals.ts';
import { repliesChore } from './kernel/replies.ts';
import type { Route } from './kernel/route.ts';
import { announcePlaced, placeEvents, placesAtOnce } from './kernel/sequencer.ts';
import { type Chore, upkeepLoop } from './kernel/upkeep.ts';
import { serveWeb } from './kernel/web.ts';

export interface App {
  readonly server: FastifyInstance;
  /** Every endpoint of the product with its handler; the permission test reads it. */
  readonly routes: readonly Route[];
  readonly capabilities: Capabilities;
  /** What is put in order once a day. */
  readonly chores: readonly Chore[];
  close(): Promise<void>;
}

/**
 * Composition root: the capabilities joined to one HTTP server and one set of loops. What was opened is closed in
 * reverse, also where something fails on the way: nothing goes on running behind an error.
 */
export async function createApp(kernel: Kernel): Promise<App> {
  await using opened = new AsyncDisposableStack();
  const server = await createHttp(kernel.config, kernel.log);
  const listener = createListener(directUrl(kernel), kernel.log);
  opened.defer(() => listener.close());
  const jobs = createJobs(kernel.pool, kernel.log);
  opened.defer(() => jobs.stop());
  let quiet: Promise<void> | undefined;
  opened.defer(() => quiet);
  opened.defer(() => server.close());
  const capabilities = await createCapabilities(kernel, { listener, jobs });
  const { all, people, keys } = capabilities;
  opened.defer(async () => {
    for (const { close } of all) await close?.();
  });
  await jobs.start(kernel.config.roles.has('worker'));
  const routes = all.flatMap((capability) => capability.routes);
  if (kernel.config.roles.has('web')) {
    mount(server, routes, {
      authenticate: async (request) => (await keys.authenticate(request)) ?? people.authenticate(request),
      onRefusal: ({ id }, actor, code) => recordRefusal(kernel, id, actor, code),
    });
    for (const { mountEdge } of all) mountEdge?.(server);
    await serveWeb(server);
  }
  const sequencer: Loop = {
    name: 'sequencer',
    // Screens follow by position: this long, at most, an act waits before they can be told.
    everyMs: 20,
    // As patient as a request: with another limit, connections that both use would be told a new one all the time.
    run: () =>
      withPatience('request', async () => {
        const placed = await placeEvents(kernel.db);
        if (placed > 0) await announcePlaced(kernel.db);
        return placed === placesAtOnce;
      }),
  };
  const chores = [
    monthsChore(kernel.db, kernel.clock),
    repliesChore(kernel.db, kernel.clock),
    refusalsChore(kernel),
    plannerChore(kernel.db),
    ...all.flatMap(({ chores: own }) => own ?? []),
  ];
  const loops = kernel.config.roles.has('worker')
    ? startLoops(
        [sequencer, upkeepLoop(kernel, chores), ...all.flatMap(({ loops: own }) => own ?? [])],
        kernel.log,
      )
    : undefined;
  // What repeats by itself ends while requests take their time.
  opened.defer(() => {
    quiet = loops?.stop();
  });
  const closing = opened.move();
  return { server, routes, capabilities, chores, close: () => closing.disposeAsync() };
}

function directUrl({ config, pool }: Kernel): string {
  const url = config.databaseDirectUrl ?? pool.options.connectionString;
  if (url === undefined) throw new Error('The database pool was opened without a connection string.');
  return url;
}
