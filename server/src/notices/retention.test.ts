import { registerMatter } from '@heliu/contract/matter';
import { expect, onTestFinished, test } from 'vitest';
import { giveAccount } from '../../test/factories.ts';
import { leak } from '../../test/matters.ts';
import { follow, roomOf, startQuietApp } from '../../test/notices.ts';
import { startMailServer } from '../../test/smtp.ts';
import { createCarriers } from './carriers.ts';
import { retentionChore } from './retention.ts';

const dayMs = 86_400_000;

test('what people were told is deleted with its messages after 180 days, and nothing younger', async () => {
  const mail = await startMailServer();
  const app = await startQuietApp({ smtpUrl: mail.url, origin: 'https://city.example' });
  onTestFinished(async () => {
    await app.close();
    await mail.close();
  });
  const begun = Date.parse('2026-01-05T10:00:00+08:00');
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const room = roomOf(app, { carriers: createCarriers(app.config) });
  const register = async (at: number) => {
    app.clock.set(at);
    const reporter = { name: '王女士', email: 'wang@heliu.test' };
    await app.call(registerMatter, { body: { ...leak(), reporter } }, operator.token);
    await follow(app, room);
  };
  const left = async () => {
    const [notices, deliveries, carried] = await Promise.all([
      app.db.selectFrom('notices.notices').select('at').execute(),
      app.db.selectFrom('notices.deliveries').select('created_at').execute(),
      app.db.selectFrom('notices.carried').select('notice_id').execute(),
    ]);
    return { notices: notices.length, deliveries: deliveries.length, carried: carried.length };
  };
  const chore = retentionChore(app);

  await register(begun);
  const first = await left();
  expect(Math.min(first.notices, first.deliveries, first.carried)).toBeGreaterThan(0);
  await register(begun + dayMs);
  const both = await left();

  app.clock.set(begun + 180 * dayMs);
  expect([await chore.count(), await chore.run()]).toEqual([0, 0]);
  expect(await left()).toEqual(both);

  app.clock.set(begun + 180 * dayMs + dayMs / 2);
  expect(await chore.count()).toBe(first.notices);
  expect(await chore.run()).toBe(first.notices);
  expect(await left()).toEqual({
    notices: both.notices - first.notices,
    deliveries: both.deliveries - first.deliveries,
    carried: both.carried - first.carried,
  });
});
