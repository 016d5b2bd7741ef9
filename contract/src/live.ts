import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** Silence is never longer than this; a client that hears nothing for twice as long opens the stream anew. */
export const liveBeatMs = 20_000;

/** Subjects in one message; where more changed at once, `reset` says to read everything again. */
export const liveSubjectsMax = 500;

/**
 * What the stream says. `ready` comes first; `changed` names what changed, such as `matter:<id>`, `agenda:<id of the matter>`, `city:<code>`,
 * `grid:<code>`, `account:<id>` or `notices:<id of the account>`; `reset` means that what was missed is not known any more, so
 * everything on screen is read again;
 * `beat` breaks a silence; `end` means that the session ended.
 */
export const LiveMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('changed'), subjects: z.array(z.string()).min(1).max(liveSubjectsMax) }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('beat') }),
  z.object({ kind: z.literal('end') }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/**
 * Server-sent events (WHATWG HTML §9.2): `event` is the kind, `data` the message, `id` the place in the event log. A
 * client that comes back with `Last-Event-ID` hears of everything since. Messages name what changed and say nothing of
 * it; whoever may see it reads it.
 */
export const openLive = endpoint({
  id: 'live.open',
  method: 'GET',
  path: '/api/live',
  permission: 'signedIn',
  summary: 'Stream of what changes within my sight, from the event log',
  query: z.object({
    /** Place to go on from, where a client cannot set the header `Last-Event-ID`. */
    after: z.string().max(60).optional(),
  }),
  reply: 'stream',
});
