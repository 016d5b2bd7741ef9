import { isoInZone } from '@heliu/contract/deadline/local-time';
import { keyPattern, scopePermissions } from '@heliu/contract/keys';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Actor } from '../kernel/actor.ts';
import { languageOf } from '../kernel/language.ts';
import { createSharedRateLimit } from '../kernel/shared-rate-limit.ts';
import type { KeysRoom } from './room.ts';
import { hashKey, keysChannel, readKeys, scopesOf, type StoredKey } from './store.ts';

export interface KeyAuthenticator {
  /**
   * Whoever sends a key by `Authorization: Bearer`; undefined where none is sent.
   * @throws Problem `key.invalid`, `request.tooMany`.
   */
  authenticate(request: FastifyRequest): Promise<Actor | undefined>;
  /** The same for a key that came another way, as Open311's `api_key`. */
  actorOf(token: string, language: Language): Promise<Actor>;
}

/** After a pause a key may do a third of its minute at once. */
const burstOf = (perMinute: number): number => Math.max(5, Math.ceil(perMinute / 3));

/**
 * Keys by the hash of what was sent, kept in process for 30 s. A change announces itself and every process forgets; the
 * 30 s only bound what a lost announcement can do.
 */
export function createKeyAuthenticator({ kernel, listener, hooks }: KeysRoom): KeyAuthenticator {
  const { db, clock, log } = kernel;
  const known = new LRUCache<string, StoredKey>({ max: 2000, ttl: 30_000 });
  const limit = createSharedRateLimit(kernel, 'key', { burst: 20, perMinute: 60 });
  let generation = 0;
  const forget = () => {
    generation += 1;
    known.clear();
  };
  listener.on(keysChannel, forget);
  listener.onGap(forget);

  const find = async (token: string): Promise<StoredKey | undefined> => {
    const tokenHash = hashKey(token);
    const cacheKey = tokenHash.toString('latin1');
    const cached = known.get(cacheKey);
    if (cached !== undefined) return cached;
    const before = generation;
    const [row] = await readKeys(db, sql<boolean>`k.token_hash = ${tokenHash}`, 'zh');
    if (row !== undefined && before === generation) known.set(cacheKey, row);
    return row;
  };

  /** Notes the day of use; once a day and key and process. */
  const touch = (key: StoredKey) => {
    const zone = hooks.findCurrent()?.pack.timeZone ?? 'UTC';
    const today = isoInZone(clock.now(), zone).slice(0, 10);
    if (key.last_used_on !== null && key.last_used_on >= today) return;
    for (const [cacheKey, row] of known.entries()) {
      if (row.id === key.id) known.set(cacheKey, { ...row, last_used_on: today });
    }
    db.updateTable('keys.keys')
      .set({ last_used_on: sql`${today}::date` })
      .where('id', '=', key.id)
      .execute()
      .catch((error: unknown) => log.error('use of a key not noted', { keyId: key.id, error }));
  };

  const actorOf = async (token: string, language: Language): Promise<Actor> => {
    const key = keyPattern.test(token) ? await find(token) : undefined;
    if (key === undefined || key.revoked_at !== null || key.expires_at.getTime() <= clock.now()) {
      throw new Problem('key.invalid');
    }
    await limit.take(key.id, { burst: burstOf(key.per_minute), perMinute: key.per_minute });
    touch(key);
    return actorFor(key, hooks.findCurrent()?.findPlace(key.place_code)?.path ?? key.place_path, language);
  };
  return {
    actorOf,
    authenticate: async ({ headers }) => {
      const token = /^Bearer (heliu_\S*)$/i.exec(headers.authorization ?? '')?.[1];
      return token === undefined ? undefined : actorOf(token, languageOf(headers['accept-language']));
    },
  };
}

/** Sees matters as a leader of the place does, who decides nothing; what it may do at all, its scopes say. Names are told in the language asked for. */
function actorFor(key: StoredKey, placePath: string, language: Language): Actor {
  const scopes = scopesOf(key);
  return {
    accountId: key.account_id,
    sessionId: `key:${key.id}`,
    displayName: key.name,
    language,
    grants: [{ role: 'leader', placePath, unitId: null }],
    permissions: new Set(scopes.flatMap((scope) => scopePermissions[scope])),
    key: { id: key.id, scopes: new Set(scopes) },
  };
}
