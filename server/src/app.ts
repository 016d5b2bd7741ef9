import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { FastifyInstance } from 'fastify';
import type { Actor } from './kernel/actor.ts';
import { createHttp } from './kernel/http.ts';
import type { Capability, Kernel } from './kernel/kernel.ts';
import { type Loop, startLoops } from './kernel/loops.ts';
import { mount } from './kernel/mount.ts';
import { placeEvents } from './kernel/sequencer.ts';
import { serveWeb } from './kernel/web.ts';

export interface App {
  readonly server: FastifyInstance;
  close(): Promise<void>;
}

/** Composition root: the explicit list of capabilities, joined to one HTTP server and one set of loops. */
export async function createApp(kernel: Kernel): Promise<App> {
  const capabilities: Capability[] = [];
  const server = await createHttp(kernel.config, kernel.log);
  if (kernel.config.roles.has('web')) {
    mount(
      server,
      capabilities.flatMap(({ routes }) => routes),
      {
        authenticate: async () => null,
        onRefusal: (endpoint, actor, code) => recordRefusal(kernel, endpoint, actor, code),
      },
    );
    await serveWeb(server);
  }
  const sequencer: Loop = {
    name: 'sequencer',
    everyMs: 200,
    run: async () => (await placeEvents(kernel.db)) > 0,
  };
  const loops = kernel.config.roles.has('worker')
    ? startLoops([sequencer, ...capabilities.flatMap(({ loops: own }) => own ?? [])], kernel.log)
    : undefined;
  return {
    server,
    close: async () => {
      await server.close();
      await loops?.stop();
    },
  };
}

function recordRefusal(kernel: Kernel, endpoint: EndpointSpec, actor: Actor | null, code: string): void {
  kernel.db
    .insertInto('log.refusals')
    .values({
      at: new Date(kernel.clock.now()),
      account_id: actor?.accountId ?? null,
      endpoint: endpoint.id,
      code,
    })
    .execute()
    .catch((error: unknown) => kernel.log.error('refusal not recorded', { endpoint: endpoint.id, error }));
}
