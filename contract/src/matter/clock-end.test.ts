import { expect, test } from 'vitest';
import { clockEnd } from './clock-end.ts';
import { hourMs, people, registration, Walk } from './proof/world.ts';

const { operator, resident, supervisor, water } = people;

const endsOf = ({ state }: Walk): string[] =>
  state.clocks.map((clock) => `${clock.kind} ${clock.workOrderNo} ${clockEnd(clock, state)}`);

const begun = ['acceptance 0 done', 'dispatch 0 done', 'signing 1 done'];

test('a clock that ended with the act it waited for is done, and one that goes on has no end', () => {
  expect(endsOf(new Walk().toHandling())).toEqual([...begun, 'handling 1 null']);
  expect(endsOf(new Walk().toClosed())).toEqual([
    ...begun,
    'handling 1 done',
    'checking 0 done',
    'callBack 0 null',
  ]);
});

test('a merge ends what was still going, and nothing that was done before', () => {
  const walk = new Walk().toHandling('roads');
  const other = new Walk().do(resident, registration({ matterId: 'm-2', reporterId: 'report-2' }));
  walk.do(operator, { kind: 'merge', intoMatterId: 'm-2', reasonCode: 'same' }, { counterpart: other });
  expect(endsOf(walk)).toEqual([...begun, 'handling 1 merged', 'signing 2 merged', 'handling 2 merged']);
});

test('a withdrawn order ends its clocks without their being done', () => {
  const walk = new Walk().toHandling('roads').pass(hourMs);
  walk.do(operator, { kind: 'withdrawAssist', workOrderNo: 2, note: '不再需要。' });
  expect(endsOf(walk)).toEqual([...begun, 'handling 1 null', 'signing 2 withdrawn', 'handling 2 withdrawn']);
});

test('an order that was returned unsigned was not signed for', () => {
  const walk = new Walk().toDispatched();
  walk.do(water, { kind: 'returnBack', workOrderNo: 1, reasonCode: 'not-ours' });
  expect(endsOf(walk)).toContain('signing 1 returned');
});

test('voiding and a forced close end what waited, on the matter and on its orders', () => {
  const early = new Walk().toFiled().pass(hourMs);
  early.do(operator, { kind: 'void', reasonCode: 'test', reply: '已作废。' });
  expect(endsOf(early)).toEqual(['acceptance 0 done', 'dispatch 0 voided']);

  const forced = new Walk().toChecking().pass(hourMs);
  forced.do(operator, { kind: 'proposeForceClose', outcome: 'partly', reasonCode: 'stuck' });
  forced.do(supervisor, { kind: 'decideForceClose', approve: true, reply: '先予结案。' });
  expect(endsOf(forced)).toContain('checking 0 forced');
});
