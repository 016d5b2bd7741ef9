import { describe, expect, test } from 'vitest';
import { remaining } from '../deadline/clock.ts';
import { decide } from './decide.ts';
import type { Matter } from './model.ts';
import { calendar, dayMs, hourMs, people, registration, Walk } from './proof/world.ts';

const { operator, supervisor, water } = people;
const mergeInto = (intoMatterId: string) => ({ kind: 'merge', intoMatterId, reasonCode: 'same' }) as const;
const undo = { kind: 'undoMerge', note: '不是同一件事。' } as const;

function main(matterId = 'm-2', reporterId = 'report-2'): Matter {
  const walk = new Walk();
  return walk.do(people.resident, registration({ matterId, reporterId }));
}

describe('merging', () => {
  test('ends the duplicate, and its reporters hear of the other matter from then on', () => {
    const walk = new Walk().toHandling('roads');
    const target = main();
    walk.do(operator, mergeInto('m-2'), { counterpart: target });
    expect(walk.state).toMatchObject({
      stage: 'merged',
      merge: { intoMatterId: 'm-2', mergedBy: 'operator' },
    });
    expect(walk.state.clocks.every(({ state }) => state === 'stopped')).toBe(true);
    expect(walk.state.workOrders.map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
    expect(walk.counterpart).toMatchObject({
      matterId: 'm-2',
      version: 2,
      absorbedIds: ['m-1'],
      reporters: [{ reporterId: 'report-2' }, { reporterId: 'report-1', fromMatterId: 'm-1' }],
    });
    expect(walk.events.slice(-2)).toMatchObject([
      { kind: 'matter.merged', matterId: 'm-1', data: { intoMatterId: 'm-2' } },
      { kind: 'matter.absorbed', matterId: 'm-2', version: 2, data: { fromMatterId: 'm-1', reporters: 1 } },
    ]);
  });

  test('undone, everything is as it was, and the time between cost nobody anything', () => {
    const walk = new Walk().toHandling('roads');
    walk.pass(hourMs);
    const before = walk.state;
    const left = before.clocks.map((clock) => remaining(clock, walk.now, calendar));
    walk.do(operator, mergeInto('m-2'), { counterpart: main() });
    const target = walk.counterpart;
    if (target === null) throw new Error('no counterpart');
    walk.pass(9 * dayMs + hourMs).do(supervisor, undo, { counterpart: target });
    const { stage, holder, workOrders, merge } = walk.state;
    expect({ stage, holder, workOrders, merge }).toEqual({
      stage: before.stage,
      holder: before.holder,
      workOrders: before.workOrders,
      merge: null,
    });
    expect(walk.state.clocks.map(({ state }) => state)).toEqual(before.clocks.map(({ state }) => state));
    expect(walk.state.clocks.map((clock) => remaining(clock, walk.now, calendar))).toEqual(left);
    expect(walk.counterpart).toMatchObject({ absorbedIds: [], reporters: [{ reporterId: 'report-2' }] });
  });

  test('undone while suspended, the matter is still suspended', () => {
    const walk = new Walk().toHandling();
    const until = walk.now + 20 * dayMs;
    walk.do(water, { kind: 'requestSuspension', until, reasonCode: 'winter' });
    walk.do(supervisor, { kind: 'decideSuspension', approve: true, reply: '暂缓。' });
    walk.do(operator, mergeInto('m-2'), { counterpart: main() });
    walk.do(operator, undo, { counterpart: walk.counterpart ?? main() });
    expect(walk.state).toMatchObject({ stage: 'handling', suspension: { state: 'active', until } });
    expect(walk.state.clocks.some(({ state }) => state === 'running')).toBe(false);
  });

  test('passes on everybody a matter had taken in, and a person who reported both is told once', () => {
    const walk = new Walk().toFiled();
    const taken = decide(main('m-3', 'report-3'), mergeInto('m-1'), {
      ...walk.context(operator),
      counterpart: walk.state,
    });
    if (!taken.ok || taken.counterpart === null) throw new Error('refused');
    walk.matter = taken.counterpart;
    walk.do(operator, mergeInto('m-2'), { counterpart: main('m-2', 'report-3') });
    expect(walk.counterpart?.reporters).toEqual([
      { reporterId: 'report-3', fromMatterId: null },
      { reporterId: 'report-1', fromMatterId: 'm-1' },
    ]);
    const chained = { ...walk.context(operator), counterpart: walk.state };
    expect(decide(taken.matter, undo, chained)).toMatchObject({
      ok: false,
      refusal: { code: 'merge.chain' },
    });
  });

  test('needs another matter that is open', () => {
    const walk = new Walk().toFiled();
    expect(walk.refusal(operator, mergeInto('m-1'))).toBe('merge.self');
    expect(walk.refusal(operator, mergeInto('m-9'), { counterpart: main() })).toBe('merge.unknown');
    const closed = { ...new Walk().toClosed().state, matterId: 'm-2' };
    expect(walk.refusal(operator, mergeInto('m-2'), { counterpart: closed })).toBe('merge.ended');
  });
});
