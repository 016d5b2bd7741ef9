import { z } from 'zod';
import { Command, Done } from '../command.ts';
import { endpoint } from '../endpoint.ts';

/** What a browser gives of its subscription at a push service (Push API, RFC 8030): an address and two keys, base64url. */
export const PushSubscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  /** Public key of the browser on P-256, uncompressed: 65 bytes. */
  p256dh: z.string().regex(/^[\w-]{87}=?$/),
  /** Secret of 16 bytes. */
  auth: z.string().regex(/^[\w-]{22}(==)?$/),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** Apps of staff whose pages pushed notices open: that in which the browser was used last. Own reports open the residents' app. */
export const pushApps = ['console', 'field'] as const;
export type PushApp = (typeof pushApps)[number];

/** What the service worker is pushed, encrypted for the browser alone (RFC 8291). */
export const PushedNotice = z.object({
  /** The same on a repeat, which takes the place of the first. */
  id: z.string(),
  title: z.string(),
  text: z.string(),
  language: z.enum(['zh', 'en']),
  /** Path of the page that shows more. */
  page: z.string(),
  urgent: z.boolean(),
});
export type PushedNotice = z.infer<typeof PushedNotice>;

export const getPush = endpoint({
  id: 'notice.push',
  method: 'GET',
  path: '/api/me/push',
  permission: 'signedIn',
  summary: 'The key that browsers subscribe with, and my browsers that take pushed notices',
  reply: z.object({
    /** Public key of this installation (RFC 8292), base64url; null where it does not push. */
    publicKey: z.string().nullable(),
    browsers: z.array(
      z.object({
        id: z.uuid(),
        /** Host of the push service. */
        service: z.string(),
        since: z.iso.datetime(),
        /** Subscribed in this session. */
        present: z.boolean(),
        app: z.enum(pushApps),
      }),
    ),
  }),
});

export const subscribePush = endpoint({
  id: 'notice.subscribePush',
  method: 'POST',
  path: '/api/me/push',
  permission: 'signedIn',
  summary: 'Have notices pushed to this browser until I sign out',
  body: Command.extend({ ...PushSubscription.shape, app: z.enum(pushApps).default('console') }),
  reply: z.object({ id: z.uuid() }),
});

export const endPush = endpoint({
  id: 'notice.endPush',
  method: 'POST',
  path: '/api/me/push/:id/end',
  permission: 'signedIn',
  summary: 'No longer push notices to one of my browsers',
  params: z.object({ id: z.uuid() }),
  body: Command,
  reply: Done,
});
