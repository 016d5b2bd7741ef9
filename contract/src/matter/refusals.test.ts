import { expect, test } from 'vitest';
import type { MatterCommand } from './commands.ts';
import type { Actor } from './context.ts';
import { allowed } from './decide.ts';
import { shownByExample } from './proof/payload-refusals.ts';
import { dayMs, people, registration, Walk } from './proof/world.ts';
import { type RefusalCode, refusals } from './refusals.ts';

const { operator, supervisor, system, verifier, water } = people;
const giveBack = { kind: 'returnBack', workOrderNo: 1, reasonCode: 'not-ours' } as const;

test('every refusal says in both languages what is the matter and what to do', () => {
  const holes = (text: string) => new Set(text.match(/\{\w+\}/g));
  for (const [code, { zh, en }] of Object.entries(refusals)) {
    expect(zh.replaceAll(/\{\w+\}/g, ''), code).toMatch(/^[^A-Za-z]{11,}。$/);
    expect(en, code).toMatch(/^[A-Z].{20,}\.$/);
    expect(holes(zh), code).toEqual(holes(en));
  }
});

interface Example {
  readonly walk: Walk;
  readonly actor: Actor;
  readonly command: MatterCommand;
}

/** One way to each refusal that the exploration does not meet with its payloads. */
const examples: Partial<Record<RefusalCode, () => Example>> = {
  'matter.unknown': () => ({ walk: new Walk(), actor: operator, command: { kind: 'accept' } }),
  'evidence.needed': () => ({
    walk: new Walk({ type: { evidenceRequired: true } }).toHandling(),
    actor: water,
    command: { kind: 'feedBack', workOrderNo: 1, outcome: 'solved', evidenceIds: [] },
  }),
  'filing.conditionNeeded': () => ({
    walk: new Walk().toFiled(),
    actor: operator,
    command: { kind: 'reclassify', typeCode: 'pothole', note: '路面塌陷。' },
  }),
  'order.assistsFull': () => ({
    walk: new Walk({ rules: { maxAssists: 1 } }).toHandling('roads'),
    actor: operator,
    command: { kind: 'addAssist', order: { unitId: 'parks' } },
  }),
  'return.late': () => ({
    walk: new Walk({ rules: { returnWindow: { value: 1, unit: 'urgent_hour' } } }).toDispatched().pass(dayMs),
    actor: water,
    command: giveBack,
  }),
  'custody.notAbove': () => ({
    walk: new Walk().toFiled(),
    actor: supervisor,
    command: { kind: 'escalate', toUnitId: 'water', reasonCode: 'beyond-us' },
  }),
  'custody.notBelow': () => ({
    walk: new Walk().toFiled(),
    actor: supervisor,
    command: { kind: 'assignDown', toUnitId: 'district', reasonCode: 'local' },
  }),
  'holder.same': () => ({
    walk: new Walk().toFiled(),
    actor: supervisor,
    command: { kind: 'assignHolder', workOrderNo: 0, accountId: null },
  }),
  'extension.tooLong': () => ({
    walk: new Walk().toHandling(),
    actor: water,
    command: {
      kind: 'requestExtension',
      workOrderNo: 1,
      reasonCode: 'parts',
      limit: { value: 50, unit: 'work_day' },
    },
  }),
  'suspension.past': () => {
    const walk = new Walk().toHandling();
    const until = walk.now + dayMs;
    walk.do(water, { kind: 'requestSuspension', until, reasonCode: 'winter' });
    walk.pass(2 * dayMs);
    return { walk, actor: supervisor, command: { kind: 'decideSuspension', approve: true, reply: '暂缓。' } };
  },
  'merge.unknown': () => ({
    walk: new Walk().toFiled(),
    actor: operator,
    command: { kind: 'merge', intoMatterId: 'm-9', reasonCode: 'same' },
  }),
  'check.passed': () => ({
    walk: new Walk().toChecking(),
    actor: verifier,
    command: {
      kind: 'recordPostHandlingCheck',
      result: 'passed',
      evidenceIds: [],
      rework: { workOrderNos: [1], reasonCode: 'untidy' },
    },
  }),
  'callBack.verdict': () => ({
    walk: new Walk().toClosed(),
    actor: operator,
    command: { kind: 'callBack', reached: true },
  }),
};

test.each(Object.keys(examples) as RefusalCode[])('%s', (code) => {
  const { walk, actor, command } = examples[code]?.() ?? {
    walk: new Walk(),
    actor: system,
    command: registration(),
  };
  expect(walk.refusal(actor, command)).toBe(code);
});

test('before any dispatch a screen says that there is no work order', () => {
  const walk = new Walk().toFiled();
  const signing = allowed(walk.state, walk.context(water)).find(({ command }) => command === 'signFor');
  expect(signing).toEqual({
    command: 'signFor',
    workOrderNo: null,
    refusal: { code: 'order.none', params: {} },
  });
});

test('with orders a screen hears of each', () => {
  const walk = new Walk().toHandling('parks');
  const signing = allowed(walk.state, walk.context(water)).filter(({ command }) => command === 'signFor');
  expect(signing.map(({ workOrderNo, refusal }) => [workOrderNo, refusal?.code ?? null])).toEqual([
    [1, 'order.notWaiting'],
    [2, null],
  ]);
});

test('what the exploration leaves to examples has one here or among the merges', () => {
  const elsewhere: readonly RefusalCode[] = ['order.none', 'merge.ended', 'merge.chain'];
  expect(new Set([...Object.keys(examples), ...elsewhere])).toEqual(new Set(shownByExample));
});
