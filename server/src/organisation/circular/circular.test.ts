import { randomUUID } from 'node:crypto';
import type { EndpointCall } from '@heliu/contract/endpoint';
import {
  acceptAnswer,
  acknowledgeCircular,
  answerCircular,
  getCircular,
  getCircularFile,
  getCopy,
  getOwnCopy,
  listAudience,
  listCirculars,
  listCopies,
  listOwnCopies,
  readCircular,
  sendAnswerBack,
  sendCircular,
  withdrawCircular,
} from '@heliu/contract/organisation/circulars';
import { getEvidence } from '@heliu/contract/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import { startTestApp, type TestApp } from '../../../test/harness.ts';
import { meanwhile } from '../../../test/meanwhile.ts';
import { giveOrganisation, giveUpload, giveWaiting } from '../../../test/organisations.ts';

const dayMs = 86_400_000;
let app: TestApp;
let clerk: TestAccount;
let neighbour: TestAccount;
let waterman: TestAccount;
let boss: TestAccount;
let headmaster: TestAccount;
let factory: string;
let school: string;
beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app);
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }], displayName: '受理员甲' });
  neighbour = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
  waterman = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  boss = await giveAccount(app, { kind: 'resident', displayName: '陈经理' });
  headmaster = await giveAccount(app, { kind: 'resident', displayName: '李校长' });
  factory = await giveOrganisation(app, { by: boss, verifier: clerk });
  school = await giveOrganisation(
    app,
    { by: headmaster, verifier: neighbour },
    { kind: 'school', name: '合川第二小学', placeCode: 'c2' },
  );
  await giveWaiting(app, boss, { name: '尚未核验的单位' });
});
afterAll(() => app.close());

type Sending = EndpointCall<typeof sendCircular>['body'];
const command = () => ({ commandId: randomUUID() });
const due = (days: number) => new Date(app.clock.now() + days * dayMs).toISOString();
const order = (changes: Partial<Sending> = {}): Sending => ({
  ...command(),
  unit: 'water',
  kind: 'order',
  title: '二次供水水箱自查',
  body: '请自查水箱清洗记录并上传照片',
  dueAt: due(3),
  to: { count: 2 },
  ...changes,
});
const send = async (by: TestAccount, changes: Partial<Sending> = {}) =>
  (await app.call(sendCircular, { body: order(changes) }, by.token)).circularId;
const copy = (circularId: string, organisationId = factory) => ({ params: { circularId, organisationId } });
const see = (circularId: string, by = waterman) =>
  app.call(getCircular, { params: { circularId } }, by.token);
const files = async (by: TestAccount) => [{ fileId: await giveUpload(app, by) }];

test('an order goes out, is read, acknowledged, answered, sent back, answered anew and accepted', async () => {
  const body = order({ evidence: await files(waterman) });
  const sent = await app.call(sendCircular, { body }, waterman.token);
  expect(sent.count).toBe(2);
  expect(await app.call(sendCircular, { body }, waterman.token)).toEqual(sent);
  const { circularId: id } = sent;
  expect(await app.call(getOwnCopy, copy(id), boss.token)).toMatchObject({
    state: 'sent',
    unit: { code: 'water' },
    files: [{ name: '执照.pdf' }],
    allowed: ['read', 'acknowledge', 'answer'],
  });
  await app.call(readCircular, { ...copy(id), body: command() }, boss.token);
  expect((await app.refuse(readCircular, { ...copy(id), body: command() }, boss.token)).code).toBe(
    'circular.notNow',
  );
  await app.call(acknowledgeCircular, { ...copy(id), body: command() }, boss.token);
  const early = { ...copy(id), body: command() };
  expect((await app.refuse(acceptAnswer, early, waterman.token)).code).toBe('circular.notNow');
  const first = { ...copy(id), body: { ...command(), words: '已清洗', evidence: await files(boss) } };
  await app.call(answerCircular, first, boss.token);
  await app.call(answerCircular, first, boss.token);
  const back = { ...copy(id), body: { ...command(), words: '缺少消毒记录', dueAt: due(5) } };
  expect(
    (
      await app.refuse(
        sendAnswerBack,
        { ...copy(id), body: { ...back.body, dueAt: due(-1) } },
        waterman.token,
      )
    ).code,
  ).toBe('circular.dueInPast');
  await app.call(sendAnswerBack, { ...copy(id), body: { ...back.body, ...command() } }, waterman.token);
  expect(await app.call(getOwnCopy, copy(id), boss.token)).toMatchObject({
    state: 'sentBack',
    dueAt: due(5),
    conversation: [{ no: 1, by: '陈经理', decision: 'sentBack', decisionWords: '缺少消毒记录', files: [{}] }],
    allowed: ['answer'],
  });
  await app.call(answerCircular, { ...copy(id), body: { ...command(), words: '记录已补' } }, boss.token);
  await app.call(acceptAnswer, { ...copy(id), body: { ...command(), words: '合格' } }, waterman.token);
  expect(await app.call(getCopy, copy(id), waterman.token)).toMatchObject({
    name: '合川清泉食品厂',
    state: 'accepted',
    answers: 2,
    conversation: [
      { by: null },
      { by: null, words: '记录已补', decision: 'accepted', decisionWords: '合格' },
    ],
    allowed: [],
  });
  expect((await see(id)).counts).toMatchObject({ sent: 1, accepted: 1, answered: 0, overdue: 0, all: 2 });
  const rows = await app.db
    .selectFrom('log.events')
    .select(['kind', 'unit_ids', 'payload'])
    .where('subject', '=', `circular:${id}`)
    .orderBy('id')
    .execute();
  expect(JSON.stringify(rows)).not.toMatch(/清泉|陈经理|水箱|清洗|记录|合格/);
  expect(rows.map(({ kind }) => kind.replace('organisation.', ''))).toEqual([
    'circularSent',
    'circularSent',
    'circularRead',
    'circularAcknowledged',
    'circularAnswered',
    'answerSentBack',
    'circularAnswered',
    'answerAccepted',
  ]);
});

test('the count is shown before, and another one than was shown sends nothing', async () => {
  const audience = (query: object, by = waterman) =>
    app.call(listAudience, { query: { unit: 'water', ...query } }, by.token);
  expect(await audience({})).toMatchObject({
    count: 2,
    rows: [{ name: '合川清泉食品厂' }, { name: '合川第二小学' }],
  });
  expect(await audience({ kinds: 'school,clinic' })).toMatchObject({ count: 1, rows: [{ kind: 'school' }] });
  expect((await audience({ place: 't1' })).rows.map(({ organisationId }) => organisationId)).toEqual([
    factory,
  ]);
  expect((await audience({ text: '%' })).count).toBe(0);
  expect((await app.refuse(sendCircular, { body: order({ to: { count: 3 } }) }, waterman.token)).code).toBe(
    'circular.audienceChanged',
  );
  const body = order({
    kind: 'notice',
    dueAt: undefined,
    unit: 'centre-t1',
    to: { organisationIds: [factory, school] },
  });
  expect((await app.refuse(sendCircular, { body }, clerk.token)).code).toBe('circular.recipientUnknown');
  expect((await app.refuse(sendCircular, { body: { ...body, unit: 'water' } }, clerk.token)).code).toBe(
    'auth.forbidden',
  );
  expect((await app.refuse(sendCircular, { body: order({ dueAt: undefined }) }, waterman.token)).code).toBe(
    'input.invalid',
  );
  expect((await app.refuse(sendCircular, { body: order({ dueAt: due(-1) }) }, waterman.token)).code).toBe(
    'circular.dueInPast',
  );
});

test('a notice is read and may be answered, and nobody judges the answer', async () => {
  const id = await send(clerk, {
    kind: 'notice',
    dueAt: undefined,
    unit: 'centre-t1',
    title: '停水通知',
    to: { organisationIds: [factory] },
  });
  await app.call(answerCircular, { ...copy(id), body: { ...command(), words: '收到' } }, boss.token);
  expect(await app.call(getOwnCopy, copy(id), boss.token)).toMatchObject({
    state: 'answered',
    dueAt: null,
    allowed: [],
  });
  expect((await app.refuse(acceptAnswer, { ...copy(id), body: command() }, clerk.token)).code).toBe(
    'circular.notNow',
  );
});

test('each organisation sees its own, each unit and those above it what the unit sent', async () => {
  const id = await send(clerk, { unit: 'centre-t1', to: { organisationIds: [factory] } });
  expect((await app.refuse(getOwnCopy, copy(id), headmaster.token)).code).toBe('resource.notFound');
  expect((await app.refuse(getOwnCopy, copy(id, school), headmaster.token)).code).toBe('resource.notFound');
  expect(
    (
      await app.refuse(
        answerCircular,
        { ...copy(id), body: { ...command(), words: '冒名' } },
        headmaster.token,
      )
    ).code,
  ).toBe('resource.notFound');
  const lists = async (by: TestAccount) =>
    (await app.call(listCirculars, {}, by.token)).rows.some(({ circularId }) => circularId === id);
  const above = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  expect([await lists(clerk), await lists(neighbour), await lists(waterman), await lists(above)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect((await app.refuse(getCircular, { params: { circularId: id } }, neighbour.token)).code).toBe(
    'resource.notFound',
  );
  expect((await app.refuse(listCopies, { params: { circularId: id } }, neighbour.token)).code).toBe(
    'resource.notFound',
  );
  expect((await app.refuse(getCopy, copy(id), waterman.token)).code).toBe('resource.notFound');
  await app.call(answerCircular, { ...copy(id), body: { ...command(), words: '已自查' } }, boss.token);
  const overseer = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd' }] });
  expect((await app.call(getCopy, copy(id), overseer.token)).allowed).toEqual([]);
  expect((await app.refuse(acceptAnswer, { ...copy(id), body: command() }, overseer.token)).code).toBe(
    'auth.forbidden',
  );
});

test('files are opened by both sides of them and by nobody else', async () => {
  const [attached] = await files(clerk);
  const id = await send(clerk, {
    unit: 'centre-t1',
    to: { organisationIds: [factory] },
    evidence: attached === undefined ? [] : [attached],
  });
  const [answered] = await files(boss);
  const body = { ...command(), words: '见附件', evidence: answered === undefined ? [] : [answered] };
  await app.call(answerCircular, { ...copy(id), body }, boss.token);
  const opens = async (fileId: string | undefined, by: TestAccount) => {
    const reply = await app.inject({
      url: getEvidence.path.replace(':id', fileId ?? '').replace(':fileId', fileId ?? ''),
      headers: { authorization: `Bearer ${by.token}` },
    });
    // The content itself was never stored: whoever may open the file gets past that question.
    return reply.statusCode !== 404 && reply.statusCode !== 403;
  };
  for (const file of [attached, answered]) {
    const seen = [];
    for (const who of [boss, clerk, headmaster, neighbour, waterman])
      seen.push(await opens(file?.fileId, who));
    expect(seen).toEqual([true, true, false, false, false]);
  }
});

test('overdue ones stand first on both sides, and the file tells of every organisation', async () => {
  const late = await send(waterman, { dueAt: due(1), title: '先发的任务' });
  app.clock.advance(1000);
  const fresh = await send(waterman, { dueAt: due(9), title: '后发的任务' });
  await app.call(
    answerCircular,
    { ...copy(late, school), body: { ...command(), words: '=1+1 已办' } },
    headmaster.token,
  );
  app.clock.advance(1.5 * dayMs);
  const [clerks, heads] = [
    await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] }),
    await app.call(
      listOwnCopies,
      { params: { organisationId: factory }, query: { limit: 1 } },
      (boss = await again(boss)).token,
    ),
  ];
  expect(heads.rows).toMatchObject([{ circularId: late, overdue: true }]);
  const list = await app.call(listCirculars, { query: { ours: 'true', limit: 1 } }, clerks.token);
  expect(list.rows).toMatchObject([{ circularId: late, counts: { overdue: 1, answered: 1 } }]);
  const rest = await app.call(
    listCirculars,
    { query: { ours: 'true', cursor: list.next ?? '' } },
    clerks.token,
  );
  expect(rest.rows[0]?.circularId).toBe(fresh);
  expect(rest.rows.map(({ circularId }) => circularId)).not.toContain(late);
  const page = await app.call(
    listCopies,
    { params: { circularId: late }, query: { limit: 1 } },
    clerks.token,
  );
  expect(page.rows).toMatchObject([{ organisationId: factory, overdue: true }]);
  const next = await app.call(
    listCopies,
    { params: { circularId: late }, query: { cursor: page.next ?? '' } },
    clerks.token,
  );
  expect(next.rows).toMatchObject([{ organisationId: school, overdue: false, state: 'answered' }]);
  const reply = await app.inject({
    url: getCircularFile.path.replace(':circularId', late),
    headers: { authorization: `Bearer ${clerks.token}` },
  });
  expect(reply.headers['content-type']).toContain('text/csv');
  const lines = reply.body.trim().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^合川清泉食品厂,91500117.*,企业,c1,未读,是,/);
  expect(lines[2]).toMatch(/^合川第二小学,.*已答复,,.*'=1\+1 已办$/);
  const taken = await app.db
    .selectFrom('export.exports')
    .select(['purpose', 'filter', 'personal', 'written'])
    .where('account_id', '=', clerks.id)
    .execute();
  expect(taken).toEqual([
    { purpose: '先发的任务', filter: { register: 'circular' }, personal: false, written: 2 },
  ]);
});

/** A session of the same account by a later clock. */
async function again(account: TestAccount): Promise<TestAccount> {
  const { openSession } = await import('../../people/index.ts');
  const { token } = await openSession(app.db, {
    accountId: account.id,
    kind: 'resident',
    userAgent: 'test',
    at: app.clock.now(),
  });
  return { ...account, token };
}

test('what is withdrawn is over for those who had not settled it, with the reason', async () => {
  const sender = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  boss = await again(boss);
  const id = await send(sender);
  const body = { ...command(), words: '发错了范围' };
  await app.call(withdrawCircular, { params: { circularId: id }, body }, sender.token);
  await app.call(withdrawCircular, { params: { circularId: id }, body }, sender.token);
  const twice = { params: { circularId: id }, body: { ...body, ...command() } };
  expect((await app.refuse(withdrawCircular, twice, sender.token)).code).toBe('circular.notNow');
  expect(await app.call(getOwnCopy, copy(id), boss.token)).toMatchObject({
    state: 'withdrawn',
    withdrawnWords: '发错了范围',
    allowed: [],
  });
  expect(await see(id, sender)).toMatchObject({
    words: '发错了范围',
    allowed: [],
    counts: { all: 2, sent: 0 },
  });
});

test('an answer that arrives while the sender decides is the one that is decided on', async () => {
  const sender = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const id = await send(sender);
  const { circularId, organisationId } = copy(id).params;
  await meanwhile(
    app.db,
    async (trx) => {
      await trx
        .updateTable('organisation.copies')
        .set({ state: 'answered' })
        .where('circular_id', '=', circularId)
        .where('organisation_id', '=', organisationId)
        .execute();
      await trx
        .insertInto('organisation.answers')
        .values({
          circular_id: circularId,
          organisation_id: organisationId,
          no: 1,
          words: '已清洗',
          answered_at: new Date(app.clock.now()),
          answered_by: boss.id,
        })
        .execute();
    },
    () => app.call(acceptAnswer, { ...copy(id), body: command() }, sender.token),
  );
  const answers = await app.db
    .selectFrom('organisation.answers')
    .select(['no', 'decision'])
    .where('circular_id', '=', circularId)
    .execute();
  expect(answers).toEqual([{ no: 1, decision: 'accepted' }]);
});
