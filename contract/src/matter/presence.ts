import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { Role } from '../permission.ts';
import { Person } from './views.ts';

/** A sign of life counts this long; the page gives the next one well before. */
export const presenceTtlMs = 50_000;
export const presenceBeatMs = 20_000;

export const Doing = z.enum(['looking', 'acting']);
export type Doing = z.infer<typeof Doing>;

export const Present = Person.extend({ roles: z.array(Role), doing: Doing });
export type Present = z.infer<typeof Present>;

/**
 * Carries no `commandId` and leaves no record, neither of the command nor of the look: it says what holds for less
 * than a minute, saying it twice says it once, and a log of it would be a log of what officers look at.
 */
export const tellPresence = endpoint({
  id: 'matter.presence',
  method: 'POST',
  path: '/api/matters/:matterId/presence',
  permission: 'queue.read',
  summary: 'Say that I have a matter before me, and hear which colleagues have; nothing of it is kept',
  params: z.object({ matterId: z.string().min(1).max(64) }),
  body: z.object({ doing: z.enum([...Doing.options, 'gone']) }),
  reply: z.object({ people: z.array(Present) }),
});
