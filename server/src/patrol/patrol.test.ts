import { randomUUID } from 'node:crypto';
import { registerMatter } from '@heliu/contract/matter';
import { getCoverage, listCoveragePlaces, listRounds, recordVisit } from '@heliu/contract/patrol';
import { beforeEach, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { patrolPack } from '../../test/patrol.ts';
import { visitsChore } from './retention.ts';

const dayMs = 86_400_000;
let app: TestApp;
let officer: TestAccount;
let supervisor: TestAccount;
beforeEach(async () => {
  app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, patrolPack());
  officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1' }] });
  supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
});

/** Sessions do not last until another day. */
async function goTo(now: number): Promise<void> {
  app.clock.set(now);
  officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1' }] });
}
const at = (daysAgo = 0): string => new Date(app.clock.now() - daysAgo * dayMs).toISOString();
const visit = (part: object = {}) => ({
  body: {
    commandId: randomUUID(),
    plan: 'ground',
    place: 'g1',
    visitedAt: at(),
    answers: { lane: 'yes' },
    ...part,
  },
});
const rounds = async (who = officer) => (await app.call(listRounds, {}, who.token)).rounds;
const round = async (plan: string) => (await rounds()).find((one) => one.plan === plan);
const coverage = (query: object = {}, who = supervisor) => app.call(getCoverage, { query }, who.token);
const visits = async (): Promise<number> =>
  (await app.pool.query<{ n: number }>('SELECT count(*) AS n FROM patrol.visits')).rows[0]?.n ?? 0;

test('an officer is shown the places of each plan in their own grids, and no others', async () => {
  const all = await rounds();
  expect(all.map(({ plan, code, done, due }) => [plan, code, done, due])).toEqual([
    ['ground', 'g1', 0, true],
    ['points', 'mill', 0, true],
    ['offices', 'mill', 0, true],
  ]);
  // The landmark stands in the grid that covers it: a finding goes there.
  expect(all[1]).toMatchObject({ kind: 'landmark', placeCode: 'g1', mine: false });
  const east = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t2/c2/g2' }] });
  expect((await rounds(east)).map(({ code }) => code)).toEqual(['g2', 'quay']);
});

test('a grid that the city gives to an officer is told as theirs', async () => {
  const { rows } = await app.pool.query('SELECT login FROM people.accounts WHERE id = $1', [officer.id]);
  const account = { login: rows[0].login, name: { zh: 'o', en: 'o' }, unitCode: 'centre-c1' };
  const scope = { kind: 'place' as const, code: 'c1' };
  const staff = [{ ...account, grants: [{ role: 'officer' as const, scope }], gridCodes: ['g1'] }];
  await giveCity(app, { ...patrolPack(), version: '1.1.0', staff });
  expect((await rounds()).map(({ mine }) => mine)).toEqual([true, true, true]);
});

test('visits on as many days as the plan wants make a round; two on one day are one', async () => {
  // 25 November 2026 is a Wednesday.
  await app.call(recordVisit, visit(), officer.token);
  await app.call(recordVisit, visit(), officer.token);
  expect(await round('ground')).toMatchObject({ days: ['2026-11-25'], done: 1, due: false });
  await goTo(app.clock.now() + dayMs);
  expect(await round('ground')).toMatchObject({ done: 1, due: true });
  await app.call(recordVisit, visit(), officer.token);
  expect(await round('ground')).toMatchObject({ done: 2, due: false });
  await goTo(Date.parse('2026-11-30T02:00:00Z'));
  expect(await round('ground'), 'a week begins on Monday').toMatchObject({ days: [], done: 0, due: true });
});

test('a visit counts for the day on which it was made, is made once, and not a week afterwards', async () => {
  const made = visit({ visitedAt: at(2) });
  const first = await app.call(recordVisit, made, officer.token);
  expect(await app.call(recordVisit, made, officer.token)).toEqual(first);
  expect(await visits()).toBe(1);
  expect((await round('ground'))?.days).toEqual(['2026-11-23']);
  const old = await app.refuse(recordVisit, visit({ visitedAt: at(8) }), officer.token);
  expect(old.code).toBe('patrol.visitTooOld');
  // A phone whose clock runs ahead makes no visits of tomorrow.
  await app.call(recordVisit, visit({ place: 'mill', plan: 'points', visitedAt: at(-3) }), officer.token);
  expect((await round('points'))?.days).toEqual(['2026-11-25']);
});

test('a visit is refused beyond the own places, and where plan, place or checklist have changed', async () => {
  const code = async (part: object, who = officer) =>
    (await app.refuse(recordVisit, visit(part), who.token)).code;
  expect(await code({ place: 'g2' })).toBe('auth.forbidden');
  expect(await code({ plan: 'gone' })).toBe('patrol.planUnknown');
  expect(await code({ place: 'gone' })).toBe('patrol.placeUnknown');
  expect(await code({ plan: 'offices', place: 'quay' })).toBe('patrol.placeUnknown');
  expect(await code({ answers: {} })).toBe('patrol.answersAmiss');
  expect(await code({ answers: { lane: 'perhaps' } })).toBe('patrol.answersAmiss');
  expect(await visits()).toBe(0);
});

async function reportFrom(who: TestAccount): Promise<{ commandId: string; matterId: string }> {
  const commandId = randomUUID();
  const body = {
    commandId,
    typeCode: 'AUTO-01',
    requestKind: 'report' as const,
    channel: 'officer',
    title: 'A lane is blocked',
    place: { placeCode: 'g1' },
  };
  return { commandId, matterId: (await app.call(registerMatter, { body }, who.token)).matterId };
}

test('a visit knows the matters that its findings became', async () => {
  const { commandId, matterId } = await reportFrom(officer);
  const findings = [
    { item: 'lane', reportId: commandId },
    { item: 'words', reportId: randomUUID() },
  ];
  await app.call(recordVisit, visit({ answers: { lane: 'no', words: 'a sofa' }, findings }), officer.token);
  const { rows } = await app.call(listCoveragePlaces, { query: { plan: 'ground' } }, supervisor.token);
  expect(rows).toEqual([
    {
      code: 'g1',
      kind: 'grid',
      name: { zh: 'g1', en: 'g1' },
      placeCode: 'g1',
      days: ['2026-11-25'],
      done: 1,
      last: {
        answers: { lane: 'no', words: 'a sofa' },
        findings: [
          { item: 'lane', matterId },
          { item: 'words', matterId: null },
        ],
      },
    },
  ]);
  expect((await coverage()).total.findings).toBe(2);
});

test('nobody claims a matter that somebody else registered', async () => {
  const other = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1' }] });
  const { commandId } = await reportFrom(other);
  const claimed = visit({ answers: { lane: 'no' }, findings: [{ item: 'lane', reportId: commandId }] });
  expect((await app.refuse(recordVisit, claimed, officer.token)).code).toBe('command.reused');
});

test('coverage counts places by period, plan and place, within what the actor oversees', async () => {
  await app.call(recordVisit, visit(), officer.token);
  const mine = await coverage();
  expect(mine).toMatchObject({
    plan: 'ground',
    from: '2026-11-23',
    to: '2026-11-29',
    line: [{ code: 't1', level: 'township' }],
    total: { places: 1, visited: 1, complete: 0, findings: 0 },
    rows: [{ code: 'c1', coverage: { places: 1, visited: 1 } }],
  });
  expect((await coverage({ place: 'c1' })).rows).toMatchObject([{ code: 'g1', level: 'grid' }]);
  expect((await coverage({ back: 1 })).total).toMatchObject({ places: 1, visited: 0 });
  expect((await app.refuse(getCoverage, { query: { place: 'd' } }, supervisor.token)).code).toBe(
    'auth.forbidden',
  );
  expect((await app.refuse(getCoverage, { query: { place: 't2' } }, supervisor.token)).code).toBe(
    'auth.forbidden',
  );
  expect((await app.refuse(getCoverage, { query: { place: 'x' } }, supervisor.token)).code).toBe(
    'place.unknown',
  );
  const leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const all = await coverage({}, leader);
  expect(all.rows.map(({ code, coverage: { visited } }) => [code, visited])).toEqual([
    ['t1', 1],
    ['t2', 0],
  ]);
  const points = await coverage({ plan: 'points' }, leader);
  expect(points).toMatchObject({ from: '2026-11-01', to: '2026-11-30', total: { places: 2, visited: 0 } });
});

test('places are listed page by page, and those that lack visits alone where asked', async () => {
  const leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const list = (query: object) =>
    app.call(listCoveragePlaces, { query: { plan: 'points', ...query } }, leader.token);
  await app.call(recordVisit, visit({ plan: 'points', place: 'mill' }), officer.token);
  const first = await list({ limit: 1 });
  expect(first.rows.map(({ code, done }) => [code, done])).toEqual([['mill', 1]]);
  const second = await list({ limit: 1, cursor: first.next });
  expect(second).toMatchObject({ rows: [{ code: 'quay', done: 0, last: null }] });
  expect(second.next).toBeUndefined();
  expect((await list({ open: 'true' })).rows.map(({ code }) => code)).toEqual(['quay']);
});

test('nothing that is told of coverage, and no row of a visit, says who was there', async () => {
  await app.call(recordVisit, visit(), officer.token);
  const places = await app.call(listCoveragePlaces, { query: { plan: 'ground' } }, supervisor.token);
  const told = JSON.stringify([await coverage(), places]);
  const { rows } = await app.pool.query('SELECT * FROM patrol.visits');
  const kept = JSON.stringify(rows);
  const { rows: accounts } = await app.pool.query<{ login: string; display_name: string }>(
    'SELECT login, display_name FROM people.accounts WHERE id = $1',
    [officer.id],
  );
  for (const text of [told, kept]) {
    expect(text).not.toContain(accounts[0]?.login);
    expect(text).not.toContain(accounts[0]?.display_name);
  }
  expect(Object.keys(rows[0]).toSorted()).toEqual([
    'answers',
    'id',
    'place_code',
    'place_path',
    'plan_code',
    'received_at',
    'visited_at',
    'visited_on',
  ]);
});

test('visits are deleted when no period that can be looked at holds them', async () => {
  await app.call(recordVisit, visit(), officer.token);
  const chore = visitsChore(app);
  app.clock.set(app.clock.now() + 399 * dayMs);
  expect(await chore.run()).toBe(0);
  app.clock.set(app.clock.now() + 2 * dayMs);
  expect([await chore.count(), await chore.run(), await visits()]).toEqual([1, 1, 0]);
});
