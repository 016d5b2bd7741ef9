import { randomBytes, randomUUID } from 'node:crypto';
import { getEvidence } from '@heliu/contract/evidence';
import { newMatterCode, newReceiptCode } from '@heliu/contract/matter/code';
import { matterActs } from '@heliu/contract/matter/endpoints';
import {
  commentOwnReport,
  openOwnEvidence,
  openOwnReport,
  rateOwnReport,
  recoverReceipt,
  reopenOwnReport,
  trackMatter,
} from '@heliu/contract/matter/track';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestAccount } from '../../test/factories.ts';
import type { TestApp } from '../../test/harness.ts';
import type { TestMailServer } from '../../test/smtp.ts';
import { LeakDesk } from './test-leaks.ts';

const desk = new LeakDesk();
const { address, post, reportLeak, closeLeak } = desk;
let app: TestApp;
let mail: TestMailServer;
let operator: TestAccount;
beforeAll(async () => {
  ({ app, mail, operator } = await desk.open());
});
afterAll(desk.close);

test('photos of a report and of its result are given to whoever has the receipt, and to nobody else', async () => {
  const { code, receiptCode, photoId, matterId } = await reportLeak();
  const key = { code, receiptCode };
  const own = await post(openOwnEvidence, { ...key, fileId: photoId });
  expect(own.statusCode).toBe(200);
  expect(own.headers['content-type']).toBe('image/jpeg');
  expect(own.headers['cache-control']).toContain('private');
  const thumb = await post(openOwnEvidence, { ...key, fileId: photoId, size: 'thumb' });
  expect(thumb.headers['content-type']).toBe('image/webp');
  const opened = openOwnReport.reply.parse((await post(openOwnReport, key)).json());
  expect(opened).toMatchObject({ results: [], mergedInto: null, evidence: [{ fileId: photoId }] });

  const { afterId, paperId, insideId } = await closeLeak(matterId);
  const closed = openOwnReport.reply.parse((await post(openOwnReport, key)).json());
  expect(closed.results).toEqual([{ fileId: afterId }]);
  expect((await post(openOwnEvidence, { ...key, fileId: afterId })).statusCode).toBe(200);
  for (const fileId of [paperId, insideId, randomUUID()]) {
    expect((await post(openOwnEvidence, { ...key, fileId })).json()).toMatchObject({
      code: 'resource.notFound',
    });
  }
  const stranger = await reportLeak();
  for (const wrong of [{ code }, { code, receiptCode: stranger.receiptCode }]) {
    const refused = await post(openOwnEvidence, { ...wrong, fileId: photoId });
    expect(refused.json()).toMatchObject({ code: 'resource.notFound' });
  }
  expect(JSON.stringify((await post(trackMatter, { code })).json())).not.toContain(afterId);
  const get = await app.inject({ method: 'GET', url: getEvidence.path.replace(':id', photoId) });
  expect(get.statusCode).toBe(401);
});

test('each step names the unit that took it, the one that fed back too', async () => {
  const { code, matterId } = await reportLeak();
  await closeLeak(matterId);
  const { steps } = trackMatter.reply.parse((await post(trackMatter, { code })).json());
  const units = new Map(steps.map(({ step, unitId }) => [step, unitId]));
  expect(units.get('fedBack')).toBe(units.get('handling'));
  expect(units.get('checked')).not.toBe(units.get('handling'));
});

test('fetching pictures is limited for each asker', async () => {
  const { code, receiptCode, photoId } = await reportLeak();
  const from = address();
  const ask = () => post(openOwnEvidence, { code, receiptCode, fileId: photoId, size: 'thumb' }, from);
  const replies = [];
  for (let n = 0; n < 121; n += 1) replies.push((await ask()).statusCode);
  expect(replies.filter((status) => status === 200)).toHaveLength(120);
  expect(replies.at(-1)).toBe(429);
});

test('looking up codes is limited for each asker, whether they exist or not', async () => {
  const { code } = await reportLeak();
  const from = address();
  const replies = [];
  for (let n = 0; n < 29; n += 1) {
    replies.push((await post(trackMatter, { code: newMatterCode(randomBytes(8)) }, from)).statusCode);
  }
  replies.push((await post(trackMatter, { code }, from)).statusCode);
  expect(replies).toEqual([...Array<number>(29).fill(404), 200]);
  for (const refused of [
    await post(trackMatter, { code }, from),
    await post(openOwnReport, { code, receiptCode: newReceiptCode(randomBytes(12)) }, from),
  ]) {
    expect(refused.json()).toMatchObject({ status: 429, code: 'request.tooMany' });
  }
  expect((await post(trackMatter, { code }, address())).statusCode).toBe(200);
});

test('with the receipt an anonymous reporter comments, disputes, and asks to reopen', async () => {
  const { code, receiptCode, matterId } = await reportLeak();
  const key = { code, receiptCode, commandId: randomUUID() };
  expect((await post(commentOwnReport, { ...key, note: '又漏了' })).statusCode).toBe(200);
  await closeLeak(matterId);
  const rating = { verdict: 'unsolved', satisfaction: 'dissatisfied', note: '仍在漏水' };
  const rated = await post(rateOwnReport, { ...key, commandId: randomUUID(), ...rating });
  expect(rated.statusCode).toBe(200);
  const again = await post(rateOwnReport, { ...key, commandId: randomUUID(), ...rating });
  expect(again.json()).toMatchObject({ code: 'command.refused', params: { refusal: 'reporter.rated' } });
  const reasonCode = app.city.current().pack.reasons.reopen[0]?.code ?? '';
  const reopened = await post(reopenOwnReport, { ...key, commandId: randomUUID(), reasonCode });
  expect(reopened.json()).toMatchObject({ stage: 'dispatched' });
  const opened = openOwnReport.reply.parse((await post(openOwnReport, key)).json());
  expect(opened.results).toEqual([]);
  expect(opened.replies.map(({ body }) => body)).toContain('又漏了');
});

async function mergeInto(matterId: string, intoMatterId: string): Promise<void> {
  const reasonCode = app.city.current().pack.reasons.merge[0]?.code ?? '';
  const body = { commandId: randomUUID(), intoMatterId, reasonCode };
  await app.call(matterActs.merge, { params: { matterId }, body }, operator.token);
}

async function undoMerge(matterId: string): Promise<void> {
  const body = { commandId: randomUUID(), note: '不是同一件' };
  await app.call(matterActs.undoMerge, { params: { matterId }, body }, operator.token);
}

const track = async (code: string) =>
  trackMatter.reply.parse((await post(trackMatter, { code }, address())).json());

test('who holds the number of a merged matter sees how it goes on, through a second merge too', async () => {
  const [one, other, third] = [await reportLeak(), await reportLeak(), await reportLeak()];
  expect((await track(one.code)).dueAt).not.toBeNull();
  await mergeInto(one.matterId, other.matterId);
  expect(await track(one.code)).toMatchObject({
    stage: 'merged',
    dueAt: null,
    mergedInto: { code: other.code },
  });
  await mergeInto(other.matterId, third.matterId);
  const onward = { code: third.code, stage: 'dispatched' };
  expect((await track(one.code)).mergedInto).toMatchObject(onward);
  const key = { code: one.code, receiptCode: one.receiptCode };
  const opened = openOwnReport.reply.parse((await post(openOwnReport, key)).json());
  expect(opened.mergedInto).toMatchObject(onward);
  await undoMerge(other.matterId);
  await undoMerge(one.matterId);
  const parted = await track(one.code);
  expect(parted).toMatchObject({ stage: 'dispatched', mergedInto: null });
  expect(parted.steps.slice(-2).map(({ step }) => step)).toEqual(['merged', 'parted']);
  expect(parted.dueAt).not.toBeNull();
});

test('reporters of a merged matter follow the one it was joined with', async () => {
  const one = await reportLeak();
  const other = await reportLeak();
  await mergeInto(one.matterId, other.matterId);
  const { afterId } = await closeLeak(other.matterId);
  const key = { code: one.code, receiptCode: one.receiptCode };
  const opened = openOwnReport.reply.parse((await post(openOwnReport, key)).json());
  expect(opened).toMatchObject({ stage: 'merged', mergedInto: { code: other.code, stage: 'closed' } });
  expect(opened.replies.map(({ body }) => body)).toContain('已修复，谢谢');
  expect((await post(openOwnEvidence, { ...key, fileId: afterId })).statusCode).toBe(200);
  expect((await post(openOwnEvidence, { ...key, fileId: other.photoId })).statusCode).toBe(404);
});

const mailsTo = (to: string) => mail.mails.filter((one) => one.to.includes(to));
const receiptIn = (body: string) => /(?:回执码：|receipt code: )([0-9A-Z-]{23})/.exec(body)?.[1] ?? '';

test('a lost receipt code is sent to the address that was left, and both codes open the report', async () => {
  const email = `Wang${randomUUID().slice(0, 8)}@example.cn`;
  const { code, receiptCode } = await reportLeak({ email });
  const ask = (contact: string) => post(recoverReceipt, { commandId: randomUUID(), contact });
  const unknown = await ask(`nobody${randomUUID().slice(0, 8)}@example.cn`);
  const known = await ask(email.toLowerCase());
  expect([known.statusCode, known.json()]).toEqual([unknown.statusCode, unknown.json()]);
  await expect.poll(() => mailsTo(email).length).toBe(1);
  const [sent] = mailsTo(email);
  const second = receiptIn(sent?.body ?? '');
  expect(second).not.toBe(receiptCode);
  for (const one of [receiptCode, second]) {
    expect((await post(openOwnReport, { code, receiptCode: one })).statusCode).toBe(200);
  }
  expect(sent?.headers.get('auto-submitted')).toBe('auto-generated');
  const { rows } = await app.pool.query<{ all: string }>(
    `SELECT coalesce(string_agg(e.payload::text || c.reply::text, ' '), '') AS all FROM log.events e, log.commands c`,
  );
  expect(rows[0]?.all).not.toContain(second);
  expect(rows[0]?.all.toLowerCase()).not.toContain(email.toLowerCase());
});

test('a number asked for keeps other reports of the address out; too many requests are put off', async () => {
  const email = `li${randomUUID().slice(0, 8)}@example.cn`;
  const first = await reportLeak({ email });
  await reportLeak({ email });
  const ask = (code?: string) => post(recoverReceipt, { commandId: randomUUID(), contact: email, code });
  await ask(first.code);
  await expect.poll(() => mailsTo(email).length).toBe(1);
  expect(mailsTo(email)[0]?.body.replaceAll('-', '')).toContain(first.code);
  await ask();
  await expect.poll(() => mailsTo(email).length).toBe(3);
  await ask();
  expect((await ask()).statusCode).toBe(429);
});

test('where no text messages are sent a number is answered with what is possible', async () => {
  const refused = await post(recoverReceipt, { commandId: randomUUID(), contact: '13800001234' });
  expect(refused.json()).toMatchObject({ code: 'sms.notConfigured' });
  const wrong = await post(recoverReceipt, { commandId: randomUUID(), contact: 'somebody' });
  expect(wrong.json()).toMatchObject({ code: 'input.invalid' });
});

test('a reporter is told why a matter could not be solved, by the code of the city\u2019s list', async () => {
  const { code, receiptCode, matterId } = await reportLeak();
  const unsolvableReason = app.city.current().pack.reasons.unsolvable[0]?.code ?? '';
  await closeLeak(matterId, { outcome: 'unsolvable', unsolvableReason });
  const opened = openOwnReport.reply.parse((await post(openOwnReport, { code, receiptCode })).json());
  expect(opened).toMatchObject({
    outcome: 'unsolvable',
    reason: { act: 'unsolvable', code: unsolvableReason },
  });
});
