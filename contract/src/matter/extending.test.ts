import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, monday, people, Walk } from './proof/world.ts';

const { operator, resident, roads, supervisor, system, verifier, water } = people;
const ask = { kind: 'requestExtension', workOrderNo: 1, reasonCode: 'parts' } as const;
const grant = { kind: 'decideExtension', workOrderNo: 1, approve: true } as const;
const dueAt = (walk: Walk) => walk.state.clocks.find(({ kind }) => kind === 'handling')?.dueAt ?? 0;

describe('an extension', () => {
  test('adds one more limit each time, at most as often as the pack says, approved by another', () => {
    const walk = new Walk().toHandling();
    const first = dueAt(walk);
    for (const [times, days] of [
      [1, 7],
      [2, 14],
    ] as const) {
      walk.do(water, ask);
      expect(walk.refusal(water, ask)).toBe('extension.pending');
      expect(walk.refusal(water, grant)).toBe('person.second');
      expect(walk.refusal(system, grant)).toBe('person.needed');
      walk.do(supervisor, grant);
      expect(walk.state.workOrders[0]).toMatchObject({ extensions: times, extensionRequest: null });
      expect(dueAt(walk)).toBe(first + days * dayMs);
    }
    expect(walk.refusal(water, ask)).toBe('extension.used');
    expect(walk.state.counters.extensions).toBe(2);
    expect(walk.events.at(-1)).toMatchObject({
      kind: 'matter.extensionDecided',
      data: { approved: true, count: 2, dueAt: first + 14 * dayMs },
      clocks: [{ kind: 'handling', change: 'extended' }],
    });
  });

  test('may be shorter than the limit, never longer or in another unit', () => {
    const walk = new Walk().toHandling();
    const first = dueAt(walk);
    expect(walk.refusal(water, { ...ask, limit: { value: 6, unit: 'work_day' } })).toBe('extension.tooLong');
    expect(walk.refusal(water, { ...ask, limit: { value: 1, unit: 'urgent_day' } })).toBe(
      'extension.tooLong',
    );
    walk.do(water, { ...ask, limit: { value: 1, unit: 'work_day' } });
    walk.do(supervisor, grant);
    expect(dueAt(walk)).toBe(first + dayMs);
  });

  test('is neither asked for nor granted once overdue; it can then only be turned down', () => {
    const walk = new Walk().toHandling();
    walk.do(water, ask);
    walk.now = dueAt(walk);
    expect(walk.refusal(supervisor, grant), 'the due time itself is in time').toBeNull();
    walk.pass(1);
    expect(walk.refusal(supervisor, grant)).toBe('extension.overdue');
    const rejection = { ...grant, approve: false };
    expect(walk.refusal(supervisor, rejection)).toBe('reason.rejection');
    walk.do(supervisor, { ...rejection, note: '材料前天已到。' });
    expect(walk.state.workOrders[0]).toMatchObject({ extensions: 0, extensionRequest: null });
    expect(walk.refusal(water, ask)).toBe('extension.overdue');
  });

  test('falls away with a return', () => {
    const walk = new Walk().toHandling();
    walk.do(water, ask);
    walk.do(water, { kind: 'returnBack', workOrderNo: 1, reasonCode: 'not-ours' });
    expect(walk.state.workOrders[0]?.extensionRequest).toBeNull();
  });
});

describe('a suspension', () => {
  const until = monday + 30 * dayMs;
  const suspend = { kind: 'requestSuspension', until, reasonCode: 'winter' } as const;
  const approve = { kind: 'decideSuspension', approve: true, reply: '开春施工。' } as const;

  test('stops every clock until its day, when the system resumes it', () => {
    const walk = new Walk().toHandling('roads');
    walk.do(water, suspend);
    expect(walk.refusal(water, approve)).toBe('person.second');
    const { reply: _reply, ...silent } = approve;
    expect(walk.refusal(supervisor, silent)).toBe('reply.needed');
    walk.do(supervisor, approve);
    const going = walk.state.clocks.filter(({ state }) => state !== 'stopped');
    expect(going.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'handling paused',
      'signing paused',
      'handling paused',
    ]);
    expect(walk.refusal(roads, { kind: 'signFor', workOrderNo: 2 })).toBe('matter.suspended');
    walk.pass(29 * dayMs);
    expect(walk.refusal(system, { kind: 'resume' })).toBe('suspension.notOver');
    walk.now = until;
    walk.do(system, { kind: 'resume' });
    expect(walk.state).toMatchObject({ suspension: null, counters: { suspensions: 1 } });
    expect(walk.state.clocks.filter(({ state }) => state === 'running')).toHaveLength(3);
    expect(walk.events.at(-1)?.data).toEqual({ bySystem: true, suspendedFrom: monday });
  });

  test('happens once and lasts a year at most; staff may end it early', () => {
    const walk = new Walk().toHandling();
    const year = 365 * dayMs;
    expect(walk.refusal(water, { ...suspend, until: monday + year + 1 })).toBe('suspension.tooLong');
    expect(walk.refusal(water, { ...suspend, until: monday + year })).toBeNull();
    walk.do(water, suspend);
    const rejection = { kind: 'decideSuspension', approve: false } as const;
    expect(walk.refusal(supervisor, rejection)).toBe('reason.rejection');
    walk.do(supervisor, { ...rejection, note: '当前气温可以施工。' });
    walk.do(water, suspend);
    walk.do(supervisor, approve);
    walk.pass(hourMs).do(operator, { kind: 'resume' });
    expect(walk.refusal(water, suspend)).toBe('suspension.used');
  });

  test('may end in a forced close without being resumed first', () => {
    const walk = new Walk().toHandling();
    walk.do(water, suspend);
    walk.do(supervisor, approve);
    walk.do(operator, { kind: 'proposeForceClose', outcome: 'partly', reasonCode: 'stuck' });
    walk.do(supervisor, { kind: 'decideForceClose', approve: true, reply: '先予结案。' });
    expect(walk.state).toMatchObject({ stage: 'closed', suspension: null });
  });
});

describe('an appeal against overdue', () => {
  const appeal = { kind: 'appealOverdue', workOrderNo: 1, reasonCode: 'flood' } as const;
  const review = { kind: 'reviewAppeal', workOrderNo: 1, grant: true } as const;
  const other = { ...supervisor, accountId: 'supervisor-2' };

  function overdue(): Walk {
    const walk = new Walk().toHandling();
    walk.pass(30 * dayMs).do(water, { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] });
    expect(walk.refusal(water, appeal)).toBe('stage.checking');
    const close = { outcome: 'solved', reply: '已修好。' } as const;
    walk.do(verifier, { kind: 'recordPostHandlingCheck', result: 'passed', evidenceIds: [], close });
    return walk;
  }

  test('exempts the statistic after two different reviewers and rewrites no fact', () => {
    const walk = overdue();
    const { closing, clocks } = walk.state;
    expect(walk.refusal(roads, appeal)).toBe('appeal.otherUnit');
    walk.do(water, appeal);
    expect(walk.refusal({ ...water, accountId: 'water-2' }, review)).toBe('appeal.ownUnit');
    walk.do(supervisor, review);
    expect(walk.events.at(-1)?.data).toMatchObject({ review: 'first', exempt: false });
    expect(walk.refusal(supervisor, review)).toBe('person.second');
    walk.do(other, review);
    expect(walk.events.at(-1)?.data).toMatchObject({ review: 'second', granted: true, exempt: true });
    expect(walk.state.workOrders[0]).toMatchObject({
      overdue: true,
      appeal: { state: 'granted', firstReviewer: 'supervisor', secondReviewer: 'supervisor-2' },
    });
    expect(walk.state.closing).toEqual(closing);
    expect(walk.state.clocks).toEqual(clocks);
    expect(walk.refusal(water, appeal)).toBe('appeal.done');
  });

  test.each([1, 2])('ends with the rejection of reviewer %i and is not made twice', (rejecting) => {
    const walk = overdue();
    walk.do(water, appeal);
    if (rejecting === 2) walk.do(supervisor, review);
    const rejection = { ...review, grant: false };
    expect(walk.refusal(other, rejection)).toBe('reason.rejection');
    walk.do(other, { ...rejection, note: '暴雨当日已停。' });
    expect(walk.state.workOrders[0]?.appeal?.state).toBe('rejected');
    expect(walk.refusal(water, appeal)).toBe('appeal.done');
    expect(walk.refusal(people.leader, review)).toBe('appeal.none');
  });

  test('is for units that were overdue', () => {
    const walk = new Walk().toClosed();
    expect(walk.refusal(water, appeal)).toBe('appeal.notOverdue');
    expect(walk.refusal(resident, appeal)).toBe('person.staff');
  });
});
