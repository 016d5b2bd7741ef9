import { randomUUID } from 'node:crypto';
import type { Role } from '@heliu/contract/permission';
import type { Language } from '@heliu/contract/text';
import { createPasswords, insertAccounts, openSession } from '../src/people/index.ts';
import type { TestApp } from './harness.ts';

/** A role over a place, by path, or in a unit whose division lies at `reach`. */
export interface GivenGrant {
  readonly role: Role;
  readonly place?: string;
  readonly unit?: string;
  readonly reach?: string;
}

export interface GivenAccount {
  readonly kind?: 'staff' | 'resident';
  readonly login?: string;
  readonly displayName?: string;
  readonly displayNameEn?: string;
  readonly language?: Language;
  readonly email?: string;
  readonly phone?: string;
  /** Hashed with the product's own parameters, so leave it out where nobody signs in with it. */
  readonly password?: string;
  readonly mustChangePassword?: boolean;
  readonly unit?: string;
  readonly home?: string;
  readonly grants?: readonly GivenGrant[];
}

export interface TestAccount {
  readonly id: number;
  readonly login: string;
  /** Bearer token of a session of its own. */
  readonly token: string;
}

const passwords = createPasswords();

/** An account with a session, made in the database; signing in has tests of its own. */
export async function giveAccount(app: TestApp, given: GivenAccount = {}): Promise<TestAccount> {
  const kind = given.kind ?? 'staff';
  const login = given.login ?? `u${randomUUID().slice(0, 13)}`;
  const at = app.clock.now();
  const [id = 0] = await insertAccounts(
    app.db,
    [
      {
        kind,
        login,
        displayName: given.displayName ?? '测试员',
        displayNameEn: given.displayNameEn ?? null,
        email: given.email ?? null,
        phone: given.phone ?? null,
        passwordHash: given.password === undefined ? null : await passwords.hash(given.password),
        mustChangePassword: given.mustChangePassword ?? false,
        language: given.language ?? 'zh',
        unitCode: given.unit ?? null,
        homePath: given.home ?? given.grants?.[0]?.place ?? given.grants?.[0]?.reach ?? 'd',
        grants: (given.grants ?? []).map(({ role, place, unit, reach }) => ({
          role,
          placeCode: place?.split('/').at(-1) ?? null,
          placePath: place ?? null,
          unitCode: unit ?? null,
          reachPath: place ?? reach ?? 'd',
        })),
      },
    ],
    { at, accountId: null },
  );
  const { token } = await openSession(app.db, { accountId: id, kind, userAgent: 'test', at });
  return { id, login, token };
}
