import { randomUUID } from 'node:crypto';
import { registerMatter } from '@heliu/contract/matter';
import { getCoverage, listRounds, recordVisit } from '@heliu/contract/patrol';
import {
  addPremises,
  changePremises,
  exportPremises,
  getPremises,
  listDisputes,
  listPremises,
  PremisesImport,
  revealPremisesContact,
  setPremisesContact,
} from '@heliu/contract/registers';
import type { Text } from '@heliu/contract/text';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { patrolPack } from '../../test/patrol.ts';
import { registersChores } from './retention.ts';

const dayMs = 86_400_000;
const same = (word: string): Text => ({ zh: word, en: word });
let app: TestApp;
let officer: TestAccount;
let supervisor: TestAccount;
let other: TestAccount;

function pack() {
  const base = patrolPack();
  const [ground] = base.patrol.plans;
  if (ground === undefined) throw new Error('no plan');
  const rentals = {
    ...ground,
    code: 'rentals',
    places: { of: 'premises' as const, kinds: ['flat'] },
    frequency: { times: 1, per: 'month' as const },
  };
  return {
    ...base,
    patrol: { plans: [...base.patrol.plans, rentals] },
    registers: {
      premises: {
        kinds: [
          { code: 'flat', name: same('Flat') },
          { code: 'hall', name: same('Hall') },
        ],
        contactDays: 30,
      },
      disputes: ['HAND-02'],
      support: { kinds: [], consentDays: 90 },
    },
  };
}

beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, pack());
  officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1' }] });
  supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
  other = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t2' }] });
});

const facts = (part: object = {}) => ({
  address: '示例巷 1 号',
  gridCode: 'g1',
  position: [106.05, 30.05] as [number, number],
  kind: 'flat',
  floors: 6,
  rooms: 2,
  gas: 'piped' as const,
  ...part,
});
const command = () => ({ commandId: randomUUID() });
const add = (part: object = {}, who = officer) =>
  app.call(addPremises, { body: { ...command(), ...facts(part) } }, who.token);
const list = (query: object = {}, who = supervisor) => app.call(listPremises, { query }, who.token);
const view = (premisesId: string, who = supervisor) =>
  app.call(getPremises, { params: { premisesId } }, who.token);

function upload(text: string, who = supervisor, name = 'register.csv') {
  const boundary = 'b0undary';
  return app.inject({
    method: 'POST',
    url: '/api/premises/import',
    headers: {
      'x-requested-with': 'heliu',
      authorization: `Bearer ${who.token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${text}\r\n--${boundary}--\r\n`,
  });
}

test('a premises is entered once, and shown in the places it lies in', async () => {
  const body = { ...command(), ...facts() };
  const first = await app.call(addPremises, { body }, officer.token);
  expect(await app.call(addPremises, { body }, officer.token)).toEqual(first);
  const { rows, total } = await list();
  expect(total).toBe(1);
  expect(rows[0]).toMatchObject({ ...facts(), code: first.code, ended: false, due: true, lastCheck: null });
  expect((await list({}, other)).rows).toEqual([]);
  const params = { premisesId: first.premisesId };
  expect((await app.refuse(getPremises, { params }, other.token)).code).toBe('resource.notFound');
});

test('an entry of other places, off its grid or of an unknown kind is refused', async () => {
  const code = async (part: object) =>
    (await app.refuse(addPremises, { body: { ...command(), ...facts(part) } }, officer.token)).code;
  expect(await code({ gridCode: 'g2', position: [106.15, 30.05] })).toBe('premises.outside');
  expect(await code({ gridCode: 'gone' })).toBe('premises.outside');
  expect(await code({ position: [106.15, 30.05] })).toBe('premises.offGrid');
  expect(await code({ kind: 'castle' })).toBe('premises.kindUnknown');
});

test('plans of premises go to what is let: rounds, visits, coverage and the last check', async () => {
  const { code, premisesId } = await add();
  await add({ kind: 'hall' });
  const { rounds } = await app.call(listRounds, {}, officer.token);
  expect(rounds.filter(({ plan }) => plan === 'rentals')).toMatchObject([
    { code, kind: 'premises', name: same('示例巷 1 号'), placeCode: 'g1', due: true },
  ]);
  const visit = {
    ...command(),
    plan: 'rentals',
    place: code,
    visitedAt: new Date(app.clock.now()).toISOString(),
    answers: { lane: 'no' },
    findings: [{ item: 'lane', reportId: randomUUID() }],
  };
  const elsewhere = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t2/c2' }] });
  expect((await app.refuse(recordVisit, { body: visit }, elsewhere.token)).code).toBe('patrol.placeUnknown');
  await app.call(recordVisit, { body: visit }, officer.token);
  const { total } = await app.call(getCoverage, { query: { plan: 'rentals' } }, supervisor.token);
  expect(total).toEqual({ places: 1, visited: 1, complete: 1, findings: 1 });
  expect((await view(premisesId)).checks).toMatchObject([
    { plan: 'rentals', answers: { lane: 'no' }, findings: [{ item: 'lane', matterId: null }] },
  ]);
  expect((await list({ check: 'findings' })).rows.map((row) => [row.code, row.due])).toEqual([[code, false]]);
  expect((await list({ check: 'due' })).rows.map(({ kind }) => kind)).toEqual(['hall']);
});

test('a contact is shown to those who handle it alone, each time on record, until it expires', async () => {
  const { premisesId } = await add();
  const params = { premisesId };
  const contact = { role: 'landlord' as const, name: '房东 0001', phone: '138 0013 8001' };
  const body = { ...command(), contact, purpose: '通知整改' };
  expect((await app.refuse(setPremisesContact, { params, body }, other.token)).code).toBe(
    'resource.notFound',
  );
  await app.call(setPremisesContact, { params, body }, officer.token);
  const leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const look = { params, body: { purpose: '燃气软管老化' } };
  expect((await app.refuse(revealPremisesContact, look, leader.token)).code).toBe('auth.forbidden');
  const found = await app.call(revealPremisesContact, look, supervisor.token);
  expect(found).toMatchObject({ ...contact, purpose: '通知整改' });
  expect((await view(premisesId)).looks).toMatchObject([{ purpose: '燃气软管老化' }]);
  expect((await view(premisesId, leader)).looks).toEqual([]);
  const kept = await app.pool.query(
    `SELECT (SELECT string_agg(c::text, '') FROM registers.contacts c)
      || (SELECT string_agg(e::text, '') FROM log.events e) || (SELECT string_agg(c::text, '') FROM log.commands c) AS all`,
  );
  expect(kept.rows[0].all).not.toContain('房东 0001');
  expect(kept.rows[0].all).not.toContain('138 0013');
  app.clock.set(app.clock.now() + 31 * dayMs);
  const [contacts] = registersChores(app);
  expect([await contacts?.count(), await contacts?.run(), await contacts?.count()]).toEqual([1, 1, 0]);
});

test('what is let no more goes out of rounds, its contact with it, and is deleted with its visits', async () => {
  const { premisesId } = await add();
  const params = { premisesId };
  const contact = { role: 'manager' as const, name: '物业 0001', phone: '023-42000123' };
  await app.call(
    setPremisesContact,
    { params, body: { ...command(), contact, purpose: '通知整改' } },
    officer.token,
  );
  await app.call(changePremises, { params, body: { ...command(), ...facts(), ended: true } }, officer.token);
  expect((await list()).total).toBe(0);
  expect((await list({ state: 'ended' })).rows).toMatchObject([{ premisesId, contact: null, due: false }]);
  const { rounds } = await app.call(listRounds, {}, officer.token);
  expect(rounds.some(({ plan }) => plan === 'rentals')).toBe(false);
  app.clock.set(app.clock.now() + 401 * dayMs);
  const [, ended] = registersChores(app);
  expect([await ended?.run(), await ended?.count()]).toEqual([1, 0]);
});

test('a file is taken in once, every row that is not is told, and what the register does not keep is left behind', async () => {
  const file = [
    '编号,地址,网格,经度,纬度,建筑类型,层数,间数,用气,租客姓名',
    'A-1,示例巷 1 号,g1,106.05,30.05,Flat,6,2,管道气,某某',
    'A-2,示例巷 2 号,g1,,,hall,,,,某某',
    'A-2,示例巷 3 号,g1,,,hall,,,,某某',
    'A-4,示例巷 4 号,g2,,,flat,,,,某某',
    'A-5,示例巷 5 号,g1,,,flat,many,,,某某',
    ',示例巷 6 号,g1,,,flat,,,,某某',
    'A-7,示例巷 7 号,g1,106.15,30.05,flat,,,,某某',
  ].join('\r\n');
  const first = PremisesImport.parse((await upload(file)).json());
  expect(first).toMatchObject({ rows: 7, added: 2, changed: 0, unchanged: 0, ignored: ['租客姓名'] });
  expect(first.rejected.map(({ line, code }) => [line, code])).toEqual([
    [4, 'A-2'],
    [5, 'A-4'],
    [6, 'A-5'],
    [7, null],
    [8, 'A-7'],
  ]);
  expect((await upload(file)).json()).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  const changed = (await upload(file.replace('示例巷 2 号', '示例巷 22 号'))).json();
  expect(changed).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
  const { rows } = await list();
  expect(rows.map(({ code, address, gas }) => [code, address, gas])).toEqual([
    ['A-1', '示例巷 1 号', 'piped'],
    ['A-2', '示例巷 22 号', 'unknown'],
  ]);
  const all = await app.pool.query(`SELECT string_agg(p::text, '') AS all FROM registers.premises p`);
  expect(all.rows[0].all).not.toContain('某某');
});

test('a file of thousands of rows is taken in whole', async () => {
  const rows = Array.from({ length: 5200 }, (_, i) => `B-${i},示例巷 ${i} 号,g1,flat`);
  const file = ['编号,地址,网格,建筑类型', ...rows].join('\r\n');
  expect((await upload(file)).json()).toMatchObject({ rows: 5200, added: 5200, rejected: [] });
});

test('what was ended once stays ended since then', async () => {
  const { premisesId } = await add();
  const params = { premisesId };
  const end = (who: TestAccount) =>
    app.call(changePremises, { params, body: { ...command(), ...facts(), ended: true } }, who.token);
  await end(officer);
  const at = app.clock.now();
  app.clock.set(at + 300 * dayMs);
  await end(await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1' }] }));
  const { rows } = await app.pool.query('SELECT ended_at FROM registers.premises');
  expect(rows).toEqual([{ ended_at: new Date(at) }]);
});

test('a file without its columns, or that is no table, is refused whole', async () => {
  expect((await upload('编号,地址\r\nA-1,x')).json()).toMatchObject({ code: 'premises.fileUnfit' });
  expect((await upload('nothing', supervisor, 'x.xlsx')).json()).toMatchObject({
    code: 'premises.fileUnfit',
  });
  const picture = await upload('\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR', supervisor, 'photo.csv');
  expect(picture.json()).toMatchObject({ code: 'premises.fileUnfit' });
  expect(picture.body).toMatch(/不是 UTF-8 文本（CSV）文件/);
  const taken = await upload('编号,地址,网格,建筑类型\r\nA-1,示例巷 1 号,g1,flat');
  expect(taken.json()).toMatchObject({ added: 1 });
  const theirs = await upload('编号,地址,网格,建筑类型\r\nA-1,示例巷 9 号,g2,flat', other);
  expect(theirs.json()).toMatchObject({ added: 0, changed: 0, rejected: [{ line: 2, code: 'A-1' }] });
});

test('an export is on record, holds no contact, and is taken in again without a change', async () => {
  await add();
  const body = { ...command(), purpose: '季度核对', filter: {} };
  const reply = await app.call(exportPremises, { body }, supervisor.token);
  expect(reply.file).toContain('示例巷 1 号');
  expect(await app.call(exportPremises, { body }, supervisor.token)).toEqual(reply);
  const { rows } = await app.pool.query(
    'SELECT purpose, personal, expected, written, filter FROM export.exports',
  );
  expect(rows).toMatchObject([
    { purpose: '季度核对', personal: false, expected: 1, written: 1, filter: { register: 'premises' } },
  ]);
  expect((await upload(reply.file)).json()).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  expect((await app.refuse(exportPremises, { body }, officer.token)).code).toBe('auth.forbidden');
});

test('disputes are the matters of the declared types that I may see, without a word of what was said', async () => {
  const report = (typeCode: string) => ({
    ...command(),
    typeCode,
    requestKind: 'help' as const,
    channel: 'officer',
    title: '某某与某某的纠纷',
    place: { placeCode: 'g1' },
  });
  await app.call(registerMatter, { body: report('AUTO-01') }, officer.token);
  const { matterId } = await app.call(registerMatter, { body: report('HAND-02') }, officer.token);
  const found = await app.call(listDisputes, {}, supervisor.token);
  expect(found.rows).toMatchObject([{ matterId, typeCode: 'HAND-02', placeCode: 'g1' }]);
  expect(found.types).toEqual([{ code: 'HAND-02', open: 1, overdue: 0 }]);
  expect(JSON.stringify(found)).not.toContain('某某');
  expect((await app.call(listDisputes, {}, other.token)).rows).toEqual([]);
  expect((await app.call(listDisputes, { query: { state: 'closed' } }, supervisor.token)).rows).toEqual([]);
});

test('who corrects what somebody else corrected meanwhile is told, and nothing is written over', async () => {
  const { premisesId } = await app.call(addPremises, { body: { ...command(), ...facts() } }, officer.token);
  const params = { premisesId };
  const { version } = await app.call(getPremises, { params }, officer.token);
  const put = (address: string) => ({
    params,
    body: { ...command(), ...facts(), address, ended: false, expectedVersion: version },
  });
  await app.call(changePremises, put('先到的地址'), officer.token);
  const late = await app.refuse(changePremises, put('后到的地址'), officer.token);
  expect([late.status, late.code]).toEqual([412, 'resource.changed']);
  expect(await app.call(getPremises, { params }, officer.token)).toMatchObject({
    address: '先到的地址',
    version: version + 1,
  });
});
