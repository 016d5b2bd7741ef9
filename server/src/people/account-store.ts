import type { Role } from '@heliu/contract/permission';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';
import type { AccountKind } from './session-store.ts';

/** A role as it is kept: its scope resolved against the city. */
export interface GrantRow {
  readonly role: Role;
  readonly placeCode: string | null;
  readonly placePath: string | null;
  readonly unitCode: string | null;
  /** `placePath`, or the path of the division the unit stands for. */
  readonly reachPath: string;
}

export interface NewAccount {
  /** `key` is what an API key acts as; nobody signs in to it. */
  readonly kind: AccountKind | 'key';
  readonly login: string;
  readonly displayName: string;
  /** Of staff alone. */
  readonly displayNameEn?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly passwordHash: string | null;
  readonly mustChangePassword?: boolean;
  readonly language: Language;
  readonly unitCode?: string | null;
  readonly homePath: string;
  readonly grants: readonly GrantRow[];
}

/** Inserts accounts with their grants, in the order given. @returns their ids in that order. */
export async function insertAccounts(
  trx: Trx | Db,
  accounts: readonly NewAccount[],
  by: { readonly at: number; readonly accountId: number | null },
): Promise<number[]> {
  if (accounts.length === 0) return [];
  const rows = JSON.stringify(accounts);
  const at = new Date(by.at);
  const { rows: made } = await sql<{ id: number }>`
    WITH given AS (
      SELECT ordinality AS no, e.* FROM ROWS FROM (jsonb_to_recordset(${rows}::jsonb) AS (
        kind text, login text, "displayName" text, "displayNameEn" text, email text, phone text, "passwordHash" text,
        "mustChangePassword" boolean, language text, "unitCode" text, "homePath" text, grants jsonb))
        WITH ORDINALITY AS e(kind, login, display_name, display_name_en, email, phone, password_hash, must_change_password, language,
          unit_code, home_path, grants, ordinality)),
    added AS (
      INSERT INTO people.accounts (kind, login, display_name, display_name_en, email, phone, password_hash, must_change_password,
        language, unit_code, home_path, created_at)
      SELECT kind, login, display_name, display_name_en, email, phone, password_hash, coalesce(must_change_password, false),
        language, unit_code, home_path, ${at} FROM given ORDER BY no
      RETURNING id, login),
    granted AS (
      INSERT INTO people.grants (account_id, role, place_code, place_path, unit_code, reach_path, granted_at, granted_by)
      SELECT added.id, g.role, g."placeCode", g."placePath", g."unitCode", g."reachPath", ${at}, ${by.accountId}
      FROM given JOIN added USING (login), jsonb_to_recordset(given.grants) AS g(
        role text, "placeCode" text, "placePath" text, "unitCode" text, "reachPath" text))
    SELECT added.id FROM given JOIN added USING (login) ORDER BY given.no`.execute(trx);
  return made.map(({ id }) => id);
}

export interface SignInAccount {
  readonly id: number;
  readonly kind: AccountKind;
  readonly login: string;
  readonly password_hash: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Whether it was found by its phone number. */
  readonly by_phone: boolean;
  readonly language: Language;
  readonly totp: boolean;
}

/** A phone number as it is kept: without hyphens, one of mainland China with the country code. */
const asPhone = (typed: string): string => typed.replaceAll('-', '').replace(/^(1\d{10})$/, '+86$1');
const asTyped = (phone: string): string => phone.replace(/^\+86(1\d{10})$/, '$1');

/** An account, open or closed, that has an address already, as login or as contact. */
export async function findByContact(
  db: Db | Trx,
  contact: string,
): Promise<{ id: number; language: Language } | undefined> {
  const { rows } = await sql<{ id: number; language: Language }>`
    SELECT id, language FROM people.accounts
    WHERE lower(login) IN (${contact}, ${asPhone(contact)}, ${asTyped(contact)})
      OR lower(email) = ${contact} OR phone = ${asPhone(contact)} LIMIT 1`.execute(db);
  return rows[0];
}

/** The active account that a person means by a login, an e-mail address or a phone number; a login wins. */
export async function findByLogin(db: Db | Trx, given: string): Promise<SignInAccount | undefined> {
  const { rows } = await sql<SignInAccount>`
    SELECT a.id, a.kind, a.login, a.password_hash, a.email, a.phone, a.language,
      a.phone IS NOT DISTINCT FROM ${asPhone(given)} AS by_phone,
      EXISTS (SELECT FROM people.authenticators t
        WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS totp
    FROM people.accounts a
    WHERE a.status = 'active'
      AND (lower(a.login) = ${given} OR lower(a.email) = ${given} OR a.phone = ${asPhone(given)})
    ORDER BY (lower(a.login) = ${given}) DESC LIMIT 1`.execute(db);
  return rows[0];
}
