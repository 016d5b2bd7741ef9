import { type Doing, type Present, presenceTtlMs } from '@heliu/contract/matter/presence';
import { Role } from '@heliu/contract/permission';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { nameFor } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Listener } from '../kernel/listen.ts';

export interface Presence {
  /** Tells every process; `gone` takes the person away at once. */
  tell(matterId: string, actor: Actor, doing: Doing | 'gone'): Promise<void>;
  /** Who has the matter before them now, the actor left out. */
  others(matterId: string, actor: Actor): Present[];
}

const channel = 'matter_presence';

const Sign = z.object({
  matterId: z.string(),
  accountId: z.number(),
  displayName: z.string(),
  displayNameEn: z.string().nullable(),
  roles: z.array(Role),
  doing: z.enum(['looking', 'acting', 'gone']),
  until: z.number(),
});
type Sign = z.infer<typeof Sign>;

const maxMatters = 20_000;

/**
 * Who has which matter before them, in the memory of each process and nowhere else. Signs of life go round by NOTIFY,
 * so that several processes know of each other's people; what is not renewed is forgotten within a minute.
 */
export function createPresence({ pool, clock, log }: Kernel, listener: Listener): Presence {
  const matters = new LRUCache<string, Map<number, Sign>>({ max: maxMatters });
  const take = (sign: Sign): void => {
    const now = clock.now();
    const present = new Map([...(matters.get(sign.matterId) ?? [])].filter(([, { until }]) => until > now));
    if (sign.doing === 'gone') present.delete(sign.accountId);
    else present.set(sign.accountId, sign);
    if (present.size === 0) matters.delete(sign.matterId);
    else matters.set(sign.matterId, present);
  };
  listener.on(channel, (payload) => {
    const sign = Sign.safeParse(JSON.parse(payload));
    if (sign.success) take(sign.data);
    else log.warn('a sign of presence of another version was passed over');
  });
  return {
    tell: async (matterId, actor, doing) => {
      const sign: Sign = {
        matterId,
        accountId: actor.accountId,
        displayName: actor.displayName,
        displayNameEn: actor.displayNameEn ?? null,
        roles: [...new Set(actor.grants.map(({ role }) => role))],
        doing,
        until: clock.now() + presenceTtlMs,
      };
      await pool.query('SELECT pg_notify($1, $2)', [channel, JSON.stringify(sign)]);
    },
    others: (matterId, actor) => {
      const now = clock.now();
      return [...(matters.get(matterId)?.values() ?? [])].flatMap(
        ({ accountId, roles, doing, until, ...names }) =>
          accountId === actor.accountId || doing === 'gone' || until <= now
            ? []
            : [{ accountId: String(accountId), name: nameFor(actor.language, names), roles, doing }],
      );
    },
  };
}
