import { matterActs } from '@heliu/contract/matter';
import { figures, getClosing, listCounted } from '@heliu/contract/statistics';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { copyMonth, goldenPack, tianmen } from '../../test/golden.ts';
import { testApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

const december = { from: '2016-12-01', to: '2016-12-31' } as const;

test('December 2016 of Tianmen: as many matters through the life cycle give the published rates', async () => {
  const app = await testApp();
  await giveCity(app, goldenPack());
  await copyMonth(app.pool, app.city.current(), tianmen);
  const leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const { total, groups } = await app.call(getClosing, { query: { ...december, by: 'place' } }, leader.token);
  expect(total.figures).toMatchObject({
    accepted: 1054,
    filed: 996,
    dueToClose: 972,
    closed: 911,
    closedOnTime: 737,
    openOverdue: 972 - 911,
  });
  expect(((total.rates.closingRate ?? 0) * 100).toFixed(2)).toBe('93.72');
  expect(((total.rates.onTimeClosingRate ?? 0) * 100).toFixed(2)).toBe('75.82');
  expect(groups.map(({ key }) => key)).toEqual(['t1', 't2']);

  // What happened in January does not reach back: the same month, seen from its own last instant.
  const then = await app.call(
    getClosing,
    { query: { ...december, asOf: '2016-12-31T23:59:59+08:00' } },
    leader.token,
  );
  expect(then.total).toEqual(total);
  const now = await app.call(getClosing, {}, leader.token);
  expect(now.total.figures.closed).not.toBe(911);

  // Every figure leads to its matters.
  for (const figure of figures) {
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await app.call(
        listCounted,
        { query: { ...december, by: 'place', key: 't1', figure, limit: 200, ...(cursor ? { cursor } : {}) } },
        leader.token,
      );
      for (const { matterId } of page.rows) ids.add(matterId);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(ids.size, figure).toBe(groups[0]?.figures[figure]);
  }

  // A centre's operator counts that centre's matters only.
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const own = await app.call(getClosing, { query: { ...december, by: 'place' } }, operator.token);
  expect(own.groups.map(({ key, figures: counts }) => [key, counts])).toEqual([['t1', groups[0]?.figures]]);
});

test('as of an instant: open, overdue, closed late, exempt, reopened', async () => {
  const app = await testApp();
  await giveCity(app);
  // Sessions end while the clock runs on, so everybody comes with a new one.
  const one = (role: 'operator' | 'verifier' | 'supervisor' | 'leader') =>
    giveAccount(app, { grants: [{ role, place: 'd' }] });
  const plumber = () => giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const instant = () => new Date(app.clock.now()).toISOString();
  const commandId = () => crypto.randomUUID();
  const { matterId } = await giveMatter(app, await one('operator'), { place: { placeCode: 'g1' } });
  const params = { matterId };
  const moments = [instant()];
  const later = (hours: number) => {
    app.clock.advance(hours * 3_600_000);
    moments.push(instant());
  };
  later(24 * 9);
  const fitter = await plumber();
  await app.call(
    matterActs.signFor,
    { params, body: { commandId: commandId(), workOrderNo: 1 } },
    fitter.token,
  );
  await app.call(
    matterActs.feedBack,
    { params, body: { commandId: commandId(), workOrderNo: 1, outcome: 'solved' } },
    fitter.token,
  );
  later(1);
  await app.call(
    matterActs.recordPostHandlingCheck,
    { params, body: { commandId: commandId(), result: 'passed', close: { outcome: 'solved' } } },
    (await one('verifier')).token,
  );
  later(1);
  await app.call(
    matterActs.appealOverdue,
    { params, body: { commandId: commandId(), workOrderNo: 1, reasonCode: 'other' } },
    (await plumber()).token,
  );
  for (const { token } of [await one('supervisor'), await one('leader')]) {
    await app.call(
      matterActs.reviewAppeal,
      { params, body: { commandId: commandId(), workOrderNo: 1, grant: true, note: '停电' } },
      token,
    );
  }
  later(1);
  await app.call(
    matterActs.reopen,
    { params, body: { commandId: commandId(), reasonCode: 'other' } },
    (await one('operator')).token,
  );
  later(1);
  const nothing = Object.fromEntries(figures.map((figure) => [figure, 0]));
  const once = { ...nothing, registered: 1, accepted: 1, filed: 1 };
  const seen = [];
  const leader = await one('leader');
  for (const asOf of moments) {
    const { total } = await app.call(getClosing, { query: { asOf } }, leader.token);
    seen.push(total.figures);
  }
  expect(seen).toEqual([
    once,
    { ...once, dueToClose: 1, openOverdue: 1 },
    { ...once, dueToClose: 1, closed: 1 },
    { ...once, dueToClose: 1, closed: 1, exempt: 1 },
    { ...once, dueToClose: 1, openOverdue: 1 },
    { ...once, dueToClose: 1, openOverdue: 1 },
  ]);
});

test('a period that cannot be is refused with what to change', async () => {
  const app = await testApp();
  await giveCity(app);
  const leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const handler = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const problem = await app.refuse(
    getClosing,
    { query: { from: '2026-11-02', to: '2026-11-01', asOf: '2030-01-01T00:00:00Z' } },
    leader.token,
  );
  expect(problem.errors?.map(({ field }) => field)).toEqual(['query.asOf', 'query.to']);
  expect((await app.refuse(getClosing, {}, handler.token)).code).toBe('auth.forbidden');
});
