import { expect, test } from 'vitest';
import { dayMs, hourMs, monday, people, registration, type, Walk } from './proof/world.ts';

const route = { ruleCode: 'pipes', leadUnitId: 'water', assistUnitIds: ['roads'] };
const automatic = {
  automatic: { accept: true, file: true, dispatch: true },
  defaultFilingCondition: 'leak-1',
};
const { operator, parks, resident, supervisor } = people;

test('registration goes on by itself as far as type and routing allow, every step an event', () => {
  const walk = new Walk({ type: automatic });
  walk.do(resident, registration(), { route });
  expect(walk.events.map(({ kind }) => kind)).toEqual([
    'matter.registered',
    'matter.accepted',
    'matter.filed',
    'matter.dispatched',
  ]);
  expect(walk.state).toMatchObject({
    stage: 'dispatched',
    filingCondition: 'leak-1',
    holder: { unitId: 'water', accountId: null },
    version: 4,
  });
  expect(walk.events.at(-1)?.data).toMatchObject({ automatic: true, routeRule: 'pipes' });
  const kinds = walk.state.clocks.map(({ kind, workOrderNo }) => `${kind}/${workOrderNo}`);
  expect(kinds, 'steps taken at once start no clocks of their own').toEqual([
    'signing/1',
    'handling/1',
    'signing/2',
    'handling/2',
  ]);
});

test.each([
  ['no route was found', { type: automatic, route: undefined }, 'filed'],
  [
    'only acceptance is automatic',
    { type: { automatic: { accept: true, file: false, dispatch: false } }, route },
    'accepted',
  ],
  [
    'a pre-filing check is required',
    { type: { ...automatic, preFilingCheckRequired: true }, route },
    'registered',
  ],
  [
    'filing is not required',
    { type: { automatic: { accept: true, file: false, dispatch: true }, filingRequired: false }, route },
    'dispatched',
  ],
  [
    'filing is required and left to people',
    { type: { automatic: { accept: true, file: false, dispatch: true } }, route },
    'accepted',
  ],
])('it stops where %s', (_name, { type: over, route: found }, stage) => {
  const walk = new Walk({ type: over });
  walk.do(resident, registration(), found ? { route: found } : {});
  expect(walk.state.stage).toBe(stage);
});

test('acceptance stands still during the pre-filing check and waits for what it finds', () => {
  const walk = new Walk({ type: { preFilingCheckRequired: true } });
  walk.do(resident, registration());
  expect(walk.refusal(operator, { kind: 'accept' })).toBe('preFiling.needed');
  walk.pass(hourMs).do(operator, { kind: 'startPreFilingCheck', unitId: 'parks', accountId: 'parks-1' });
  expect(walk.state).toMatchObject({
    stage: 'preFilingCheck',
    holder: { unitId: 'parks', accountId: 'parks-1' },
    clocks: [{ kind: 'acceptance', state: 'paused' }],
  });
  walk.pass(5 * hourMs).do(parks, { kind: 'recordPreFilingCheck', result: 'notFound', evidenceIds: [] });
  expect(walk.state.clocks[0]).toMatchObject({ state: 'running', dueAt: monday + 7 * hourMs });
  expect(walk.refusal(operator, { kind: 'accept' })).toBe('preFiling.notFound');
  walk.do(operator, { kind: 'startPreFilingCheck', unitId: 'roads' });
  walk.do(people.roads, { kind: 'recordPreFilingCheck', result: 'confirmed', evidenceIds: [] });
  expect(walk.do(operator, { kind: 'accept' }).stage).toBe('accepted');
});

test('a reporter is told in words why a matter is declined, and may have it taken up again', () => {
  const walk = new Walk();
  walk.do(resident, registration());
  expect(walk.refusal(operator, { kind: 'decline', reasonCode: 'private' })).toBe('reply.needed');
  walk.do(operator, { kind: 'decline', reasonCode: 'private', reply: '属于民事纠纷。' });
  expect(walk.state).toMatchObject({ stage: 'declined', declineReason: 'private' });
  expect(walk.state.clocks.every(({ state }) => state === 'stopped')).toBe(true);
  walk.pass(100 * dayMs);
  walk.do(operator, { kind: 'addComment', audience: 'internal', note: '又来电。', evidenceIds: [] });
  walk.pass(80 * dayMs + 1);
  expect(walk.refusal(resident, { kind: 'reopen', reasonCode: 'public-pipe' })).toBe('reopen.late');
  walk.pass(-1).do(resident, { kind: 'reopen', reasonCode: 'public-pipe' });
  expect(walk.state).toMatchObject({
    stage: 'registered',
    declineReason: null,
    declinedAt: null,
    counters: { reopenings: 1 },
  });
  expect(walk.state.clocks.at(-1)).toMatchObject({ kind: 'acceptance', round: 2, state: 'running' });
});

test('nobody needs to be told of a matter that nobody reported', () => {
  const walk = new Walk();
  walk.do(operator, registration({ reporterId: undefined }));
  expect(walk.do(operator, { kind: 'decline', reasonCode: 'duplicate' }).stage).toBe('declined');
});

test('a filed matter is classified anew together with its filing condition, and old orders do not live on', () => {
  const walk = new Walk().toDispatched();
  walk.do(people.water, { kind: 'returnBack', workOrderNo: 1, reasonCode: 'not-ours' });
  const note = '是路面塌陷。';
  expect(walk.refusal(operator, { kind: 'reclassify', typeCode: 'pothole', note })).toBe(
    'filing.conditionNeeded',
  );
  walk.do(operator, { kind: 'reclassify', typeCode: 'pothole', filingCondition: 'pothole-1', note });
  expect(walk.state).toMatchObject({
    typeCode: 'pothole',
    filingCondition: 'pothole-1',
    stage: 'filed',
    workOrders: [{ status: 'withdrawn' }],
  });
  walk.do(operator, { kind: 'dispatch', lead: { unitId: 'water' }, assists: [] });
  expect(walk.state.workOrders.at(-1)).toMatchObject({ no: 2, unitId: 'water', returns: 0 });
});

test('a type that needs no filing is dispatched once accepted', () => {
  const walk = new Walk({ type: type({ filingRequired: false }) });
  walk.do(resident, registration());
  walk.do(operator, { kind: 'accept' });
  expect(walk.do(operator, { kind: 'dispatch', lead: { unitId: 'water' }, assists: [] }).stage).toBe(
    'dispatched',
  );
});

test('before any dispatch one person may void; after it, two', () => {
  const early = new Walk();
  early.do(resident, registration());
  early.do(operator, { kind: 'void', reasonCode: 'test', reply: '测试件，已作废。' });
  expect(early.state).toMatchObject({ stage: 'voided', voidReason: 'test' });

  const late = new Walk().toHandling();
  const reply = '误派，已作废。';
  expect(late.refusal(operator, { kind: 'void', reasonCode: 'test', reply })).toBe('void.secondPerson');
  late.do(operator, { kind: 'proposeVoid', reasonCode: 'test' });
  expect(late.refusal(operator, { kind: 'decideVoid', approve: true, reply })).toBe('person.second');
  expect(late.refusal(people.water, { kind: 'decideVoid', approve: true, reply })).toBe('person.handler');
  const rejection = { kind: 'decideVoid', approve: false } as const;
  expect(late.refusal(supervisor, rejection)).toBe('reason.rejection');
  late.do(supervisor, { ...rejection, note: '属本区范围。' });
  expect(late.state).toMatchObject({ stage: 'handling', voidProposal: null });
  late.do(operator, { kind: 'proposeVoid', reasonCode: 'test' });
  late.do(supervisor, { kind: 'decideVoid', approve: true, reply });
  expect(late.state).toMatchObject({ stage: 'voided', workOrders: [{ status: 'withdrawn' }] });
  expect(late.events.slice(-2).map(({ kind }) => kind)).toEqual(['matter.voidDecided', 'matter.voided']);
});
