import { openLive } from '@heliu/contract/live';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import type { Listener } from '../kernel/listen.ts';
import { route } from '../kernel/route.ts';
import { Hub, type LiveHooks } from './hub.ts';

export type { LiveHooks } from './hub.ts';

/** Tells screens what changes as it changes: one reader of the event log a process, each stream by its own sight. */
export async function createLive(kernel: Kernel, listener: Listener, hooks: LiveHooks): Promise<Capability> {
  const hub = await Hub.open(kernel, listener, hooks);
  return {
    routes: [
      route(openLive, async ({ query }, context) => {
        const header = context.request.headers['last-event-id'];
        await hub.stream(typeof header === 'string' && header !== '' ? header : query.after, context);
      }),
    ],
    close: () => hub.close(),
  };
}
