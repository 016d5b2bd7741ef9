import { randomUUID } from 'node:crypto';
import { editGrids, undoGridEdit } from '@heliu/contract/city-api';
import type { GridOperation } from '@heliu/contract/city/grid-operation';
import type { CityPack } from '@heliu/contract/city/pack';
import {
  appointCadre,
  dismissCadre,
  enrol,
  getGridPeople,
  type GridChoice,
  leaveGrid,
  listOwnEnrolments,
} from '@heliu/contract/enrolment';
import type { Position } from '@heliu/contract/geo';
import { deactivateAccount } from '@heliu/contract/people';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { enrolmentChore, followGrids } from './upkeep.ts';

let app: TestApp;
let administrator: TestAccount;
let supervisor: TestAccount;
let officer: TestAccount;

/** The test city with a third grid g3 north of g1. */
const pack = (): CityPack => {
  const plain = testPack();
  const [g1] = plain.grids;
  if (g1 === undefined) throw new Error('no grids');
  const outline = {
    type: 'Polygon' as const,
    coordinates: (g1.outline?.coordinates ?? []).map((ring) =>
      ring.map(([lng, lat]): Position => [lng, lat === 30 ? 30.1 : 30.2]),
    ),
  };
  const g3 = { ...g1, code: 'g3', path: 'd/t1/c1/g3', centre: [106.05, 30.15] as Position, outline };
  return { ...plain, grids: [...plain.grids, g3] };
};

beforeAll(async () => {
  app = await startTestApp({ roles: new Set(['web']) });
  await giveCity(app, pack());
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
  supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t1' }] });
  officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'd/t1/c1/g1' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });
const resident = (displayName = '李女士') => giveAccount(app, { kind: 'resident', displayName });
const join = (who: TestAccount, place: GridChoice, over = command()) =>
  app.call(enrol, { body: { ...over, place } }, who.token);
const own = async (who: TestAccount) => (await app.call(listOwnEnrolments, {}, who.token)).rows;
const gridsOf = async (who: TestAccount) => (await own(who)).map(({ grid }) => grid.code);
const ofGrid = (code: string, who: TestAccount) => app.call(getGridPeople, { params: { code } }, who.token);
const namesIn = async (code: string, who: TestAccount) =>
  (await ofGrid(code, who)).people?.map(({ name }) => name);
const appoint = (code: string, login: string, who = supervisor) =>
  app.call(appointCadre, { params: { code }, body: { ...command(), person: { login } } }, who.token);
const refuseAppoint = async (code: string, person: { login: string } | { accountId: number }) =>
  (await app.refuse(appointCadre, { params: { code }, body: { ...command(), person } }, supervisor.token))
    .code;
const dismiss = (id: number, who = supervisor) =>
  app.call(dismissCadre, { params: { id }, body: command() }, who.token);
const edit = (operation: GridOperation) =>
  app.call(
    editGrids,
    {
      body: {
        ...command(),
        operation,
        baseVersionId: app.city.current().versionId,
        reason: '两个小区分开管理',
      },
    },
    administrator.token,
  );
const undo = (editId: string) =>
  app.call(
    undoGridEdit,
    { params: { editId }, body: { ...command(), reason: '画错了' } },
    administrator.token,
  );

async function eventsOf(who: TestAccount) {
  const rows = await app.db
    .selectFrom('log.events')
    .select(['kind', 'actor_id', 'payload'])
    .where('subject', '=', `account:${who.id}`)
    .where('kind', 'like', 'enrolment.%')
    .orderBy('id')
    .execute();
  return rows;
}

/** What the log holds of somebody besides ids and codes would be personal data. */
const kinds = async (who: TestAccount) =>
  (await eventsOf(who)).map(({ kind, payload }) => {
    const { gridCode, cause } = payload as { gridCode: string; cause?: string };
    return [kind, gridCode, ...(cause === undefined ? [] : [cause])].join(' ');
  });

describe('one’s own grid', () => {
  test('a resident becomes a volunteer by a point, once however often it is sent', async () => {
    const neighbour = await resident();
    const sent = command();
    const first = await join(neighbour, { position: [106.05, 30.05] }, sent);
    expect(first.gridCode).toBe('g1');
    expect(await join(neighbour, { position: [106.05, 30.05] }, sent)).toEqual(first);
    expect(await join(neighbour, { gridCode: 'g1' })).toEqual(first);
    expect(await own(neighbour)).toMatchObject([
      { capacity: 'resident_volunteer', grid: { code: 'g1', path: { en: 't1 / c1' } }, allowed: ['leave'] },
    ]);
    expect(await eventsOf(neighbour)).toEqual([
      {
        kind: 'enrolment.entered',
        actor_id: neighbour.id,
        payload: { enrolmentId: first.enrolmentId, capacity: 'resident_volunteer', gridCode: 'g1' },
      },
    ]);
  });

  test('another grid takes the place of the one before, also when two are asked for at once', async () => {
    const clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
    await join(clerk, { gridCode: 'g1' });
    await join(clerk, { gridCode: 'g2' });
    expect(await own(clerk)).toMatchObject([{ capacity: 'staff_at_home', grid: { code: 'g2' } }]);
    expect(await kinds(clerk)).toEqual([
      'enrolment.entered g1',
      'enrolment.ended g1 moved',
      'enrolment.entered g2',
    ]);
    await Promise.all(['g1', 'g2', 'g3'].map((gridCode) => join(clerk, { gridCode })));
    expect(await own(clerk)).toHaveLength(1);
  });

  test('whoever enrolled leaves; of others’ enrolments nobody learns or ends anything', async () => {
    const [mine, other] = [await resident(), await resident()];
    const { enrolmentId: id } = await join(mine, { gridCode: 'g2' });
    const leave = (who: TestAccount) => ({ params: { id }, body: command(), who });
    const { who, ...input } = leave(other);
    expect(await app.refuse(leaveGrid, input, who.token)).toMatchObject({ status: 404 });
    expect(await own(other)).toEqual([]);
    const once = { params: { id }, body: command() };
    await app.call(leaveGrid, once, mine.token);
    await app.call(leaveGrid, once, mine.token);
    expect(await own(mine)).toEqual([]);
    expect(await kinds(mine)).toEqual(['enrolment.entered g2', 'enrolment.ended g2 left']);
    expect(await app.refuse(leaveGrid, { params: { id }, body: command() }, mine.token)).toMatchObject({
      status: 404,
    });
  });

  test('a community, an unknown code and a point outside are refused', async () => {
    const { token } = await resident();
    const refuse = async (place: GridChoice) =>
      (await app.refuse(enrol, { body: { ...command(), place } }, token)).code;
    expect(await refuse({ gridCode: 'c1' })).toBe('place.unknown');
    expect(await refuse({ position: [100, 20] })).toBe('place.outside');
  });
});

describe('cadres in charge', () => {
  test('are appointed and dismissed by who supervises the place, for several grids', async () => {
    const cadre = await giveAccount(app, { unit: 'water', grants: [{ role: 'verifier', place: 'd/t1' }] });
    const first = await appoint('g1', cadre.login.toUpperCase());
    expect(await appoint('g1', cadre.login)).toEqual(first);
    await appoint('g3', cadre.login, administrator);
    expect(await own(cadre)).toMatchObject([
      { capacity: 'cadre_in_charge', grid: { code: 'g1' }, allowed: [] },
      { grid: { code: 'g3' } },
    ]);
    const seen = await ofGrid('g1', supervisor);
    expect(seen.allowed).toEqual(['appoint']);
    expect(seen.people?.find(({ id }) => id === first.enrolmentId)).toMatchObject({
      unitCode: 'water',
      allowed: ['dismiss'],
    });
    const params = { id: first.enrolmentId };
    expect(await app.refuse(leaveGrid, { params, body: command() }, cadre.token)).toMatchObject({
      status: 403,
    });
    await dismiss(first.enrolmentId);
    expect(await gridsOf(cadre)).toEqual(['g3']);
    expect(await kinds(cadre)).toEqual([
      'enrolment.entered g1',
      'enrolment.entered g3',
      'enrolment.ended g1 dismissed',
    ]);
  });

  test('not beyond one’s place, neither the grid nor the person; residents and the closed are nobody', async () => {
    const near = await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t1' }] });
    const far = await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t2' }] });
    const closed = await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t1' }] });
    await app.db
      .updateTable('people.accounts')
      .set({ status: 'inactive' })
      .where('id', '=', closed.id)
      .execute();
    expect(await refuseAppoint('g2', { login: near.login })).toBe('auth.forbidden');
    for (const person of [far, closed, await giveAccount(app, { kind: 'resident', home: 'd/t1' })]) {
      expect(await refuseAppoint('g1', { accountId: person.id })).toBe('enrolment.personUnknown');
    }
    expect(await refuseAppoint('g1', { login: 'nobody-at-all' })).toBe('enrolment.personUnknown');
    const { enrolmentId: id } = await appoint('g2', far.login, administrator);
    expect(
      await app.refuse(dismissCadre, { params: { id }, body: command() }, supervisor.token),
    ).toMatchObject({ status: 404 });
    const volunteer = await join(await resident(), { gridCode: 'g1' });
    expect(
      await app.refuse(
        dismissCadre,
        { params: { id: volunteer.enrolmentId }, body: command() },
        supervisor.token,
      ),
    ).toMatchObject({ status: 404 });
    expect(await gridsOf(far)).toEqual(['g2']);
  });
});

test('names are for staff whose place covers the grid, and each look at a resident’s is recorded', async () => {
  const volunteer = await resident('赵志愿');
  await join(volunteer, { gridCode: 'g1' });
  expect(await namesIn('g1', officer)).toContain('赵志愿');
  const seen = await ofGrid('g1', officer);
  expect(seen.allowed).toEqual([]);
  const elsewhere = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t2' }] });
  const inUnit = await giveAccount(app, { grants: [{ role: 'supervisor', unit: 'water', reach: 'd' }] });
  for (const who of [elsewhere, inUnit]) {
    expect(await ofGrid('g1', who)).toEqual({ counts: seen.counts, people: null, allowed: [] });
  }
  expect(seen.counts.resident_volunteer).toBeGreaterThan(0);
  expect(await app.refuse(getGridPeople, { params: { code: 'g1' } }, volunteer.token)).toMatchObject({
    status: 403,
  });
  const looks = await app.db
    .selectFrom('log.accesses')
    .select(['account_id', 'purpose'])
    .where('subject', '=', `account:${volunteer.id}`)
    .execute();
  expect(looks).toEqual([
    { account_id: officer.id, purpose: 'enrolment.read' },
    { account_id: officer.id, purpose: 'enrolment.read' },
  ]);
});

describe('grids that change', () => {
  test('enrolments in a grid that is split go to its largest part, and undoing brings back what is still there', async () => {
    const [stays, goes] = [await resident(), await resident()];
    const { enrolmentId } = await join(stays, { gridCode: 'g1' });
    await join(goes, { gridCode: 'g1' });
    const line: Position[] = [
      [106.03, 29.9],
      [106.03, 30.1],
    ];
    const { editId, after } = await edit({ kind: 'split', grid: 'g1', line });
    const largest = app.city
      .current()
      .pack.grids.filter(({ code }) => after.includes(code))
      .toSorted((a, b) => (b.areaM2 ?? 0) - (a.areaM2 ?? 0))[0];
    expect(await gridsOf(stays)).toEqual([largest?.code]);
    await join(goes, { gridCode: 'g2' });
    await undo(editId);
    expect(await own(stays)).toMatchObject([{ id: enrolmentId, grid: { code: 'g1' } }]);
    expect(await gridsOf(goes)).toEqual(['g2']);
    expect(await kinds(stays)).toEqual([
      'enrolment.entered g1',
      'enrolment.ended g1 gridChanged',
      `enrolment.entered ${largest?.code}`,
      `enrolment.ended ${largest?.code} gridChanged`,
      'enrolment.entered g1',
    ]);
  });

  test('whoever has charge of two grids has one charge of both merged, and both again when that is undone', async () => {
    const [cadre, released] = [
      await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t1' }] }),
      await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t1' }] }),
    ];
    const neighbour = await resident();
    await join(neighbour, { gridCode: 'g3' });
    for (const who of [cadre, released]) for (const code of ['g1', 'g3']) await appoint(code, who.login);
    const { editId, after } = await edit({
      kind: 'merge',
      grids: ['g1', 'g3'],
      names: [{ zh: '北片', en: 'North' }],
    });
    expect(await gridsOf(cadre)).toEqual(after);
    expect(await gridsOf(neighbour)).toEqual(after);
    const [held] = await own(released);
    await dismiss(held?.id ?? 0);
    await undo(editId);
    expect((await gridsOf(cadre)).toSorted()).toEqual(['g1', 'g3']);
    expect(await gridsOf(neighbour)).toEqual(['g3']);
    expect(await gridsOf(released)).toEqual([]);
  });

  test('a grid that an import led on to another takes its enrolments along', async () => {
    const neighbour = await resident();
    await join(neighbour, { gridCode: 'g1' });
    const city = app.city.current();
    const grids = new Map([...city.index.grids].filter(([code]) => code !== 'g1'));
    const later = {
      ...city,
      index: { ...city.index, grids },
      followers: new Map([['g1', { to: ['g3'], cause: 'pack' as const }]]),
    };
    await followGrids(app, later);
    expect(await gridsOf(neighbour)).toEqual(['g3']);
  });
});

test('closing an account ends its enrolments; ended ones are deleted after 90 days', async () => {
  const neighbour = await resident();
  await join(neighbour, { gridCode: 'g2' });
  await app.call(
    deactivateAccount,
    { params: { id: neighbour.id }, body: { ...command(), version: 1, reason: 'moved away' } },
    administrator.token,
  );
  expect(await kinds(neighbour)).toEqual(['enrolment.entered g2', 'enrolment.ended g2 accountClosed']);
  const left = () =>
    app.db.selectFrom('enrolment.enrolments').select('id').where('account_id', '=', neighbour.id).execute();
  const chore = enrolmentChore(app);
  await chore.run();
  expect(await left()).toHaveLength(1);
  const later = enrolmentChore({
    db: app.db,
    clock: { ...app.clock, now: () => app.clock.now() + 91 * 86_400_000 },
  });
  expect(await later.count()).toBeGreaterThan(0);
  await later.run();
  expect(await left()).toHaveLength(0);
});
