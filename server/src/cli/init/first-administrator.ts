import { randomInt } from 'node:crypto';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Language } from '@heliu/contract/text';
import { compileCity } from '../../city/index.ts';
import type { Db } from '../../kernel/db.ts';
import { createPasswords, openAccount, resolveGrant, rootPath } from '../../people/index.ts';
import { CliFault } from '../fault.ts';

export interface FirstAdministrator {
  readonly login: string;
  /** Shown once, to be changed at the first sign-in. */
  readonly password: string;
}

interface Person {
  readonly login: string;
  readonly displayName: string;
  readonly displayNameEn?: string | null;
  readonly email: string | null;
  readonly language: Language;
}

/** An administrator over the whole district. @returns undefined when there is one already. */
export async function makeFirstAdministrator(
  db: Db,
  pack: CityPack,
  person: Person,
): Promise<FirstAdministrator | undefined> {
  const there = await db
    .selectFrom('people.grants')
    .innerJoin('people.accounts', 'people.accounts.id', 'people.grants.account_id')
    .select('people.accounts.id')
    .where('role', '=', 'administrator')
    .where('status', '=', 'active')
    .limit(1)
    .executeTakeFirst();
  if (there !== undefined) return undefined;
  const city = compileCity(pack, 0);
  const grant = resolveGrant(city, 'administrator', { kind: 'place', code: pack.districtCode });
  if (grant === undefined) throw noDistrict(pack);
  const password = firstPassword();
  const passwordHash = await createPasswords().hash(password);
  await db.transaction().execute((trx) =>
    openAccount(
      trx,
      {
        ...person,
        kind: 'staff',
        passwordHash,
        mustChangePassword: true,
        homePath: rootPath(city),
        grants: [grant],
      },
      { at: Date.now(), actorId: null, commandId: null },
    ),
  );
  return { login: person.login, password };
}

/** Without letters and digits that are taken for one another; 16 of 31 signs are 79 bits. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

export const firstPassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join(''),
  ).join('-');

const noDistrict = ({ districtCode }: CityPack): CliFault =>
  new CliFault({
    zh: `城市包中没有区划 ${districtCode}。请先用 heliu city check 检查。`,
    en: `The city pack has no division ${districtCode}. Run heliu city check first.`,
  });
