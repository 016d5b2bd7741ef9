import { listCirculars } from '@heliu/contract/organisation/circulars';
import { listOrganisations } from '@heliu/contract/organisation/desk';
import { listOwnOrganisations } from '@heliu/contract/organisation/own';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp } from '../../test/harness.ts';
import { demoResident } from './accounts.ts';
import { loadOrganisations } from './organisations.ts';

test('the demo has organisations to verify, and notices and orders of which one is overdue, once', async () => {
  const app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app);
  const clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const resident = await giveAccount(app, { kind: 'resident', displayName: '演示居民' });
  const until = app.clock.now();
  await sql`INSERT INTO demo.loads (until, days, per_day) VALUES (${new Date(until)}, 1, 1)`.execute(app.db);
  const accountIds = new Map([
    ['operator-01', clerk.id],
    [demoResident, resident.id],
  ]);
  await loadOrganisations(app, { city: app.city.current(), accountIds, until });
  await loadOrganisations(app, { city: app.city.current(), accountIds, until });
  const all = await app.call(listOrganisations, {}, clerk.token);
  expect(all.rows.map(({ state }) => state).toSorted()).toEqual([
    'verified',
    'verified',
    'verified',
    'verified',
    'waiting',
    'waiting',
  ]);
  const { rows } = await app.call(listCirculars, {}, clerk.token);
  expect(rows.map(({ title, counts }) => [title, counts.all])).toEqual([
    ['冬季消防安全自查', 4],
    ['低温天气管道防冻检查', 3],
    ['周末分段停水通知', 4],
  ]);
  const own = await app.call(listOwnOrganisations, {}, resident.token);
  expect(
    new Set(own.organisations.map(({ state, toRead, toAnswer }) => `${state} ${toRead} ${toAnswer}`)),
  ).toEqual(new Set(['verified 1 2', 'waiting 0 0']));
  await app.close();
});
