import { describe, expect, test } from 'vitest';
import type { MatterCommand } from './commands.ts';
import { dayMs, hourMs, people, Walk } from './proof/world.ts';

const { operator, parks, roads, supervisor, water } = people;
const giveBack = (workOrderNo: number) =>
  ({ kind: 'returnBack', workOrderNo, reasonCode: 'not-ours' }) as const;
const dispatchTo = (unitId: string): MatterCommand => ({ kind: 'dispatch', lead: { unitId }, assists: [] });
const handlingClock = (walk: Walk, workOrderNo: number) =>
  walk.state.clocks.find((clock) => clock.kind === 'handling' && clock.workOrderNo === workOrderNo);

describe('a returned order', () => {
  test('resumes with the same department: the time in the centre does not count', () => {
    const walk = new Walk().toHandling();
    const due = handlingClock(walk, 1)?.dueAt ?? 0;
    walk.pass(hourMs).do(water, giveBack(1));
    expect(walk.state).toMatchObject({
      stage: 'filed',
      holder: { unitId: 'centre' },
      counters: { returns: 1 },
    });
    expect(handlingClock(walk, 1)).toMatchObject({ state: 'paused' });
    walk.pass(dayMs).do(operator, dispatchTo('water'));
    expect(walk.state.workOrders).toMatchObject([{ no: 1, status: 'dispatched', returns: 1 }]);
    expect(handlingClock(walk, 1)).toMatchObject({ state: 'running', round: 1, dueAt: due + dayMs });
    expect(walk.events.at(-1)?.data).toMatchObject({ orders: [{ workOrderNo: 1, resent: true }] });
  });

  test('restarts with another department, and the first one is done with it', () => {
    const walk = new Walk().toHandling();
    walk.pass(dayMs).do(water, giveBack(1));
    walk.do(operator, dispatchTo('roads'));
    expect(walk.state.workOrders).toMatchObject([
      { no: 1, unitId: 'water', status: 'withdrawn' },
      { no: 2, unitId: 'roads', status: 'dispatched' },
    ]);
    expect(handlingClock(walk, 1)?.state).toBe('stopped');
    expect(handlingClock(walk, 2)).toMatchObject({ state: 'running', startedAt: walk.now });
  });

  test('leads to a ruling after the second time, and the ruled unit can neither return nor pass it on', () => {
    const walk = new Walk().toDispatched();
    walk.do(water, giveBack(1));
    walk.do(operator, dispatchTo('roads'));
    walk.do(roads, giveBack(2));
    expect(walk.state.stage).toBe('awaitingRuling');
    expect(walk.refusal(operator, dispatchTo('parks'))).toBe('stage.awaitingRuling');
    const ruling = { kind: 'rule', role: 'lead', order: { unitId: 'roads' }, note: '按权责清单。' } as const;
    walk.do(supervisor, ruling);
    expect(walk.state).toMatchObject({ stage: 'dispatched', holder: { unitId: 'roads' } });
    expect(walk.refusal(roads, giveBack(2))).toBe('ruling.final');
    const transfer = { kind: 'transfer', workOrderNo: 2, toUnitId: 'parks', reasonCode: 'x' } as const;
    expect(walk.refusal(roads, transfer)).toBe('ruling.final');
    walk.do(supervisor, { ...ruling, order: { unitId: 'parks' } });
    expect(walk.state.workOrders).toMatchObject([
      { status: 'withdrawn' },
      { unitId: 'roads', status: 'withdrawn' },
      { unitId: 'parks', status: 'dispatched', ruled: true },
    ]);
  });

  test('can be given back only within the window that the pack sets', () => {
    const walk = new Walk({ rules: { returnWindow: { value: 1, unit: 'work_day' } } }).toDispatched();
    expect(walk.refusal(water, giveBack(1))).toBeNull();
    walk.pass(dayMs + 1);
    expect(walk.refusal(water, giveBack(1))).toBe('return.late');
    expect(walk.state.workOrders[0]?.returnableUntil).toBe(walk.now - 1);
  });

  test('of an assisting unit leaves the lead alone and blocks the check until the centre decides', () => {
    const walk = new Walk().toHandling('parks');
    walk.do(parks, giveBack(2));
    expect(walk.state).toMatchObject({ stage: 'handling', counters: { returns: 0 } });
    walk.do(water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    expect(walk.state.stage).toBe('handling');
    walk.do(operator, { kind: 'withdrawAssist', workOrderNo: 2, note: '不再需要。' });
    expect(walk.state.stage).toBe('checking');
  });

  test('of an assisting unit comes back once more by request, then by ruling only', () => {
    const walk = new Walk().toHandling('parks');
    const again = { kind: 'addAssist', order: { unitId: 'parks' } } as const;
    walk.do(parks, giveBack(2));
    walk.pass(hourMs).do(operator, again);
    expect(walk.state.workOrders[1]).toMatchObject({ no: 2, status: 'dispatched', returns: 1 });
    expect(handlingClock(walk, 2)).toMatchObject({ round: 1, state: 'running' });
    walk.do(parks, giveBack(2));
    expect(walk.refusal(operator, again)).toBe('ruling.needed');
    walk.do(supervisor, { kind: 'rule', role: 'assist', order: { unitId: 'parks' }, note: '须配合。' });
    expect(walk.refusal(parks, giveBack(2))).toBe('ruling.final');
  });
});

describe('work orders', () => {
  test('one lead and any number of assisting units, each with its own clock and limit', () => {
    const walk = new Walk().toFiled();
    walk.do(operator, {
      kind: 'dispatch',
      lead: { unitId: 'water', limit: { value: 1, unit: 'urgent_hour' } },
      assists: [{ unitId: 'roads' }, { unitId: 'parks', limit: { value: 2, unit: 'urgent_hour' } }],
    });
    const dues = [1, 2, 3].map((no) => (handlingClock(walk, no)?.dueAt ?? 0) - walk.now);
    expect(dues).toEqual([hourMs, 7 * dayMs, 2 * hourMs]);
    walk.do(water, { kind: 'signFor', workOrderNo: 1 });
    walk.do(water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    expect(walk.state.stage, 'checking waits for everybody').toBe('handling');
    expect(handlingClock(walk, 1)?.state).toBe('paused');
    for (const [actor, workOrderNo] of [
      [roads, 2],
      [parks, 3],
    ] as const) {
      walk.do(actor, { kind: 'signFor', workOrderNo });
      walk.do(actor, { kind: 'feedBack', workOrderNo, outcome: 'solved', evidenceIds: [] });
    }
    expect(walk.state).toMatchObject({ stage: 'checking', holder: { unitId: 'centre' } });
  });

  test('no unit has two, and there are at most as many assisting units as the pack says', () => {
    const walk = new Walk({ rules: { maxAssists: 1 } }).toFiled();
    const lead = { unitId: 'water' };
    expect(walk.refusal(operator, { kind: 'dispatch', lead, assists: [lead] })).toBe('order.unitTwice');
    const assists = [{ unitId: 'roads' }, { unitId: 'parks' }];
    expect(walk.refusal(operator, { kind: 'dispatch', lead, assists })).toBe('order.assistsFull');
  });

  test('a transfer gives another unit a fresh order and a fresh clock, as often as the pack allows', () => {
    const walk = new Walk({ rules: { maxTransfers: 1 } }).toHandling();
    walk.pass(dayMs).do(water, { kind: 'transfer', workOrderNo: 1, toUnitId: 'roads', reasonCode: 'theirs' });
    expect(walk.state).toMatchObject({
      stage: 'dispatched',
      holder: { unitId: 'roads' },
      counters: { transfers: 1 },
    });
    expect(handlingClock(walk, 2)?.startedAt).toBe(walk.now);
    const again = { kind: 'transfer', workOrderNo: 2, toUnitId: 'parks', reasonCode: 'theirs' } as const;
    expect(walk.refusal(roads, again)).toBe('transfer.used');
  });

  test('the handling limit runs from the signature where the pack says so', () => {
    const walk = new Walk({ rules: { handlingClockFrom: 'signature' } }).toDispatched();
    expect(handlingClock(walk, 1)).toBeUndefined();
    walk.pass(hourMs).do(water, { kind: 'signFor', workOrderNo: 1 });
    expect(handlingClock(walk, 1)?.startedAt).toBe(walk.now);
  });
});

describe('custody', () => {
  test('goes up and down with a reason while a unit goes on handling', () => {
    const walk = new Walk().toHandling();
    walk.do(operator, { kind: 'escalate', toUnitId: 'district', reasonCode: 'beyond-us' });
    expect(walk.state).toMatchObject({ centreUnitId: 'district', holder: { unitId: 'water' } });
    walk.do(water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    expect(walk.state.holder).toEqual({ unitId: 'district', accountId: null });
    walk.do(people.leader, { kind: 'assignDown', toUnitId: 'centre', reasonCode: 'local' });
    expect(walk.events.at(-1)).toMatchObject({
      holderBefore: { unitId: 'district' },
      holderAfter: { unitId: 'centre' },
      data: { fromUnitId: 'district', toUnitId: 'centre', reasonCode: 'local' },
    });
  });

  test('a person who leaves hands everything back to the queues, of a merged matter too', () => {
    const walk = new Walk().toHandling('parks');
    walk.do(supervisor, { kind: 'assignHolder', workOrderNo: 2, accountId: 'water-1' });
    walk.do(people.system, { kind: 'releaseHolder', accountId: 'water-1' });
    expect(walk.state.workOrders.map(({ holderId }) => holderId)).toEqual([null, null]);
    expect(walk.state.holder).toEqual({ unitId: 'water', accountId: null });
    expect(walk.events.at(-1)?.data).toEqual({
      accountId: 'water-1',
      unitIds: ['water', 'parks'],
      workOrderNos: [1, 2],
    });
    expect(walk.refusal(people.system, { kind: 'releaseHolder', accountId: 'water-1' })).toBe(
      'holder.notHolding',
    );
  });

  test('a person named in the centre keeps the matter from stage to stage, but never gets it from a unit', () => {
    const walk = new Walk();
    walk.toFiled();
    walk.do(supervisor, { kind: 'assignHolder', workOrderNo: 0, accountId: 'operator' });
    expect(walk.state.holder.accountId).toBe('operator');
    walk.do(operator, { kind: 'dispatch', lead: { unitId: 'centre', holderId: 'officer-7' }, assists: [] });
    walk.do(operator, { kind: 'signFor', workOrderNo: 1 });
    expect(walk.state.holder).toEqual({ unitId: 'centre', accountId: 'officer-7' });
    walk.do(operator, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    expect(walk.state.holder).toEqual({ unitId: 'centre', accountId: null });
  });
});
