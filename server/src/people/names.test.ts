import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import {
  listColleagues,
  getHistory,
  getMatter,
  listMatters,
  matterActs,
  tellPresence,
} from '@heliu/contract/matter';
import {
  createAccount,
  getAccount,
  getSession,
  listAccounts,
  setLanguage,
  updateAccount,
} from '@heliu/contract/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let clerk: TestAccount;
let reader: TestAccount;
let plumber: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  clerk = await giveAccount(app, {
    displayName: '受理员甲',
    displayNameEn: 'Operator A',
    grants: [{ role: 'operator', place: 'd/t1' }],
  });
  reader = await giveAccount(app, { language: 'en', grants: [{ role: 'operator', place: 'd/t1' }] });
  plumber = await giveAccount(app, {
    displayName: '水工乙',
    displayNameEn: 'Plumber B',
    grants: [{ role: 'handler', unit: 'water', reach: 'd' }],
  });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });

test('whoever reads a matter is told its people in the language of the reader', async () => {
  const { matterId } = await giveMatter(app, clerk);
  const params = { matterId };
  await app.call(matterActs.signFor, { params, body: { ...command(), workOrderNo: 1 } }, plumber.token);
  const seen = async ({ token }: TestAccount) => {
    const matter = await app.call(getMatter, { params }, token);
    const { rows } = await app.call(listMatters, { query: { limit: 100 } }, token);
    const { entries } = await app.call(getHistory, { params }, token);
    const query = { unitId: 'water', part: 'hold' as const };
    const { people } = await app.call(listColleagues, { params, query }, token);
    const present = await app.call(tellPresence, { params, body: { doing: 'looking' } }, token);
    return {
      holder: matter.holder?.name,
      people: matter.people.map(({ name }) => name).toSorted(),
      listed: rows.find((row) => row.matterId === matterId)?.holder?.name,
      history: [...new Set(entries.map(({ by }) => by?.name))],
      colleagues: people.map(({ name }) => name),
      present: present.people.map(({ name }) => name),
    };
  };
  await app.call(tellPresence, { params, body: { doing: 'looking' } }, plumber.token);
  await expect.poll(async () => (await seen(reader)).present).toEqual(['Plumber B']);
  expect(await seen(reader)).toEqual({
    holder: 'Plumber B',
    people: ['Operator A', 'Plumber B'],
    listed: 'Plumber B',
    history: ['Operator A', 'Plumber B'],
    colleagues: ['Plumber B'],
    present: ['Plumber B'],
  });
  expect(await seen(clerk)).toMatchObject({
    holder: '水工乙',
    people: ['受理员甲', '水工乙'],
    listed: '水工乙',
    history: ['受理员甲', '水工乙'],
    colleagues: ['水工乙'],
  });
});

test('administrators keep both names; one that is not sent stays, and residents have the one they gave', async () => {
  const admin = await giveAccount(app, { language: 'en', grants: [{ role: 'administrator', place: 'd' }] });
  const body = {
    ...command(),
    login: `n${randomUUID().slice(0, 12)}`,
    displayName: '网格员 0001',
    displayNameEn: 'Grid officer 0001',
    email: null,
    language: 'en' as const,
    password: 'correct horse battery',
    unitCode: null,
    roles: [{ role: 'officer' as const, scope: { kind: 'place' as const, code: 'g1' } }],
  };
  const made = await app.call(createAccount, { body }, admin.token);
  const names = { zh: '网格员 0001', en: 'Grid officer 0001' };
  expect(made).toMatchObject({ displayName: names.en, names });
  const found = await app.call(listAccounts, { query: { q: 'officer 0001', limit: 10 } }, admin.token);
  expect(found.rows).toMatchObject([{ id: made.id, displayName: names.en }]);

  const params = { id: made.id };
  const change = (version: number, displayNameEn?: string | null) => ({
    params,
    body: {
      ...command(),
      version,
      displayName: '网格员 0002',
      email: null,
      language: 'en' as const,
      ...(displayNameEn === undefined ? {} : { displayNameEn }),
    },
  });
  const kept = await app.call(updateAccount, change(1), admin.token);
  expect(kept.names).toEqual({ zh: '网格员 0002', en: names.en });
  const cleared = await app.call(updateAccount, change(2, null), admin.token);
  expect(cleared).toMatchObject({ displayName: '网格员 0002', names: { zh: '网格员 0002', en: null } });

  const resident = await giveAccount(app, { kind: 'resident', displayName: '王女士' });
  const wrong = { ...change(1, 'Ms Wang'), params: { id: resident.id } };
  const refused = await app.refuse(updateAccount, wrong, admin.token);
  expect(refused).toMatchObject({ code: 'input.invalid', errors: [{ field: 'displayNameEn' }] });
  const shown = await app.call(getAccount, { params: { id: resident.id } }, admin.token);
  expect(shown).toMatchObject({ displayName: '王女士', names: { zh: '王女士', en: null } });
});

test('one’s own name follows the language at once', async () => {
  const own = async () => (await app.call(getSession, {}, plumber.token)).account?.displayName;
  expect(await own()).toBe('水工乙');
  await app.call(setLanguage, { body: { ...command(), language: 'en' } }, plumber.token);
  expect(await own()).toBe('Plumber B');
});

/** Rooms that write names, find accounts by them, or show the names of residents alone. */
const mayReadTheColumn = new Set([
  'kernel/account-name.ts',
  'kernel/tables.ts',
  'people/account-list.ts',
  'people/account-profile.ts',
  'people/account-store.ts',
  'people/account-view.ts',
  'people/session-store.ts',
  'people/upkeep.ts',
  'cli/user/list.ts',
]);

test('names are chosen in one place: no other query reads the column', () => {
  const source = new URL('../', import.meta.url);
  const reads = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !mayReadTheColumn.has(file))
    .filter((file) => readFileSync(new URL(file, source), 'utf8').includes('display_name'));
  expect(reads).toEqual([]);
});
