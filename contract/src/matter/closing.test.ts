import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommandOf, OnSpotResult } from './commands.ts';
import { drawnForSpotCheck } from './spot-check.ts';
import { dayMs, people, registration, Walk } from './proof/world.ts';

const { operator, parks, resident, supervisor, system, verifier, water } = people;
const passed: CommandOf<'recordPostHandlingCheck'> = {
  kind: 'recordPostHandlingCheck',
  result: 'passed',
  evidenceIds: [],
};
const failed: CommandOf<'recordPostHandlingCheck'> = { ...passed, result: 'failed' };
const solved = { outcome: 'solved', reply: '已修好。' } as const;

describe('the check after handling', () => {
  test('is never made by whoever handled the matter or has one of its orders', () => {
    const walk = new Walk().toHandling('parks');
    walk.do(supervisor, { kind: 'assignHolder', workOrderNo: 2, accountId: 'verifier' });
    walk.do(water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    walk.do(parks, { kind: 'signFor', workOrderNo: 2 });
    walk.do(parks, { kind: 'feedBack', workOrderNo: 2, outcome: 'solved', evidenceIds: [] });
    expect(walk.state.stage).toBe('checking');
    expect(walk.refusal(water, passed)).toBe('person.handler');
    expect(walk.refusal(parks, passed)).toBe('person.handler');
    expect(walk.refusal(verifier, passed), 'it was given to them, even if another did it').toBe(
      'person.handler',
    );
    expect(walk.refusal(system, passed)).toBe('person.needed');
    expect(walk.refusal(operator, passed)).toBeNull();
  });

  test('closes in the same command when it passes', () => {
    const walk = new Walk().toChecking();
    expect(walk.refusal(verifier, { ...passed, close: { outcome: 'solved' } })).toBe('reply.needed');
    walk.do(verifier, { ...passed, close: solved });
    expect(walk.state).toMatchObject({
      stage: 'closed',
      closing: { way: 'checked', outcome: 'solved', onTime: true, closedBy: 'verifier' },
      workOrders: [{ status: 'completed' }],
    });
    expect(walk.events.slice(-2).map(({ kind }) => kind)).toEqual(['matter.checkRecorded', 'matter.closed']);
  });

  test('or leaves the closing to somebody else', () => {
    const walk = new Walk().toChecking();
    walk.do(verifier, passed);
    expect(walk.state.stage).toBe('checked');
    walk.do(operator, { kind: 'close', ...solved, outcome: 'partly' });
    expect(walk.state.closing).toMatchObject({ outcome: 'partly', unsolvableReason: null });
  });

  test('sends the order back when it fails, and its clock runs on from where it stood', () => {
    const walk = new Walk().toHandling();
    walk.pass(dayMs).do(water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    walk.pass(dayMs).do(verifier, { ...failed, rework: { workOrderNos: [1], reasonCode: 'still-leaks' } });
    expect(walk.state).toMatchObject({
      stage: 'handling',
      holder: { unitId: 'water', accountId: 'water-1' },
      counters: { reworks: 1 },
      postHandlingCheck: null,
    });
    const clock = walk.state.clocks.find(({ kind }) => kind === 'handling');
    expect(clock).toMatchObject({ state: 'running', round: 1, pauses: [{ to: walk.now }] });
  });

  test('that failed closes nothing', () => {
    const walk = new Walk().toChecking();
    expect(walk.refusal(verifier, { ...failed, close: solved })).toBe('check.failed');
    walk.do(verifier, failed);
    expect(walk.refusal(operator, { kind: 'close', ...solved })).toBe('check.failed');
    walk.do(operator, { kind: 'rework', workOrderNos: [1, 1], reasonCode: 'still-leaks' });
    expect(walk.state.stage).toBe('handling');
  });

  test('is left out where the type needs none', () => {
    const walk = new Walk({ type: { postHandlingCheckRequired: false } }).toChecking();
    expect(walk.state).toMatchObject({ stage: 'checked', postHandlingCheck: { result: 'notRequired' } });
    expect(walk.do(operator, { kind: 'close', ...solved }).stage).toBe('closed');
  });
});

describe('closed is not solved', () => {
  test('what cannot be solved needs the reason why', () => {
    const walk = new Walk().toChecking();
    walk.do(verifier, passed);
    const close = { kind: 'close', outcome: 'unsolvable', reply: '不在职责范围。' } as const;
    expect(walk.refusal(operator, close)).toBe('reason.unsolvable');
    walk.do(operator, { ...close, unsolvableReason: 'out-of-scope' });
    expect(walk.state.closing).toMatchObject({ outcome: 'unsolvable', unsolvableReason: 'out-of-scope' });
  });

  test('a closure is late where the lead unit fed back late, and stays so', () => {
    const walk = new Walk().toHandling();
    walk.pass(30 * dayMs).do(water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    expect(walk.events.at(-1)?.data).toMatchObject({ overdue: true });
    walk.do(verifier, { ...passed, close: solved });
    expect(walk.state).toMatchObject({ closing: { onTime: false }, workOrders: [{ overdue: true }] });
  });

  test('a slow check does not make a unit late that fed back in time', () => {
    const walk = new Walk().toChecking();
    walk.pass(60 * dayMs).do(verifier, { ...passed, close: solved });
    expect(walk.state).toMatchObject({ closing: { onTime: true }, workOrders: [{ overdue: false }] });
  });
});

describe('on time', () => {
  const reworked: CommandOf<'recordPostHandlingCheck'> = {
    ...failed,
    rework: { workOrderNos: [1], reasonCode: 'still-leaks' },
  };
  const back: CommandOf<'feedBack'> = {
    kind: 'feedBack',
    workOrderNo: 1,
    outcome: 'solved',
    evidenceIds: [],
  };
  const dueOf = (walk: Walk) => walk.state.clocks.find(({ kind }) => kind === 'handling')?.dueAt ?? NaN;

  test('is feedback at the due instant or before, however long and how often it is checked afterwards', () => {
    const limits = fc.constantFrom(
      { value: 5, unit: 'work_day' as const },
      { value: 7, unit: 'work_hour' as const },
      { value: 26, unit: 'urgent_hour' as const },
      { value: 1, unit: 'urgent_day' as const },
    );
    const offset = fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -3_600_000, max: 3_600_000 }));
    const check = fc.integer({ min: 0, max: 9 * dayMs });
    fc.assert(
      fc.property(
        limits,
        offset,
        fc.array(check, { maxLength: 3 }),
        check,
        (limit, ms, failedChecks, last) => {
          const walk = new Walk({ type: { limits: { handling: limit } } }).toHandling();
          const onTime = ms <= 0;
          walk.pass(dueOf(walk) + ms - walk.now).do(water, back);
          expect(walk.events.at(-1)?.data).toMatchObject({ overdue: !onTime });
          for (const wait of failedChecks) {
            // Sent back and fed back again in the same instant: no time was used.
            walk.pass(wait).do(verifier, reworked);
            walk.do(water, back);
          }
          walk.pass(last).do(verifier, { ...passed, close: solved });
          expect(walk.state.closing?.onTime).toBe(onTime);
          expect(walk.state.workOrders[0]?.overdue).toBe(!onTime);
          expect(walk.events.at(-1)?.data).toMatchObject({ onTime });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is not what a unit does that takes more time after its last instant was used', () => {
    const walk = new Walk().toHandling();
    walk.pass(dueOf(walk) - walk.now).do(water, back);
    walk.pass(dayMs).do(verifier, reworked);
    walk.pass(1).do(water, back);
    expect(walk.events.at(-1)?.data).toMatchObject({ overdue: true });
    walk.do(verifier, { ...passed, close: solved });
    expect(walk.state.closing?.onTime).toBe(false);
  });
});

describe('a forced close', () => {
  test('takes two people, the second of whom did not handle the matter', () => {
    const walk = new Walk().toHandling();
    const proposal = {
      kind: 'proposeForceClose',
      outcome: 'unsolvable',
      unsolvableReason: 'no-owner',
      reasonCode: 'stuck',
    } as const;
    expect(walk.refusal(system, proposal)).toBe('person.needed');
    walk.do(operator, proposal);
    const decide = { kind: 'decideForceClose', approve: true, reply: '现予结案。' } as const;
    expect(walk.refusal(operator, decide)).toBe('person.second');
    expect(walk.refusal(water, decide)).toBe('person.handler');
    walk.do(supervisor, decide);
    expect(walk.state).toMatchObject({
      stage: 'closed',
      closing: { way: 'forced', outcome: 'unsolvable', unsolvableReason: 'no-owner' },
      workOrders: [{ status: 'withdrawn' }],
      forceCloseProposal: null,
    });
  });

  test('that is turned down changes nothing else', () => {
    const walk = new Walk().toHandling();
    walk.do(operator, { kind: 'proposeForceClose', outcome: 'solved', reasonCode: 'stuck' });
    const rejection = { kind: 'decideForceClose', approve: false } as const;
    expect(walk.refusal(supervisor, rejection)).toBe('reason.rejection');
    walk.do(supervisor, { ...rejection, note: '单位仍在办理。' });
    expect(walk.state).toMatchObject({ stage: 'handling', forceCloseProposal: null });
  });
});

describe('on the spot', () => {
  const onSpot: OnSpotResult = { outcome: 'solved', evidenceIds: ['photo-1'], reply: '当场清理完毕。' };

  test('an officer registers and closes in one command, counted apart', () => {
    const walk = new Walk({ rules: { spotCheckShare: 0 } });
    walk.do(operator, registration({ onSpot }));
    expect(walk.state).toMatchObject({
      stage: 'closed',
      closing: { way: 'onSpot' },
      spotCheck: null,
      version: 2,
    });
  });

  test('a drawn share is checked by a second person; what fails goes the regular way, for good', () => {
    const walk = new Walk({ rules: { spotCheckShare: 1 } });
    walk.do(resident, registration());
    walk.do(operator, { kind: 'handleOnSpot', ...onSpot });
    expect(walk.events.at(-1)?.data).toMatchObject({ spotCheckDue: true });
    const check: CommandOf<'spotCheck'> = { kind: 'spotCheck', result: 'failed', evidenceIds: [] };
    expect(walk.refusal(operator, check)).toBe('person.second');
    walk.do(verifier, check);
    expect(walk.state).toMatchObject({
      stage: 'accepted',
      spotCheck: { state: 'failed', checkedBy: 'verifier' },
      closing: null,
      counters: { reopenings: 0 },
    });
    expect(walk.refusal(operator, { kind: 'handleOnSpot', ...onSpot })).toBe('onSpot.again');
  });

  test('is not for matters that a unit has had, nor for types that exclude it', () => {
    const walk = new Walk().toDispatched();
    walk.do(water, { kind: 'returnBack', workOrderNo: 1, reasonCode: 'not-ours' });
    expect(walk.refusal(operator, { kind: 'handleOnSpot', ...onSpot })).toBe('onSpot.dispatched');
    const strict = new Walk({ type: { onSpotAllowed: false } });
    expect(strict.refusal(operator, registration({ onSpot }))).toBe('onSpot.notAllowed');
  });

  test('the draw follows from the id alone and takes the share that was set', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.nat(), (percent, seed) => {
        const ids = Array.from({ length: 4000 }, (_, index) => `${seed}-${index}`);
        const drawn = ids.filter((id) => drawnForSpotCheck(id, percent / 100));
        expect(Math.abs(drawn.length / 4000 - percent / 100)).toBeLessThan(0.04);
        expect(ids.filter((id) => drawnForSpotCheck(id, percent / 100))).toEqual(drawn);
      }),
      { numRuns: 30 },
    );
  });
});

describe('after closing', () => {
  test('somebody who did not handle it calls back, on a clock, until reached or given up', () => {
    const walk = new Walk({ rules: { maxCallBacks: 2 } }).toClosed();
    const calling = () => walk.state.clocks.find(({ kind }) => kind === 'callBack');
    expect(calling()?.state).toBe('running');
    expect(walk.refusal(water, { kind: 'callBack', reached: false })).toBe('person.handler');
    walk.do(operator, { kind: 'callBack', reached: false });
    expect(walk.state.closing).toMatchObject({ callBack: 'due', callBackAttempts: 1 });
    walk.do(operator, { kind: 'callBack', reached: false });
    expect(walk.state.closing).toMatchObject({ callBack: 'notReached', callBackAttempts: 2 });
    expect(calling()?.state).toBe('stopped');
    expect(walk.refusal(operator, { kind: 'callBack', reached: true, verdict: 'solved' })).toBe(
      'callBack.notDue',
    );
  });

  test('each reporter rates a closure once, as partly solved too', () => {
    const walk = new Walk().toClosed();
    const rating = { kind: 'rate', verdict: 'partly', satisfaction: 'basicallySatisfied' } as const;
    expect(walk.refusal({ ...resident, reporterId: 'somebody' }, rating)).toBe('reporter.only');
    walk.do(resident, rating);
    expect(walk.state.ratings).toMatchObject([{ reporterId: 'report-1', verdict: 'partly' }]);
    expect(walk.refusal(resident, rating)).toBe('reporter.rated');
  });

  test('a reopened matter reaches the unit, on a fresh clock, and keeps its history', () => {
    const walk = new Walk({ rules: { maxReopenings: 1 } }).toClosed();
    walk.do(resident, { kind: 'rate', verdict: 'unsolved', satisfaction: 'dissatisfied' });
    walk.pass(dayMs).do(resident, { kind: 'reopen', reasonCode: 'still-leaks' });
    expect(walk.state).toMatchObject({
      stage: 'dispatched',
      holder: { unitId: 'water', accountId: null },
      closing: null,
      ratings: [],
      counters: { reopenings: 1 },
      workOrders: [{ no: 1, status: 'dispatched', handlerIds: ['water-1'] }],
    });
    const rounds = walk.state.clocks.filter(({ kind }) => kind === 'handling');
    expect(rounds).toMatchObject([{ state: 'stopped' }, { state: 'running', round: 2, startedAt: walk.now }]);
    walk.do(water, { kind: 'signFor', workOrderNo: 1 });
    walk.do(water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    walk.do(verifier, { ...passed, close: solved });
    expect(walk.refusal(resident, { kind: 'reopen', reasonCode: 'again' })).toBe('reopen.used');
  });

  test('a reopening may go to the check or to dispatching, and comes too late after the days of the pack', () => {
    const walk = new Walk().toClosed();
    const reopen = { kind: 'reopen', reasonCode: 'doubt' } as const;
    const toCheck = walk.try(operator, { ...reopen, to: 'checking' });
    expect(toCheck).toMatchObject({ ok: true, matter: { stage: 'checking', postHandlingCheck: null } });
    const toDispatch = walk.try(operator, { ...reopen, to: 'dispatching' });
    expect(toDispatch).toMatchObject({ ok: true, matter: { stage: 'filed' } });
    walk.pass(walk.rules.reopenWithinDays * dayMs + 1);
    expect(walk.refusal(operator, reopen)).toBe('reopen.late');
  });
});
