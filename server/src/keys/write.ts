import type { KeyScope } from '@heliu/contract/keys';
import { longestKeyDays } from '@heliu/contract/keys';
import { Problem } from '@heliu/contract/problem';
import type { Place } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { KeysHooks } from './room.ts';
import { announceKey, hashKey, newKey, type StoredKey } from './store.ts';

const dayMs = 86_400_000;
const startLength = 12;

interface NewKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly place: Pick<Place, 'code' | 'path'>;
  readonly perMinute: number;
  readonly expiresAt: string;
}

/** Who acts, and when; no account where the act comes from the command line of the server. */
interface KeyFacts {
  readonly at: number;
  readonly actorId: number | null;
  readonly commandId: string;
}

/** @throws Problem `input.invalid` for an end in the past or too far away. */
export function assertEnd(expiresAt: string, now: number): void {
  const days = (Date.parse(expiresAt) - now) / dayMs;
  if (days > 0 && days <= longestKeyDays) return;
  throw new Problem('input.invalid', {
    errors: [{ field: 'expiresAt', message: `an instant within the next ${longestKeyDays} days` }],
  });
}

export const sorted = (scopes: readonly KeyScope[]): KeyScope[] => [...new Set(scopes)].toSorted();

/** Enters a key with the account that it acts as. @returns its id, and the key itself, which is kept nowhere. */
export async function insertKey(
  trx: Trx,
  openAccount: KeysHooks['openAccount'],
  { name, scopes, place, perMinute, expiresAt }: NewKey,
  facts: KeyFacts,
): Promise<{ readonly id: number; readonly token: string }> {
  assertEnd(expiresAt, facts.at);
  const token = newKey();
  const account = { login: `key-${facts.commandId}`, displayName: name, homePath: place.path };
  const { id } = await trx
    .insertInto('keys.keys')
    .values({
      account_id: await openAccount(trx, account, facts),
      name,
      token_hash: hashKey(token),
      token_start: token.slice(0, startLength),
      scopes: sorted(scopes),
      place_code: place.code,
      place_path: place.path,
      per_minute: perMinute,
      created_at: new Date(facts.at),
      created_by: facts.actorId,
      expires_at: new Date(expiresAt),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const payload = { scopes: sorted(scopes), perMinute, expiresAt };
  await appendEvents(trx, [
    { kind: 'key.created', subject: `key:${id}`, placePath: place.path, ...facts, payload },
  ]);
  return { id, token };
}

/** Ends a key, which the caller holds, for good and in every process. */
export async function endStored(
  trx: Trx,
  { id, place_path: placePath, version }: Pick<StoredKey, 'id' | 'place_path' | 'version'>,
  facts: KeyFacts,
): Promise<void> {
  await trx
    .updateTable('keys.keys')
    .set({ revoked_at: new Date(facts.at), revoked_by: facts.actorId, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await announceKey(trx, id);
  await appendEvents(trx, [{ kind: 'key.revoked', subject: `key:${id}`, placePath, ...facts }]);
}
