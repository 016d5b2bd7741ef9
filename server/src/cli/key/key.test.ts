import { searchPlaces } from '@heliu/contract/city/search';
import { listKeys } from '@heliu/contract/keys';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveAccount } from '../../../test/factories.ts';
import { startTestApp, type TestApp } from '../../../test/harness.ts';
import { heliu } from '../test-cli.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  // The command line goes by real time, the test's server by its own.
  app.clock.set(Date.now());
});
afterAll(() => app.close());

const key = async (...args: string[]) => {
  const spoken = await heliu(['--lang', 'en', 'key', ...args], {
    DATABASE_URL: app.database.url,
    HELIU_SECRET: 'a secret of the tests, long enough',
  });
  return { code: spoken.code, out: spoken.out, err: spoken.err };
};
const said = (spoken: { out: string }): unknown => JSON.parse(spoken.out);

const search = (token: string) =>
  app.inject({ url: `${searchPlaces.path}?q=t1`, headers: { authorization: `Bearer ${token}` } });

test('a key of the command line works until it is revoked there, and administrators see both', async () => {
  const made = said(
    await key('create', '街道小程序', '--scope', 'public.read', '--place', 't1', '--json'),
  ) as {
    id: number;
    token: string;
  };
  expect(made).toMatchObject({ scopes: ['public.read'], placeCode: 't1', perMinute: 60 });
  expect((await search(made.token)).statusCode).toBe(200);

  const { keys } = said(await key('list', '--json')) as { keys: { id: number; state: string }[] };
  expect(keys).toMatchObject([{ id: made.id, name: '街道小程序', state: 'active', createdBy: '' }]);
  expect((await key('list')).out).toMatch(
    new RegExp(`^${made.id}\theliu_\\S{6}\t街道小程序\tactive\tt1\tpublic.read`),
  );
  expect(JSON.stringify(keys)).not.toContain(made.token);

  expect(said(await key('revoke', String(made.id), '--json'))).toMatchObject({ state: 'revoked' });
  await expect.poll(async () => (await search(made.token)).statusCode, { timeout: 30_000 }).toBe(401);
  expect((await key('revoke', String(made.id))).code).toBe(0);
  const administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  const { rows } = await app.call(listKeys, {}, administrator.token);
  expect(rows).toMatchObject([{ id: made.id, state: 'revoked' }]);
  const told = await app.db
    .selectFrom('log.events')
    .select('kind')
    .where('subject', '=', `key:${made.id}`)
    .orderBy('id')
    .execute();
  expect(told.map(({ kind }) => kind)).toEqual(['key.created', 'key.revoked']);
});

test('what will not do is named, and nothing is made', async () => {
  const wrong: [string, string[]][] = [
    ['--scope', ['create', 'Acme', '--scope', 'everything']],
    ['--per-minute', ['create', 'Acme', '--scope', 'public.read', '--per-minute', '0']],
    ['--days', ['create', 'Acme', '--scope', 'public.read', '--days', '9999']],
    ['nowhere', ['create', 'Acme', '--scope', 'public.read', '--place', 'nowhere']],
    ['<name>', ['create', 'A', '--scope', 'public.read']],
  ];
  for (const [named, args] of wrong) {
    const { code, err } = await key(...args);
    expect([code, err.includes(named)]).toEqual([2, true]);
  }
  expect((await key('create', 'Acme')).code).toBe(2);
  expect(await key('revoke', '999999')).toMatchObject({ code: 1 });
  expect(await key('revoke', 'x')).toMatchObject({ code: 1 });
  const { keys } = said(await key('list', '--json')) as { keys: { name: string }[] };
  expect(keys.filter(({ name }) => name === 'Acme')).toEqual([]);
});

test('the help names every scope', async () => {
  const { out } = await key('create', '--help');
  expect(out).toContain('open311.update');
  expect((await heliu(['--lang', 'zh', '--help'])).out).toContain('API 密钥：新建、查看、吊销');
});
