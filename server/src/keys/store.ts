import { hash, randomBytes } from 'node:crypto';
import { keyPrefix, KeyScope } from '@heliu/contract/keys';
import type { Language } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';
import type { Db, Trx } from '../kernel/db.ts';

/** Tells every process that a key is not what it was. */
export const keysChannel = 'keys_changed';

export const announceKey = async (trx: Trx, keyId: number): Promise<void> => {
  await sql`SELECT pg_notify(${keysChannel}, ${String(keyId)})`.execute(trx);
};

/** 256 random bits behind a word that says what they are. */
export const newKey = (): string => `${keyPrefix}${randomBytes(32).toString('base64url')}`;

/** Nobody guesses 256 random bits, so a plain hash is enough; looking up by it tells a guesser nothing by its time. */
export const hashKey = (token: string): Buffer => hash('sha256', token, 'buffer');

export interface StoredKey {
  readonly id: number;
  readonly account_id: number;
  readonly name: string;
  readonly token_start: string;
  readonly scopes: readonly string[];
  readonly place_code: string;
  readonly place_path: string;
  readonly per_minute: number;
  readonly created_at: Date;
  readonly created_by_name: string | null;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  /** `YYYY-MM-DD`. */
  readonly last_used_on: string | null;
  readonly version: number;
}

export async function readKeys(
  db: Db | Trx,
  which: RawBuilder<boolean>,
  language: Language,
): Promise<StoredKey[]> {
  const { rows } = await sql<StoredKey>`
    SELECT k.id, k.account_id, k.name, k.token_start, k.scopes, k.place_code, k.place_path, k.per_minute, k.created_at,
      ${nameOf(language)} AS created_by_name, k.expires_at, k.revoked_at, k.last_used_on::text, k.version
    FROM keys.keys k LEFT JOIN people.accounts a ON a.id = k.created_by
    WHERE ${which} ORDER BY k.id DESC`.execute(db);
  return rows;
}

/** Scopes that this version of the product knows. */
export const scopesOf = ({ scopes }: Pick<StoredKey, 'scopes'>): KeyScope[] =>
  scopes.flatMap((name) => {
    const scope = KeyScope.safeParse(name);
    return scope.success ? [scope.data] : [];
  });
