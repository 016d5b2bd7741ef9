import { randomUUID } from 'node:crypto';
import { matterActs } from '@heliu/contract/matter';
import { listNotices } from '@heliu/contract/notices';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import type { TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';
import { follow, startQuietApp } from '../../test/notices.ts';

let app: TestApp;
let operator: TestAccount;
let supervisor: TestAccount;
let handler: TestAccount;
beforeAll(async () => {
  app = await startQuietApp();
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
  handler = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
});
afterAll(() => app.close());

const body = () => ({ commandId: randomUUID() });
const onOrder = () => ({ ...body(), workOrderNo: 1 });
const note = '仍在办理。';

/** Signed for by the handler, so that they are named. */
async function inHand() {
  const { matterId } = await giveMatter(app, operator, { place: { placeCode: 'g1' } });
  const params = { matterId };
  await app.call(matterActs.signFor, { params, body: onOrder() }, handler.token);
  return params;
}

/** Newest first. */
async function told(who: TestAccount, { matterId }: { matterId: string }): Promise<string[]> {
  await follow(app);
  const { rows } = await app.call(listNotices, { query: {} }, who.token);
  return rows.filter(({ matter }) => matter?.id === matterId).map(({ status }) => status.en);
}

test('whoever proposed to void or to close hears what was decided, and whoever had it in hand when it is over', async () => {
  const reasonCode = 'other';
  const voided = await inHand();
  const propose = () =>
    app.call(matterActs.proposeVoid, { params: voided, body: { ...body(), reasonCode } }, operator.token);
  const decide = (decision: { approve: boolean; note?: string }) =>
    app.call(matterActs.decideVoid, { params: voided, body: { ...body(), ...decision } }, supervisor.token);
  await propose();
  await decide({ approve: false, note });
  expect(await told(operator, voided)).toEqual(['Voiding refused']);
  await propose();
  await decide({ approve: true });
  expect((await told(handler, voided))[0]).toBe('Void');
  expect(await told(operator, voided)).toContain('Voiding granted');

  const closed = await inHand();
  const force = () => {
    const command = { ...body(), outcome: 'solved', reasonCode } as const;
    return app.call(matterActs.proposeForceClose, { params: closed, body: command }, operator.token);
  };
  const close = (decision: { approve: boolean; note?: string }) =>
    app.call(
      matterActs.decideForceClose,
      { params: closed, body: { ...body(), ...decision } },
      supervisor.token,
    );
  await force();
  await close({ approve: false, note });
  expect(await told(operator, closed)).toEqual(['Forced close refused']);
  await force();
  await close({ approve: true });
  expect((await told(handler, closed))[0]).toBe('Closed by force');
  expect(await told(operator, closed)).toContain('Forced close granted');
});

test('whoever appealed hears of both reviews', async () => {
  const params = await inHand();
  app.clock.advance(9 * 24 * 3_600_000);
  const day = (grants: Parameters<typeof giveAccount>[1]) => giveAccount(app, grants);
  const fitter = await day({ grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const chief = await day({ grants: [{ role: 'supervisor', place: 'd/t1' }] });
  const head = await day({ grants: [{ role: 'leader', place: 'd' }] });
  const verifier = await day({ grants: [{ role: 'verifier', place: 'd/t1' }] });
  await app.call(matterActs.feedBack, { params, body: { ...onOrder(), outcome: 'solved' } }, fitter.token);
  await app.call(
    matterActs.recordPostHandlingCheck,
    { params, body: { ...body(), result: 'passed', close: { outcome: 'solved' } } },
    verifier.token,
  );
  await app.call(
    matterActs.appealOverdue,
    { params, body: { ...onOrder(), reasonCode: 'other' } },
    fitter.token,
  );
  await app.call(matterActs.reviewAppeal, { params, body: { ...onOrder(), grant: true } }, chief.token);
  expect((await told(fitter, params))[0]).toBe('Appeal passed on');
  await app.call(matterActs.reviewAppeal, { params, body: { ...onOrder(), grant: false, note } }, head.token);
  expect((await told(fitter, params))[0]).toBe('Appeal rejected');
});
