import { describe, expect, test } from 'vitest';
import { compileCalendar } from '../deadline/working-time.ts';
import type { CommandOf, MatterCommand } from './commands.ts';
import { decide } from './decide.ts';
import { calendar, dayMs, hourMs, monday, people, registration, type, Walk } from './proof/world.ts';

const { operator, resident, supervisor, system, verifier, water } = people;
const fedBack: CommandOf<'feedBack'> = {
  kind: 'feedBack',
  workOrderNo: 1,
  outcome: 'solved',
  evidenceIds: [],
};

describe('clocks follow from the state', () => {
  test('each stage has its clock, and no clock outlives its stage', () => {
    const walk = new Walk().toClosed();
    const spans = walk.state.clocks.map(({ kind, workOrderNo, state }) => `${kind}/${workOrderNo} ${state}`);
    expect(spans).toEqual([
      'acceptance/0 stopped',
      'dispatch/0 stopped',
      'signing/1 stopped',
      'handling/1 stopped',
      'checking/0 stopped',
      'callBack/0 running',
    ]);
  });

  test('a kind without a limit has no clock, and a matter without one counts as on time', () => {
    const walk = new Walk({ type: type({ limits: {} }) }).toHandling();
    expect(walk.state.clocks).toEqual([]);
    walk.pass(900 * dayMs).do(water, fedBack);
    const close = { outcome: 'solved', reply: '已修好。' } as const;
    walk.do(verifier, { kind: 'recordPostHandlingCheck', result: 'passed', evidenceIds: [], close });
    expect(walk.state.closing).toMatchObject({ dueAt: null, onTime: true });
  });

  test('a city may stop a kind of clock in a stage of its own choice', () => {
    const pauses = { ...new Walk().rules.pauses, dispatch: ['awaitingRuling' as const] };
    const walk = new Walk({ rules: { pauses, returnsBeforeRuling: 1 } }).toDispatched();
    walk.do(water, { kind: 'returnBack', workOrderNo: 1, reasonCode: 'not-ours' });
    expect(walk.state.stage).toBe('awaitingRuling');
    expect(walk.state.clocks.some(({ kind, state }) => kind === 'dispatch' && state === 'running')).toBe(
      false,
    );
  });
});

describe('an imported target', () => {
  test.each([
    [-1, true],
    [0, true],
    [1, false],
  ])('is the due time of the closure, and %i ms from it is on time: %s', (offset, onTime) => {
    const fixedDueAt = monday + 3 * dayMs + 12_345;
    const walk = new Walk({ type: type({ limits: {} }) });
    walk.do(operator, registration({ fixedDueAt }));
    walk.do(operator, { kind: 'accept' });
    walk.do(operator, { kind: 'file', filingCondition: 'imported' });
    walk.do(operator, { kind: 'dispatch', lead: { unitId: 'water' }, assists: [] });
    walk.do(water, { kind: 'signFor', workOrderNo: 1 });
    walk.do(water, fedBack);
    expect(walk.state.clocks[0]).toMatchObject({ kind: 'handling', dueAt: fixedDueAt, fixedDueAt });
    walk.now = fixedDueAt + offset;
    const close = { outcome: 'solved', reply: '已修好。' } as const;
    walk.do(verifier, { kind: 'recordPostHandlingCheck', result: 'passed', evidenceIds: [], close });
    expect(walk.state.closing).toMatchObject({ dueAt: fixedDueAt, onTime });
  });

  test('is never extended', () => {
    const walk = new Walk();
    walk.do(resident, registration({ fixedDueAt: monday + dayMs }));
    walk.do(operator, { kind: 'accept' });
    walk.do(operator, { kind: 'file', filingCondition: 'imported' });
    walk.do(operator, { kind: 'dispatch', lead: { unitId: 'water' }, assists: [] });
    const ask = { kind: 'requestExtension', workOrderNo: 1, reasonCode: 'parts' } as const;
    expect(walk.refusal(water, ask)).toBe('extension.noClock');
  });
});

test('a legal year that is published later moves what is open, keeps the old value and leaves facts alone', () => {
  const years = [...calendar.calendar.legalYears];
  const before = compileCalendar({ ...calendar.calendar, legalYears: years.filter((year) => year !== 2027) });
  const after = compileCalendar({
    ...calendar.calendar,
    holidays: [{ date: '2027-01-04' }, { date: '2027-01-05' }],
  });
  const walk = new Walk();
  walk.now = Date.parse('2026-12-31T00:00Z');
  const at = (over: object) => ({ ...walk.context(operator), ...over });
  let decision = decide(null, registration(), at({ actor: resident, calendar: before }));
  const commands: MatterCommand[] = [
    { kind: 'accept' },
    { kind: 'file', filingCondition: 'leak-1' },
    { kind: 'dispatch', lead: { unitId: 'water' }, assists: [] },
  ];
  for (const command of commands) {
    if (decision.ok) decision = decide(decision.matter, command, at({ calendar: before }));
  }
  if (!decision.ok) throw new Error(decision.refusal.code);
  const { matter } = decision;
  const provisional = matter.clocks.filter((clock) => clock.provisional);
  expect(provisional.map(({ kind }) => kind)).toEqual(['handling']);

  const nothing = decide(matter, { kind: 'recomputeDue' }, at({ actor: system, calendar: before }));
  expect(nothing).toMatchObject({ ok: false, refusal: { code: 'recompute.nothing' } });
  const moved = decide(matter, { kind: 'recomputeDue' }, at({ actor: system, calendar: after }));
  if (!moved.ok) throw new Error(moved.refusal.code);
  const from = provisional[0]?.dueAt ?? 0;
  expect(moved.events).toMatchObject([
    {
      kind: 'matter.dueRecomputed',
      data: { changes: [{ kind: 'handling', workOrderNo: 1, fromDueAt: from, toDueAt: from + 2 * dayMs }] },
      clocks: [{ kind: 'handling', change: 'recomputed', provisional: false }],
    },
  ]);
  const stopped = (clocks: typeof matter.clocks) => clocks.filter(({ state }) => state === 'stopped');
  expect(stopped(moved.matter.clocks)).toEqual(stopped(matter.clocks));
});

test('a server whose clock lags does not turn time back', () => {
  const walk = new Walk().toDispatched();
  walk.pass(-5 * hourMs).do(water, { kind: 'signFor', workOrderNo: 1 });
  expect(walk.state).toMatchObject({ changedAt: monday, workOrders: [{ signedAt: monday }] });
  expect(walk.events.at(-1)?.at).toBe(monday);
});

test('a command copies only what it changes', () => {
  const walk = new Walk().toHandling('roads', 'parks');
  const before = walk.state;
  walk.do(water, { kind: 'handle', workOrderNo: 1, note: '已到场。', evidenceIds: [] });
  expect(walk.state.workOrders[1]).toBe(before.workOrders[1]);
  expect(walk.state.clocks[0]).toBe(before.clocks[0]);
  expect(walk.state.counters).toBe(before.counters);
  expect(walk.state.reporters).toBe(before.reporters);
  const noted = walk.state;
  walk.do(supervisor, { kind: 'addComment', audience: 'internal', note: '请加快。', evidenceIds: [] });
  expect(walk.state.workOrders).toBe(noted.workOrders);
});
