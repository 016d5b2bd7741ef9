import { randomUUID } from 'node:crypto';
import {
  closeInspection,
  listInspections,
  raiseFinding,
  referFinding,
  reopenFinding,
  reportOnPlace,
  settleFinding,
  skipInspectionPlace,
} from '@heliu/contract/joint/inspections';
import { getMatter } from '@heliu/contract/matter';
import { beforeEach, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import type { TestApp } from '../../../test/harness.ts';
import { giveUnderway, inspectionStage, reportAt, seeInspection } from '../../../test/inspections.ts';

let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
let inspectionId: string;
beforeEach(async () => {
  ({ app, clerk, roadman } = await inspectionStage());
  inspectionId = await giveUnderway(app, { clerk, roadman });
  await app.call(reportOnPlace, reportAt(inspectionId, 1, 'no'), roadman.token);
});

const at = () => ({ inspectionId, no: 1, unit: 'roads', item: 'lane' });
const refer = (words = '消防通道被堆料占用，请立案') => ({
  params: at(),
  body: { commandId: randomUUID(), words },
});
const findingOf = async (who: TestAccount) =>
  (await seeInspection(app, who, inspectionId)).places[0]?.reports[0]?.findings[0];

test('a unit that may not register asks the convening centre, which makes the finding a matter', async () => {
  expect([(await findingOf(roadman))?.allowed, (await findingOf(clerk))?.allowed]).toEqual([
    ['refer', 'settle'],
    ['raise', 'settle'],
  ]);
  const asked = refer();
  const receipt = await app.call(referFinding, asked, roadman.token);
  expect(await app.call(referFinding, asked, roadman.token)).toEqual(receipt);
  expect(await findingOf(clerk)).toMatchObject({
    state: 'referred',
    referred: { by: '路工乙', words: '消防通道被堆料占用，请立案' },
    allowed: ['raise', 'settle'],
  });
  expect((await findingOf(roadman))?.allowed).toEqual(['settle']);
  expect((await app.refuse(referFinding, refer(), roadman.token)).code).toBe('inspection.notNow');
  const fixed = await app.refuse(reportOnPlace, reportAt(inspectionId, 1, 'yes', 1), roadman.token);
  expect(fixed.code).toBe('inspection.reportUsed');
  const query = { view: 'underway' as const };
  expect((await app.call(listInspections, { query }, clerk.token)).rows).toMatchObject([{ referred: 1 }]);
  const skip = { params: { inspectionId, no: 2 }, body: { commandId: randomUUID(), words: '上锁' } };
  await app.call(skipInspectionPlace, skip, clerk.token);
  const close = { params: { inspectionId }, body: { commandId: randomUUID(), words: '结束' } };
  expect((await app.refuse(closeInspection, close, clerk.token)).code).toBe('inspection.findingsOpen');
  const raise = { params: at(), body: { commandId: randomUUID(), description: '消防通道被占' } };
  const { matterId } = await app.call(raiseFinding, raise, clerk.token);
  expect(await app.call(getMatter, { params: { matterId } }, clerk.token)).toMatchObject({
    description: '消防通道被占',
  });
  expect(await findingOf(roadman)).toMatchObject({ state: 'raised', referred: { by: '路工乙' } });
  await app.call(closeInspection, close, clerk.token);
  const row = await app.db
    .selectFrom('log.events')
    .select(['unit_ids', 'payload'])
    .where('kind', '=', 'joint.findingReferred')
    .executeTakeFirstOrThrow();
  expect(row.payload).toMatchObject({ unitId: 'centre-t1', inviting: 'roads', no: 1, item: 'lane' });
});

test('what is referred may be settled in words; whoever did not come, or stands by, refers nothing', async () => {
  const town = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
  const chief = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const codes = [];
  for (const who of [town, chief, plumber])
    codes.push((await app.refuse(referFinding, refer(), who.token)).code);
  expect(codes).toEqual(['auth.forbidden', 'auth.forbidden', 'resource.notFound']);
  expect((await findingOf(chief))?.allowed).toEqual([]);
  await app.call(referFinding, refer(), roadman.token);
  const settle = { params: at(), body: { commandId: randomUUID(), words: '已督促当场清走' } };
  await app.call(settleFinding, settle, clerk.token);
  expect(await findingOf(roadman)).toMatchObject({
    state: 'settled',
    words: '已督促当场清走',
    referred: { words: '消防通道被堆料占用，请立案' },
    allowed: ['reopen'],
  });
});

test('a head of the centre, who registers nothing, refers a finding to its operators', async () => {
  const head = await giveAccount(app, { grants: [{ role: 'supervisor', unit: 'centre-t1', reach: 'd/t1' }] });
  expect((await findingOf(head))?.allowed).toEqual(['refer', 'settle']);
  await app.call(referFinding, refer(), head.token);
  expect((await findingOf(clerk))?.state).toBe('referred');
});

const say = (words: string) => ({ params: at(), body: { commandId: randomUUID(), words } });

test('what was settled by mistake is taken up again, with both words beside, and becomes a matter after all', async () => {
  await app.call(settleFinding, say('已当场整改'), roadman.token);
  expect(await findingOf(roadman)).toMatchObject({ state: 'settled', allowed: ['reopen'] });
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  expect((await app.refuse(reopenFinding, say('又堵上了'), plumber.token)).code).toBe('resource.notFound');
  const again = say('又堵上了');
  const receipt = await app.call(reopenFinding, again, roadman.token);
  expect(await app.call(reopenFinding, again, roadman.token)).toEqual(receipt);
  expect(await findingOf(clerk)).toMatchObject({
    state: 'open',
    words: null,
    done: null,
    reopened: { by: '路工乙', words: '又堵上了', settled: '已当场整改' },
    allowed: ['raise', 'settle'],
  });
  expect((await app.refuse(reopenFinding, say('再来'), roadman.token)).code).toBe('inspection.notNow');
  await app.call(reportOnPlace, reportAt(inspectionId, 1, 'no', 1), roadman.token);
  expect(await findingOf(clerk)).toMatchObject({ reopened: { settled: '已当场整改' } });
  const raise = { params: at(), body: { commandId: randomUUID(), description: '消防通道又被占' } };
  await app.call(raiseFinding, raise, clerk.token);
  expect(await findingOf(roadman)).toMatchObject({ state: 'raised', allowed: [] });
  expect((await app.refuse(reopenFinding, say('撤回'), roadman.token)).code).toBe('inspection.notNow');
});
