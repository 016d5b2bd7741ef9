import { randomUUID } from 'node:crypto';
import { uploadEvidence, uploadReportEvidence } from '@heliu/contract/evidence';
import { matterActs, reportMatter } from '@heliu/contract/matter/endpoints';
import {
  commentOwnReport,
  openOwnEvidence,
  openOwnReport,
  rateOwnReport,
} from '@heliu/contract/matter/track';
import { getHistory, getMatter, revealReporter } from '@heliu/contract/matter/views';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import type { TestApp } from '../../test/harness.ts';
import { LeakDesk } from './test-leaks.ts';

const desk = new LeakDesk();
const { upload, post, reportLeak, act, closeLeak } = desk;
let app: TestApp;
let operator: TestAccount;
beforeAll(async () => {
  ({ app, operator } = await desk.open());
});
afterAll(desk.close);

const openOwn = async (key: object) => openOwnReport.reply.parse((await post(openOwnReport, key)).json());

test('photos of the result are those of every unit that had a part, and of whoever settled it on the spot', async () => {
  const roads = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] });
  const { code, receiptCode, matterId } = await reportLeak();
  await act('addAssist', matterId, { order: { unitId: 'roads' } }, operator);
  const beside = await upload(uploadEvidence.path, roads.token);
  await act('signFor', matterId, { workOrderNo: 2 }, roads);
  await act(
    'feedBack',
    matterId,
    { workOrderNo: 2, outcome: 'solved', note: '路面已恢复', evidenceIds: [beside.id] },
    roads,
  );
  expect((await openOwn({ code, receiptCode })).results).toEqual([]);
  const { afterId } = await closeLeak(matterId);
  const { results } = await openOwn({ code, receiptCode });
  expect(results).toEqual([{ fileId: beside.id }, { fileId: afterId }]);
  const picture = await post(openOwnEvidence, { code, receiptCode, fileId: beside.id });
  expect(picture.statusCode).toBe(200);

  const small = await reportLeak({}, 'HAND-02');
  const inside = await upload(uploadEvidence.path, operator.token);
  const settled = await upload(uploadEvidence.path, operator.token);
  const words = { audience: 'internal', note: '先看看', evidenceIds: [inside.id] };
  await act('addComment', small.matterId, words, operator);
  const onSpot = { outcome: 'solved', reply: '已当场处理', evidenceIds: [settled.id] };
  await act('handleOnSpot', small.matterId, onSpot, operator);
  expect((await openOwn(small)).results).toEqual([{ fileId: settled.id }]);
});

test('whose words they are is told to the reporter and to the staff', async () => {
  const { code, receiptCode, matterId } = await reportLeak();
  const key = { code, receiptCode };
  await post(commentOwnReport, { ...key, commandId: randomUUID(), note: '越漏越大' });
  await act('addComment', matterId, { audience: 'public', note: '师傅明早到' }, operator);
  await act('addComment', matterId, { audience: 'internal', note: '缺配件' }, operator);
  await closeLeak(matterId);
  const rating = { verdict: 'partly', satisfaction: 'basicallySatisfied', note: '还有点渗' };
  await post(rateOwnReport, { ...key, commandId: randomUUID(), ...rating });
  const { replies } = await openOwn(key);
  expect(replies.map(({ by, body }) => [by, body])).toEqual([
    ['reporter', '越漏越大'],
    ['centre', '师傅明早到'],
    ['centre', '已修复，谢谢'],
    ['reporter', '还有点渗'],
  ]);
  const { notes } = await app.call(getMatter, { params: { matterId } }, operator.token);
  expect(notes.map(({ kind, body }) => [kind, body])).toEqual([
    ['comment', '越漏越大'],
    ['reply', '师傅明早到'],
    ['note', '缺配件'],
    ['note', '已修复'],
    ['reply', '已修复，谢谢'],
    ['comment', '还有点渗'],
  ]);
});

test('what the reporter of a merged matter adds is read by whoever has the other one, and by no other reporter', async () => {
  const [lead, middle, gone] = [await reportLeak(), await reportLeak(), await reportLeak()];
  await post(commentOwnReport, { ...gone, commandId: randomUUID(), note: '合并前的话' });
  app.clock.advance(1000);
  for (const [one, into] of [
    [gone, middle],
    [middle, lead],
  ] as const) {
    const body = { commandId: randomUUID(), intoMatterId: into.matterId, reasonCode: 'other' };
    await app.call(matterActs.merge, { params: { matterId: one.matterId }, body }, operator.token);
  }
  app.clock.advance(1000);
  const photo = await upload(uploadReportEvidence.path);
  const { code, receiptCode } = gone;
  const evidence = [{ fileId: photo.id, claim: photo.claim ?? undefined }];
  const said = { code, receiptCode, commandId: randomUUID(), note: '三楼也漏了', evidence };
  for (let time = 0; time < 2; time += 1) {
    expect((await post(commentOwnReport, said)).json()).toMatchObject({ stage: 'merged' });
  }
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const matter = await app.call(getMatter, { params: { matterId: lead.matterId } }, plumber.token);
  expect(matter.notes).toMatchObject([{ kind: 'comment', merged: true, version: 0, body: '三楼也漏了' }]);
  expect(matter.evidence.map(({ fileId }) => fileId)).toEqual([lead.photoId, photo.id]);
  const picture = { method: 'GET', url: `/api/evidence/${photo.id}` } as const;
  const headers = { authorization: `Bearer ${plumber.token}` };
  expect((await app.inject({ ...picture, headers })).statusCode).toBe(200);
  const { entries } = await app.call(getHistory, { params: { matterId: lead.matterId } }, plumber.token);
  const added = entries.filter(({ kind }) => kind === 'matter.commentAdded');
  expect(added.map(({ data }) => data)).toMatchObject([{ by: 'reporter', fromMatterId: gone.matterId }]);

  const wordsOf = async (report: { code: string; receiptCode: string }) =>
    (await openOwn({ code: report.code, receiptCode: report.receiptCode })).replies.map(({ body }) => body);
  expect(await wordsOf(gone)).toEqual(['合并前的话', '三楼也漏了']);
  expect([await wordsOf(middle), await wordsOf(lead)]).toEqual([[], []]);
  const others = { code: lead.code, receiptCode: lead.receiptCode, fileId: photo.id };
  expect((await post(openOwnEvidence, others)).statusCode).toBe(404);
});

test('a reporter sees when and for what the contact details were shown, and no other look', async () => {
  const { code, receiptCode, matterId } = await reportLeak({ phone: '13800000000' });
  await app.call(getMatter, { params: { matterId } }, operator.token);
  expect((await openOwn({ code, receiptCode })).looks).toEqual([]);
  const desk = await giveAccount(app, { unit: 'centre-t1', grants: [{ role: 'operator', place: 'd/t1' }] });
  const reveal = { params: { matterId }, body: { purpose: '核对地址' } };
  await app.call(revealReporter, reveal, desk.token);
  const { looks } = await openOwn({ code, receiptCode });
  expect(looks).toEqual([{ at: expect.any(String), unitId: 'centre-t1', purpose: '核对地址' }]);
});

test('a resident who reports is named to the staff no more plainly by the history than by the report', async () => {
  const resident = await giveAccount(app, { kind: 'resident', displayName: '王小明' });
  const body = {
    commandId: randomUUID(),
    typeCode: 'AUTO-01',
    requestKind: 'help' as const,
    title: '水管漏水',
    description: '幸福路口水管漏水',
    place: { position: [106.05, 30.05] as [number, number] },
    evidence: [],
    reporter: {},
  };
  const { matterId, code } = await app.call(reportMatter, { body }, resident.token);
  const comment = { code, commandId: randomUUID(), note: '请快一点', evidence: [] };
  await app.call(commentOwnReport, { body: comment }, resident.token);
  await closeLeak(matterId);
  const { people, notes } = await app.call(getMatter, { params: { matterId } }, operator.token);
  const { entries } = await app.call(getHistory, { params: { matterId } }, operator.token);
  const names = [...people, ...notes.map(({ by }) => by), ...entries.map(({ by }) => by)];
  expect(new Set(names.flatMap((person) => person?.name ?? []))).toEqual(new Set(['王＊＊', '测试员']));
});

test('answers to what nobody asked are not kept', async () => {
  const { matterId } = await app.call(
    reportMatter,
    {
      body: {
        commandId: randomUUID(),
        typeCode: 'AUTO-01',
        requestKind: 'help',
        title: '水管漏水',
        description: '',
        place: { position: [106.05, 30.05] },
        answers: { neighbour: '13800000000' },
        evidence: [],
      },
    },
    (await giveAccount(app, { kind: 'resident', grants: [] })).token,
  );
  expect((await app.call(getMatter, { params: { matterId } }, operator.token)).answers).toEqual({});
});

test('a resident comments and rates as the reporter by the commands of the matter, too', async () => {
  const resident = await giveAccount(app, { kind: 'resident', grants: [] });
  const body = {
    commandId: randomUUID(),
    typeCode: 'AUTO-01',
    requestKind: 'help' as const,
    title: '水管漏水',
    place: { position: [106.05, 30.05] as [number, number] },
  };
  const { matterId } = await app.call(
    reportMatter,
    { body: { ...body, description: '', answers: {}, evidence: [] } },
    resident.token,
  );
  const comment = (audience: 'public' | 'internal') => ({
    params: { matterId },
    body: { commandId: randomUUID(), audience, note: '请快一点', evidenceIds: [] },
  });
  const inside = await app.refuse(matterActs.addComment, comment('internal'), resident.token);
  expect(inside.params).toMatchObject({ refusal: 'person.staff' });
  await app.call(matterActs.addComment, comment('public'), resident.token);
  await closeLeak(matterId);
  const rating = {
    params: { matterId },
    body: { commandId: randomUUID(), verdict: 'solved' as const, satisfaction: 'satisfied' as const },
  };
  await app.call(matterActs.rate, rating, resident.token);
  const { notes, state } = await app.call(getMatter, { params: { matterId } }, operator.token);
  expect(notes[0]).toMatchObject({ kind: 'comment', body: '请快一点' });
  expect(state.ratings).toMatchObject([{ verdict: 'solved', satisfaction: 'satisfied' }]);
  const stranger = await giveAccount(app, { kind: 'resident' });
  const refused = await app.refuse(matterActs.rate, rating, stranger.token);
  expect(refused.code).toBe('resource.notFound');
});
