import { z } from 'zod';
import { Command, CommandId } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Instant } from '../people/field.ts';
import { Text } from '../text.ts';
import { NoticeChannel } from './preferences.ts';

export const DeliveryState = z.enum(['waiting', 'sent', 'dropped', 'dead']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** A message on its way out of the system; to whom is said without address or name. */
export const Delivery = z.object({
  id: z.uuid(),
  channel: NoticeChannel,
  /** `reporter` has no account. */
  to: z.enum(['staff', 'resident', 'reporter']),
  state: DeliveryState,
  digest: z.boolean(),
  attempts: z.int(),
  /** Next attempt while it waits. */
  dueAt: Instant,
  createdAt: Instant,
  settledAt: Instant.nullable(),
  lastError: z.string().nullable(),
  /** What its first notice states. */
  status: Text.nullable(),
  allowed: z.array(z.literal('retry')),
});
export type Delivery = z.infer<typeof Delivery>;

export const listDeliveries = endpoint({
  id: 'notice.deliveries',
  method: 'GET',
  path: '/api/notice-deliveries',
  permission: 'notice.manage',
  summary: 'Messages to people I look after and what became of them, newest first',
  query: PageQuery.extend({ state: DeliveryState.optional(), channel: NoticeChannel.optional() }),
  reply: pageOf(Delivery),
});

export const countDeliveries = endpoint({
  id: 'notice.deliveryCounts',
  method: 'GET',
  path: '/api/notice-deliveries/count',
  permission: 'notice.manage',
  summary: 'How many messages to people I look after stand in each state',
  query: z.object({ channel: NoticeChannel.optional() }),
  reply: z.object({ states: z.record(DeliveryState, z.int()) }),
});

export const retryDelivery = endpoint({
  id: 'notice.retry',
  method: 'POST',
  path: '/api/notice-deliveries/:id/retry',
  permission: 'notice.manage',
  summary: 'Try a message again that was given up',
  params: z.object({ id: CommandId }),
  body: Command,
  reply: z.object({ id: z.uuid() }),
});
