import { z } from 'zod';
import { Command, CommandId } from './command.ts';
import { endpoint } from './endpoint.ts';
import { eventKinds } from './matter/events.ts';
import { Instant } from './people/field.ts';

const EventKinds = z.array(z.enum(eventKinds)).max(eventKinds.length);

/** What a subscriber is told by, after the Standard Webhooks specification: one POST an event, in order of position. */
export const WebhookPayload = z.object({
  type: z.enum(eventKinds),
  timestamp: Instant,
  data: z.object({
    position: z.int(),
    matterId: z.string(),
    /** Ids, codes and instants out of the event log: no personal data. */
    event: z.record(z.string(), z.unknown()),
  }),
});
export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** `disabled` is a subscriber that did not take anything for days. */
export const WebhookState = z.enum(['active', 'paused', 'disabled']);
export type WebhookState = z.infer<typeof WebhookState>;

export const Webhook = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  /** Empty for all. */
  kinds: z.array(z.string()),
  state: WebhookState,
  /** Last position that was taken or is none of its kinds. */
  position: z.int(),
  /** Positions of the event log that it has not come to. */
  lag: z.int(),
  failingSince: Instant.nullable(),
  attempts: z.int(),
  nextAt: Instant.nullable(),
  lastError: z.string().nullable(),
  lastTakenAt: Instant.nullable(),
});
export type Webhook = z.infer<typeof Webhook>;

export const listWebhooks = endpoint({
  id: 'webhook.list',
  method: 'GET',
  path: '/api/webhooks',
  permission: 'webhook.manage',
  summary: 'Subscribers of events and how far each has come',
  reply: z.object({ rows: z.array(Webhook), lastPosition: z.int() }),
});

/** What its administrators choose of a subscription. */
const Chosen = z.object({
  name: z.string().trim().min(1).max(80),
  url: z.url({ protocol: /^https?$/ }).max(500),
  kinds: EventKinds,
});

/** Problem `webhook.address` for addresses that are not https or lead into private networks. */
export const createWebhook = endpoint({
  id: 'webhook.create',
  method: 'POST',
  path: '/api/webhooks',
  permission: 'webhook.manage',
  summary: 'Subscribe an address to events from now on; its secret is shown this once',
  body: Command.extend(Chosen.shape),
  reply: z.object({ id: z.uuid(), secret: z.string() }),
});

const webhookPath = z.object({ id: CommandId });

/**
 * `replay` goes on after a position, or from an instant; `edit` keeps secret and position. Problem `webhook.address` as
 * above. All but pausing try at once.
 */
export const changeWebhook = endpoint({
  id: 'webhook.change',
  method: 'POST',
  path: '/api/webhooks/:id',
  permission: 'webhook.manage',
  summary: 'Edit, pause, resume, replay or end a subscription',
  params: webhookPath,
  body: Command.extend({
    change: z.discriminatedUnion('act', [
      Chosen.extend({ act: z.literal('edit') }),
      z.object({ act: z.literal('pause') }),
      z.object({ act: z.literal('resume') }),
      z.object({ act: z.literal('replayAfter'), position: z.int().min(0) }),
      z.object({ act: z.literal('replayFrom'), at: Instant }),
      z.object({ act: z.literal('end') }),
    ]),
  }),
  reply: z.object({ id: z.uuid() }),
});
