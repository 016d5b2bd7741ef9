import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Db, Trx } from '../kernel/db.ts';
import type { Secrets } from '../kernel/secret.ts';

const issuer = 'Heliu 合流';
const periodSeconds = 30;
/** A code of the period before or after is taken too: phones' clocks stray. */
const strayPeriods = 1;
const recoveryCodeCount = 10;
/** Without I, L, O and U, which are read as something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const sealPurpose = 'authenticator';

export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

function generator(secret: string, label: string): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: periodSeconds, digits: 6 });
}

/** A fresh authenticator key, sealed for this account. */
export const newSealedKey = (secrets: Secrets, accountId: number): Buffer =>
  secrets.seal(sealPurpose, new Secret({ size: 20 }).base32, String(accountId));

/** @throws Error when HELIU_SECRET is not the one the key was sealed with. */
function openKey(secrets: Secrets, accountId: number, sealed: Buffer): string {
  const secret = secrets.open(sealPurpose, sealed, String(accountId));
  if (secret === undefined) {
    throw new Error(`The authenticator key of account ${accountId} does not open: HELIU_SECRET has changed.`);
  }
  return secret;
}

export function describeKey(secrets: Secrets, accountId: number, sealed: Buffer, label: string): Enrolment {
  const secret = openKey(secrets, accountId, sealed);
  return { secret, uri: generator(secret, label).toString() };
}

/**
 * Takes a code of the authenticator, once: the time step of the last one is kept, and that code and all before it are
 * refused from then on.
 */
export async function takeTotp(
  db: Db | Trx,
  secrets: Secrets,
  { accountId, code, confirmed }: { accountId: number; code: string; confirmed: boolean },
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('people.authenticators')
    .select('sealed_secret')
    .where('account_id', '=', accountId)
    .where('confirmed_at', confirmed ? 'is not' : 'is', null)
    .executeTakeFirst();
  if (row === undefined) return false;
  const totp = generator(openKey(secrets, accountId, row.sealed_secret), '');
  const delta = totp.validate({ token: code, timestamp: now, window: strayPeriods });
  if (delta === null) return false;
  const step = Math.floor(now / 1000 / periodSeconds) + delta;
  const taken = await db
    .updateTable('people.authenticators')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .returning('account_id')
    .executeTakeFirst();
  return taken !== undefined;
}

const macOf = (secrets: Secrets, accountId: number, code: string): Buffer =>
  secrets.mac('recovery code', String(accountId), code);

/** Takes a recovery code, once. @returns how many are left, or undefined when it is none. */
async function takeRecoveryCode(
  db: Db | Trx,
  secrets: Secrets,
  { accountId, code }: { accountId: number; code: string },
  now: number,
): Promise<number | undefined> {
  const taken = await db
    .updateTable('people.recovery_codes')
    .set({ used_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('code_mac', '=', macOf(secrets, accountId, code))
    .where('used_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst();
  if (taken === undefined) return undefined;
  const { left } = await db
    .selectFrom('people.recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return left;
}

export interface TakenFactor {
  /** Null where the code was the authenticator's. */
  readonly recoveryCodesLeft: number | null;
}

/** A code of either kind. */
export async function takeFactor(
  db: Db | Trx,
  secrets: Secrets,
  given: { accountId: number; code: string },
  now: number,
): Promise<TakenFactor | undefined> {
  if (/^\d{6}$/.test(given.code)) {
    const taken = await takeTotp(db, secrets, { ...given, confirmed: true }, now);
    return taken ? { recoveryCodesLeft: null } : undefined;
  }
  const left = await takeRecoveryCode(db, secrets, given, now);
  return left === undefined ? undefined : { recoveryCodesLeft: left };
}

const newRecoveryCode = (): string => {
  const text = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)] ?? '').join('');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
};

/** Puts fresh recovery codes in place of the old ones. @returns them, for the one time they are shown. */
export async function replaceRecoveryCodes(trx: Trx, secrets: Secrets, accountId: number): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
  await trx.deleteFrom('people.recovery_codes').where('account_id', '=', accountId).execute();
  await trx
    .insertInto('people.recovery_codes')
    .values(codes.map((code) => ({ account_id: accountId, code_mac: macOf(secrets, accountId, code) })))
    .execute();
  return codes;
}

/** Takes the authenticator and its recovery codes off an account. @returns whether there was one in force. */
export async function removeFactor(trx: Trx, accountId: number): Promise<boolean> {
  await trx.deleteFrom('people.recovery_codes').where('account_id', '=', accountId).execute();
  const removed = await trx
    .deleteFrom('people.authenticators')
    .where('account_id', '=', accountId)
    .returning('confirmed_at')
    .executeTakeFirst();
  return removed !== undefined && removed.confirmed_at !== null;
}
