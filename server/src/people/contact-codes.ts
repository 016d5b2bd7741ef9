import { randomInt } from 'node:crypto';
import { Problem } from '@heliu/contract/problem';
import type { Db, Trx } from '../kernel/db.ts';
import type { Secrets } from '../kernel/secret.ts';
import { hashToken } from './token.ts';

export const codeMinutes = 15;
const attemptsPerCode = 5;
/** Codes asked for again while older ones are on their way: any of the latest works. */
const codesAtOnce = 3;

export type CodePurpose = 'signUp' | 'recovery';

/** A code is for one purpose, one address as it was typed, and one browser. */
export interface CodeKey {
  readonly purpose: CodePurpose;
  readonly contact: string;
  /** Cookie of the browser that asked. */
  readonly asker: string;
}

const contactMac = (secrets: Secrets, key: CodeKey): Buffer =>
  secrets.mac('contact', key.purpose, key.contact);

const codeMac = (secrets: Secrets, key: CodeKey, code: string): Buffer =>
  secrets.mac('contact code', key.purpose, key.contact, key.asker, code);

/** Makes a code and keeps its hash. @returns the code, for the message alone. */
export async function issueCode(
  trx: Trx,
  secrets: Secrets,
  key: CodeKey,
  { accountId, at }: { readonly accountId: number | null; readonly at: number },
): Promise<{ code: string; expiresAt: number }> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = at + codeMinutes * 60_000;
  await trx
    .insertInto('people.contact_codes')
    .values({
      purpose: key.purpose,
      contact_mac: contactMac(secrets, key),
      asker_hash: hashToken(key.asker),
      code_mac: codeMac(secrets, key, code),
      account_id: accountId,
      created_at: new Date(at),
      expires_at: new Date(expiresAt),
    })
    .execute();
  return { code, expiresAt };
}

/**
 * Compares a code with those this browser asked for; a wrong one counts against them all.
 * @returns the id of the code, to be used up in the transaction that acts on it.
 * @throws Problem `auth.sentCode`.
 */
export async function checkCode(
  db: Db,
  secrets: Secrets,
  key: CodeKey,
  { code, at }: { readonly code: string; readonly at: number },
): Promise<number> {
  const matching = await db.transaction().execute(async (trx) => {
    const live = await trx
      .selectFrom('people.contact_codes')
      .select(['id', 'code_mac'])
      .where('contact_mac', '=', contactMac(secrets, key))
      .where('purpose', '=', key.purpose)
      .where('asker_hash', '=', hashToken(key.asker))
      .where('used_at', 'is', null)
      .where('expires_at', '>', new Date(at))
      .where('attempts', '<', attemptsPerCode)
      .orderBy('id', 'desc')
      .limit(codesAtOnce)
      .forUpdate()
      .execute();
    const wanted = codeMac(secrets, key, code);
    const found = live.find((row) => row.code_mac.equals(wanted));
    if (found === undefined && live.length > 0) {
      await trx
        .updateTable('people.contact_codes')
        .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
        .where(
          'id',
          'in',
          live.map(({ id }) => id),
        )
        .execute();
    }
    return found?.id;
  });
  if (matching === undefined) throw new Problem('auth.sentCode');
  return matching;
}

/** Uses a checked code up. @returns the account it recovers. @throws Problem `auth.sentCode` when it was used meanwhile. */
export async function useCode(trx: Trx, id: number, at: number): Promise<number | null> {
  const used = await trx
    .updateTable('people.contact_codes')
    .set({ used_at: new Date(at) })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst();
  if (used === undefined) throw new Problem('auth.sentCode');
  return used.account_id;
}
