import * as webhook from '@heliu/contract/webhooks';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import { createOutbound } from '../kernel/outbound.ts';
import { route } from '../kernel/route.ts';
import { createSecrets } from '../kernel/secret.ts';
import { change, subscribe, webhooks } from './manage.ts';
import type { WebhookHooks, WebhookRoom } from './room.ts';
import { sendDue } from './send.ts';

export type { WebhookHooks } from './room.ts';

/** Tells other systems of events, in order, signed after the Standard Webhooks specification. */
export function createWebhooks(kernel: Kernel, hooks: WebhookHooks): Capability {
  const { config } = kernel;
  const room: WebhookRoom = {
    kernel,
    hooks,
    outbound: createOutbound(config.privateNets),
    secrets: createSecrets(config.secret),
  };
  return {
    routes: [
      route(webhook.listWebhooks, (_input, context) => webhooks(room, context)),
      route(webhook.createWebhook, (input, context) => subscribe(room, input, context)),
      route(webhook.changeWebhook, (input, context) => change(room, input, context)),
    ],
    loops: [{ name: 'webhooks', everyMs: 1000, run: () => sendDue(room) }],
  };
}
