import { randomUUID } from 'node:crypto';
import { getMatter, listColleagues, matterActs } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let people: Record<
  | 'operator'
  | 'deskmate'
  | 'supervisor'
  | 'plumber'
  | 'mate'
  | 'boss'
  | 'gone'
  | 'roads'
  | 'officer'
  | 'farOfficer'
  | 'verifier',
  TestAccount
>;

beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  const give = (displayName: string, grant: Parameters<typeof giveAccount>[1], unit?: string) =>
    giveAccount(app, { displayName, ...(unit === undefined ? {} : { unit }), ...grant });
  people = {
    operator: await give('受理甲', { grants: [{ role: 'operator', place: 'd/t1' }] }),
    deskmate: await give('受理乙', { grants: [{ role: 'operator', unit: 'centre-t1', reach: 'd/t1' }] }),
    supervisor: await give('主管', { grants: [{ role: 'supervisor', place: 'd' }] }),
    plumber: await give('水工甲', { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] }),
    mate: await give('水工乙', { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] }),
    boss: await give('水务领导', { grants: [{ role: 'leader', unit: 'water', reach: 'd' }] }),
    gone: await give('已离开', { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] }),
    roads: await give('路工', { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] }),
    officer: await give('网格员一', { grants: [{ role: 'officer', place: 'd/t1/c1/g1' }] }, 'centre-c1'),
    farOfficer: await give('网格员二', { grants: [{ role: 'officer', place: 'd/t2/c2/g2' }] }, 'centre-c2'),
    verifier: await give('核查员', { grants: [{ role: 'verifier', place: 'd/t1' }] }, 'centre-t1'),
  };
  await app.db
    .updateTable('people.accounts')
    .set({ status: 'inactive' })
    .where('id', '=', people.gone.id)
    .execute();
});
afterAll(() => app.close());

async function register(typeCode: 'AUTO-01' | 'HAND-02'): Promise<string> {
  const { matterId } = await giveMatter(app, people.operator, { typeCode });
  return matterId;
}

const ask = (matterId: string, unitId: string, who: TestAccount, part?: 'hold' | 'check') =>
  app.call(
    listColleagues,
    { params: { matterId }, query: { unitId, ...(part === undefined ? {} : { part }) } },
    who.token,
  );

const namesOf = ({ people: found }: { readonly people: readonly { readonly name: string }[] }) =>
  found.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1));

test('a unit shows its people to those who work in it: handlers, not leaders, nobody who left', async () => {
  const matterId = await register('AUTO-01');
  const found = await ask(matterId, 'water', people.plumber);
  expect(found.open).toBe(true);
  expect(namesOf(found)).toEqual(['水工乙', '水工甲']);
  expect(found.people.find(({ name }) => name === '水工乙')).toEqual({
    accountId: String(people.mate.id),
    name: '水工乙',
    roles: ['handler'],
  });
});

test('the centre that runs the matter names people of any unit, a unit only its own', async () => {
  const matterId = await register('AUTO-01');
  // The officer in whose grid it lies works for every centre above the grid.
  const ofTown = ['受理乙', '受理甲', '网格员一'];
  for (const who of [people.operator, people.supervisor]) {
    expect(namesOf(await ask(matterId, 'water', who))).toEqual(['水工乙', '水工甲']);
    expect(namesOf(await ask(matterId, 'centre-t1', who))).toEqual(ofTown);
  }
  expect(namesOf(await ask(matterId, 'centre-c1', people.operator))).toEqual(['网格员一']);
  expect(namesOf(await ask(matterId, 'centre-t1', people.operator, 'check'))).toEqual([
    '受理乙',
    '受理甲',
    '核查员',
    '网格员一',
  ]);
  for (const unitId of ['centre-t1', 'roads']) {
    expect(await ask(matterId, unitId, people.plumber)).toEqual({ open: false, people: [] });
  }
});

test('who does not see the matter, or names no unit of the city, is told so', async () => {
  const matterId = await register('AUTO-01');
  const input = (unitId: string) => ({ params: { matterId }, query: { unitId } });
  expect(await app.refuse(listColleagues, input('roads'), people.roads.token)).toMatchObject({
    code: 'resource.notFound',
  });
  const unknown = await app.refuse(listColleagues, input('nowhere'), people.operator.token);
  expect(unknown).toMatchObject({ code: 'input.invalid', errors: [{ field: 'unitId' }] });
  expect(await app.refuse(listColleagues, input('water'), people.verifier.token)).toMatchObject({
    code: 'auth.forbidden',
  });
  expect(await app.refuse(listColleagues, input('water'))).toMatchObject({ code: 'auth.required' });
});

const assign = (matterId: string, accountId: number, commandId: string = randomUUID()) => ({
  params: { matterId },
  body: { commandId, workOrderNo: 1, accountId: String(accountId) },
});

test('work goes to a person of the unit and to nobody else', async () => {
  const matterId = await register('AUTO-01');
  for (const unfit of [people.roads, people.gone, people.boss, people.operator, { id: 999_999 }]) {
    const refused = await app.refuse(
      matterActs.assignHolder,
      assign(matterId, unfit.id),
      people.plumber.token,
    );
    expect(refused).toMatchObject({ code: 'holder.unfit', status: 422, params: { unitEn: 'water' } });
  }
  await app.call(matterActs.assignHolder, assign(matterId, people.mate.id), people.plumber.token);
  const view = await app.call(getMatter, { params: { matterId } }, people.operator.token);
  expect(view.holder).toEqual({ accountId: String(people.mate.id), name: '水工乙' });
});

test('a repeat is answered as before though the person has left since; another role may not ask at all', async () => {
  const matterId = await register('AUTO-01');
  const leaver = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const input = assign(matterId, leaver.id);
  const first = await app.call(matterActs.assignHolder, input, people.plumber.token);
  await app.db
    .updateTable('people.accounts')
    .set({ status: 'inactive' })
    .where('id', '=', leaver.id)
    .execute();
  expect(await app.call(matterActs.assignHolder, input, people.plumber.token)).toEqual(first);
  const hidden = await app.refuse(
    matterActs.assignHolder,
    assign(matterId, people.roads.id),
    people.roads.token,
  );
  expect(hidden.code).toBe('resource.notFound');
});

test('dispatching names the person of each order', async () => {
  const matterId = await register('HAND-02');
  const params = { matterId };
  const { token } = people.operator;
  await app.call(matterActs.accept, { params, body: { commandId: randomUUID() } }, token);
  const filing = { commandId: randomUUID(), filingCondition: 'HAND-02-1' };
  await app.call(matterActs.file, { params, body: filing }, token);
  const dispatch = (holderId: number) => ({
    params,
    body: {
      commandId: randomUUID(),
      lead: { unitId: 'centre-t1', holderId: String(holderId) },
      assists: [{ unitId: 'water', limit: { value: 2, unit: 'work_day' as const } }],
    },
  });
  const refused = await app.refuse(matterActs.dispatch, dispatch(people.farOfficer.id), token);
  expect(refused.code).toBe('holder.unfit');
  await app.call(matterActs.dispatch, dispatch(people.deskmate.id), token);
  const { state } = await app.call(getMatter, { params }, token);
  expect(state.workOrders).toMatchObject([
    { unitId: 'centre-t1', holderId: String(people.deskmate.id) },
    { unitId: 'water', holderId: null, limit: { value: 2, unit: 'work_day' } },
  ]);
});
