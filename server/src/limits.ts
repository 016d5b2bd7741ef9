import type { Actor } from './kernel/actor.ts';
import type { Kernel } from './kernel/kernel.ts';
import { networkOf } from './kernel/network.ts';
import { createRateLimit } from './kernel/rate-limit.ts';
import type { Context } from './kernel/route.ts';

type AnyContext = Context<Actor | null>;

/** One key per signed-in account, and per network for everybody else: whoever has a /64 has an address for each request. */
export const keyOf = ({ actor, clientAddress }: AnyContext): string =>
  actor === null ? `network ${networkOf(clientAddress)}` : `account ${actor.accountId}`;

/** A key sees what staff see, and is a program. */
const isStaff = (actor: Actor | null): boolean =>
  actor?.key === undefined && actor?.grants.some(({ role }) => role !== 'resident') === true;

/** How often files are uploaded: an officer comes back from a day without a network with all of its photos at once. */
export function uploadLimit({ clock }: Kernel): (context: AnyContext) => Promise<void> {
  const uploads = createRateLimit(clock, { burst: 30, perMinute: 10 });
  const ofStaff = createRateLimit(clock, { burst: 200, perMinute: 30 });
  return async (context) => (isStaff(context.actor) ? ofStaff : uploads).take(keyOf(context));
}

/** A limit for each asker; a key has its own rate, which was taken from before. */
export function limitOf({ clock }: Kernel, rate: { burst: number; perMinute: number }) {
  const limit = createRateLimit(clock, rate);
  return async (context: AnyContext): Promise<void> => {
    if (context.actor?.key === undefined) limit.take(keyOf(context));
  };
}

/** Few for whoever asks, and fewer for the address asked for, so that nobody's mailbox is filled. */
export function recoveryLimit({ clock }: Kernel): (context: AnyContext, contact: string) => Promise<void> {
  const askers = createRateLimit(clock, { burst: 6, perMinute: 0.5 });
  const contacts = createRateLimit(clock, { burst: 3, perMinute: 0.1 });
  return async (context, contact) => {
    askers.take(keyOf(context));
    contacts.take(contact);
  };
}
