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

/** Composition root: the capabilities joined to one HTTP server and one set of loops. */
export async function createApp(kernel: Kernel): Promise<App> {
  const listener = createListener(directUrl(kernel), kernel.log);
  const jobs = createJobs(kernel.pool, kernel.log);
  const capabilities = await createCapabilities(kernel, { listener, jobs });
  await jobs.start(kernel.config.roles.has('worker'));
  const { all, people, keys } = capabilities;
  const routes = all.flatMap((capability) => capability.routes);
  const server = await createHttp(kernel.config, kernel.log);
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
  return {
    server,
    routes,
    capabilities,
    chores,
    close: async () => {
      // What repeats by itself ends while requests take their time.
      const quiet = loops?.stop();
      for (const { close } of all) await close?.();
      await server.close();
      await quiet;
      await jobs.stop();
      await listener.close();
    },
  };
}

function directUrl({ config, pool }: Kernel): string {
  const url = config.databaseDirectUrl ?? pool.options.connectionString;
  if (url === undefined) throw new Error('The database pool was opened without a connection string.');
  return url;
}
