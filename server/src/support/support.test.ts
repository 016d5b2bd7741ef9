import { randomUUID } from 'node:crypto';
import { registerMatter } from '@heliu/contract/matter';
import {
  addSupport,
  assignSupport,
  getSupportCoverage,
  listSupport,
  listSupportLooks,
  listSupportOfficers,
  listSupportTasks,
  recordSupportVisit,
  revealSupport,
  withdrawSupport,
} from '@heliu/contract/support';
import { beforeEach, expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { followGrids } from './places.ts';
import { supportChores } from './retention.ts';
import { storeEntries } from './told.ts';

const dayMs = 86_400_000;
const same = (word: string) => ({ zh: word, en: word });
const person = { name: '居民 0001', phone: '138 0013 9001', address: '示例巷 3 号 2 单元' };
let app: TestApp;
let officer: TestAccount;
let colleague: TestAccount;
let supervisor: TestAccount;
let above: TestAccount;

beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, {
    ...testPack(),
    registers: {
      premises: { kinds: [], contactDays: 30 },
      disputes: [],
      support: {
        kinds: [{ code: 'call', name: same('call'), description: same('call'), referrals: ['AUTO-01'] }],
        consentDays: 90,
      },
    },
  });
  const at = (role: 'officer' | 'supervisor' | 'leader', place: string) =>
    giveAccount(app, { grants: [{ role, place }] });
  officer = await at('officer', 'd/t1/c1');
  colleague = await at('officer', 'd/t1/c1');
  supervisor = await at('supervisor', 'd/t1');
  above = await at('supervisor', 'd');
});

const command = () => ({ commandId: randomUUID() });
const entry = (part: object = {}) => ({
  ...command(),
  kind: 'call',
  gridCode: 'g1',
  purpose: '每周上门问候',
  frequency: { times: 1, per: 'week' as const },
  days: 30,
  consent: { form: 'written' as const, on: '2026-11-24' },
  person,
  officers: [officer.id],
  ...part,
});
const add = async (part: object = {}) =>
  (await app.call(addSupport, { body: entry(part) }, supervisor.token)).entryId;
const tasks = async (who = officer) => (await app.call(listSupportTasks, {}, who.token)).rows;
const visit = (part: object = {}) => ({
  ...command(),
  visitedAt: new Date(app.clock.now()).toISOString(),
  result: 'done' as const,
  ...part,
});
/** Everything that is kept, as text; sealed columns tell nothing. */
async function allText(): Promise<string> {
  const { rows } = await app.pool.query(
    `SELECT concat((SELECT string_agg(e::text, '') FROM support.entries e), (SELECT string_agg(v::text, '') FROM support.visits v),
      (SELECT string_agg(e::text, '') FROM log.events e), (SELECT string_agg(c::text, '') FROM log.commands c),
      (SELECT string_agg(a::text, '') FROM log.accesses a)) AS all`,
  );
  return String(rows[0].all);
}

test('an entry is a consent with its form, end and officers; the list of its keepers names nobody', async () => {
  const entryId = await add();
  const found = await app.call(listSupport, {}, supervisor.token);
  expect(found.rows).toMatchObject([
    {
      entryId,
      kind: 'call',
      consent: { form: 'written', on: '2026-11-24', by: '测试员' },
      officers: [{ accountId: officer.id }],
      due: true,
    },
  ]);
  expect(JSON.stringify(found)).not.toContain(person.name);
  expect(await allText()).not.toContain('0013');
});

test('those assigned and who keeps the list see the person, and nobody else, also not from above', async () => {
  const entryId = await add();
  expect(await tasks()).toMatchObject([{ entryId, person, due: true }]);
  expect(await tasks(colleague)).toEqual([]);
  const look = { params: { entryId }, body: { purpose: '改期联系' } };
  expect(await app.call(revealSupport, look, supervisor.token)).toEqual({ ...person, visits: [] });
  for (const who of [colleague, above]) {
    expect((await app.refuse(revealSupport, look, who.token)).code).toBe('resource.notFound');
    const params = { entryId };
    expect((await app.refuse(listSupportLooks, { params }, who.token)).code).toBe('resource.notFound');
  }
  expect((await app.call(listSupport, {}, above.token)).rows).toEqual([]);
});

test('each look is on record and seen by those who handle the entry; a day of the app is one', async () => {
  const entryId = await add();
  await tasks();
  await tasks();
  const params = { entryId };
  await app.call(revealSupport, { params, body: { purpose: '改期联系' } }, supervisor.token);
  const { rows } = await app.call(listSupportLooks, { params }, officer.token);
  expect(rows.map(({ purpose }) => purpose ?? '').toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'support.visit',
    '改期联系',
  ]);
});

test('visits are made once, count by day, keep their note sealed, and name the matter they were handed on as', async () => {
  const entryId = await add();
  const params = { entryId };
  const reported = command();
  const report = {
    ...reported,
    typeCode: 'AUTO-01',
    requestKind: 'help' as const,
    channel: 'officer',
    title: '走访转介',
    place: { placeCode: 'g1' },
  };
  const { matterId } = await app.call(registerMatter, { body: report }, officer.token);
  const body = visit({ note: '需要上门修灯', referralId: reported.commandId });
  const first = await app.call(recordSupportVisit, { params, body }, officer.token);
  expect(await app.call(recordSupportVisit, { params, body }, officer.token)).toEqual(first);
  expect(await tasks()).toMatchObject([{ days: ['2026-11-25'], done: 1, due: false }]);
  const { rows } = await app.pool.query('SELECT * FROM support.visits');
  expect(rows).toMatchObject([{ result: 'done', matter_id: matterId }]);
  expect(Object.keys(rows[0])).not.toContain('account_id');
  expect(await allText()).not.toContain('修灯');
  const counted = await app.call(getSupportCoverage, {}, above.token);
  expect(counted.rows).toEqual([
    { kind: 'call', name: same('call'), entries: 1, visited: 1, complete: 1, referrals: 1 },
  ]);
  const theirs = { params, body: visit() };
  expect((await app.refuse(recordSupportVisit, theirs, colleague.token)).code).toBe('support.gone');
  const old = visit({ visitedAt: new Date(app.clock.now() - 8 * dayMs).toISOString() });
  expect((await app.refuse(recordSupportVisit, { params, body: old }, officer.token)).code).toBe(
    'support.visitTooOld',
  );
});

test('who handles an entry reads what its visits came to, for a purpose that is on record', async () => {
  const params = { entryId: await add() };
  const noted = visit({ result: 'notMet', note: '下午再来' });
  await app.call(recordSupportVisit, { params, body: noted }, officer.token);
  const look = { params, body: { purpose: '了解走访情况' } };
  for (const who of [officer, supervisor]) {
    const { visits } = await app.call(revealSupport, look, who.token);
    expect(visits).toMatchObject([
      { at: noted.visitedAt, result: 'notMet', note: '下午再来', matterId: null },
    ]);
  }
  expect((await app.refuse(revealSupport, look, colleague.token)).code).toBe('resource.notFound');
  const { rows } = await app.call(listSupportLooks, { params }, supervisor.token);
  expect(rows).toMatchObject([{ purpose: '了解走访情况' }, { purpose: '了解走访情况' }]);
});

test('officers are named from those of the grid, to whoever supervises it', async () => {
  const others = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t2/c2/g2' }] });
  const query = { grid: 'g1' };
  for (const who of [supervisor, above]) {
    const { rows } = await app.call(listSupportOfficers, { query }, who.token);
    const ids = rows.map(({ accountId }) => accountId);
    expect(ids.toSorted((a, b) => a - b)).toEqual([officer.id, colleague.id]);
  }
  const far = await app.call(listSupportOfficers, { query: { grid: 'g2' } }, above.token);
  expect(far.rows.map(({ accountId }) => accountId)).toEqual([others.id]);
  for (const grid of ['g2', 'nowhere']) {
    const refused = await app.refuse(listSupportOfficers, { query: { grid } }, supervisor.token);
    expect(refused.code).toBe('support.outside');
  }
  expect((await app.refuse(listSupportOfficers, { query }, officer.token)).code).toBe('auth.forbidden');
  expect((await app.refuse(listSupportOfficers, { query })).code).toBe('auth.required');
});

test('an officer who works elsewhere now sees nobody any more, and the list says that others are needed', async () => {
  const entryId = await add();
  const officers = async () =>
    (await app.call(listSupport, {}, supervisor.token)).rows[0]?.officers.map(({ accountId }) => accountId);
  expect(await officers()).toEqual([officer.id]);
  const elsewhere = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t2' }] });
  await app.pool.query('UPDATE support.officers SET account_id = $1', [elsewhere.id]);
  expect(await tasks(elsewhere)).toEqual([]);
  const params = { entryId };
  const look = { params, body: { purpose: '改期联系' } };
  expect((await app.refuse(revealSupport, look, elsewhere.token)).code).toBe('resource.notFound');
  const theirs = { params, body: visit() };
  expect((await app.refuse(recordSupportVisit, theirs, elsewhere.token)).code).toBe('support.gone');
  expect(await officers()).toEqual([]);
});

test('entries go with their grid to the one that follows, and back when it comes back', async () => {
  const entryId = await add();
  const { current } = app.city;
  const heir = [...current().index.grids].flatMap(([code, grid]): [string, typeof grid][] =>
    code === 'g1' ? [['g3', { ...grid, code: 'g3', path: 'd/t1/c1/g3' }]] : [],
  );
  const after = {
    ...current(),
    index: { ...current().index, grids: new Map(heir) },
    followers: new Map([['g1', { to: ['g3'], cause: 'pack' as const }]]),
  };
  const placed = async () => {
    const { rows } = await app.pool.query<Record<string, string>>(
      'SELECT grid_code, place_path, keeper_path FROM support.entries',
    );
    return rows;
  };
  await followGrids(app, after);
  expect(await placed()).toEqual([{ grid_code: 'g3', place_path: 'd/t1/c1/g3', keeper_path: 'd/t1' }]);
  expect(await tasks()).toMatchObject([{ entryId, gridCode: 'g3' }]);
  await followGrids(app, current());
  expect(await placed()).toEqual([{ grid_code: 'g1', place_path: 'd/t1/c1/g1', keeper_path: 'd/t1' }]);
});

test('somebody who was not met is still due', async () => {
  const params = { entryId: await add() };
  await app.call(recordSupportVisit, { params, body: visit({ result: 'notMet' }) }, officer.token);
  expect(await tasks()).toMatchObject([{ done: 0, due: true }]);
});

test('a consent is withdrawn in one step by whoever is told, and nothing personal is left', async () => {
  const params = { entryId: await add() };
  await app.call(recordSupportVisit, { params, body: visit({ note: '一切都好' }) }, officer.token);
  const body = command();
  await app.call(withdrawSupport, { params, body }, officer.token);
  await app.call(withdrawSupport, { params, body }, officer.token);
  const { rows } = await app.pool.query(
    `SELECT e.sealed, e.purpose, e.ended_as, v.note, (SELECT count(*)::int FROM support.officers) AS officers
     FROM support.entries e JOIN support.visits v ON v.entry_id = e.id`,
  );
  expect(rows).toEqual([{ sealed: null, purpose: '', ended_as: 'withdrawn', note: null, officers: 0 }]);
  expect(await tasks()).toEqual([]);
  expect((await app.call(listSupport, {}, supervisor.token)).rows).toEqual([]);
  expect((await app.refuse(recordSupportVisit, { params, body: visit() }, officer.token)).code).toBe(
    'support.gone',
  );
});

test('what has expired is shown to nobody at once, made anonymous within a day, and deleted after 400', async () => {
  await add();
  const [expired, old] = supportChores(app);
  expect(await expired?.count()).toBe(0);
  app.clock.set(app.clock.now() + 31 * dayMs);
  officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1' }] });
  const { rows } = await app.pool.query('SELECT account_id FROM support.officers');
  expect(rows).toHaveLength(1);
  await app.pool.query('UPDATE support.officers SET account_id = $1', [officer.id]);
  expect(await tasks()).toEqual([]);
  expect([await expired?.run(), await expired?.count()]).toEqual([1, 0]);
  const left = await app.pool.query('SELECT sealed, ended_as FROM support.entries');
  expect(left.rows).toEqual([{ sealed: null, ended_as: 'expired' }]);
  app.clock.set(app.clock.now() + 401 * dayMs);
  expect([await old?.run(), await old?.count()]).toEqual([1, 0]);
});

test('an entry needs a place, a kind, officers of the grid and a consent that is given and ends', async () => {
  const code = async (part: object) =>
    (await app.refuse(addSupport, { body: entry(part) }, supervisor.token)).code;
  expect(await code({ gridCode: 'g2' })).toBe('support.outside');
  expect(await code({ kind: 'gone' })).toBe('support.kindUnknown');
  expect(await code({ days: 91 })).toBe('support.tooLong');
  expect(await code({ consent: { form: 'spoken', on: '2026-11-26' } })).toBe('support.tooLong');
  expect(await code({ officers: [supervisor.id] })).toBe('support.officerUnfit');
  const entryId = await add();
  const body = { ...command(), officers: [colleague.id] };
  await app.call(assignSupport, { params: { entryId }, body }, supervisor.token);
  expect(await tasks()).toEqual([]);
  expect(await tasks(colleague)).toMatchObject([{ entryId }]);
});

test('what a story tells is an entry like any other', async () => {
  const at = app.clock.now();
  const told = {
    id: randomUUID(),
    kind: 'call',
    gridCode: 'g1',
    placePath: 'd/t1/c1/g1',
    keeperPath: 'd/t1',
    purpose: '问候',
    times: 1,
    per: 'week' as const,
    consentForm: 'spoken' as const,
    recordedAt: at - 40 * dayMs,
    recordedBy: supervisor.id,
    expiresAt: at + 9 * dayMs,
    person,
    officers: [officer.id],
    visits: [{ id: randomUUID(), at, result: 'done' as const, note: '一切都好' }],
  };
  const { timeZone } = app.city.current().pack;
  await app.db.transaction().execute((trx) => storeEntries(trx, app, [told], timeZone));
  expect(await tasks()).toMatchObject([{ entryId: told.id, person, done: 1, due: false }]);
  const look = { params: { entryId: told.id }, body: { purpose: '了解走访情况' } };
  const { visits } = await app.call(revealSupport, look, supervisor.token);
  expect(visits).toMatchObject([{ result: 'done', note: '一切都好' }]);
  expect(await allText()).not.toContain('0013');
});
