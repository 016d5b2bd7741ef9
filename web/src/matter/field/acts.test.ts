import { matterActs } from '@heliu/contract/matter';
import { expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { type ActValues, blankValues, bodyOf, type FieldAct, fieldActs, formOf, missing } from './acts.ts';
import { byDue, taskOf } from './tasks.ts';

const kinds = Object.keys(fieldActs) as FieldAct[];
const none = { reported: false, evidenceRequired: false, photos: 0 };
const filled: ActValues = { result: null, outcome: 'solved', reason: 'R1', note: '看过了', reply: '已处理' };

const onOrders = new Set<FieldAct>(['signFor', 'handle', 'feedBack', 'returnBack', 'requestExtension']);
const resultOf = (kind: FieldAct): ActValues['result'] => formOf(kind).results?.[0] ?? null;

test.each(kinds)('%s: what the form makes of full values is what its endpoint takes', (kind) => {
  const values = { ...filled, result: resultOf(kind) };
  expect(missing(kind, values, none)).toEqual([]);
  const body = bodyOf(kind, onOrders.has(kind) ? 1 : undefined, values, { version: 3, leadNo: 1 });
  const parsed = matterActs[kind].body.safeParse({ ...body, commandId: uuidv7() });
  expect(parsed.error?.issues ?? []).toEqual([]);
});

test('what is missing is named in the order of the form', () => {
  expect(missing('feedBack', blankValues, { ...none, evidenceRequired: true })).toEqual([
    'outcome',
    'photos',
  ]);
  expect(missing('feedBack', { ...filled, outcome: 'unsolvable', reason: '' }, none)).toEqual(['reason']);
  expect(missing('handleOnSpot', { ...filled, reply: ' ' }, { ...none, reported: true })).toEqual(['reply']);
  expect(missing('addComment', blankValues, none)).toEqual(['note']);
});

test('a check that failed asks the lead for rework with its reason; a comment expects no version', () => {
  const failed = { ...filled, result: 'failed' };
  expect(bodyOf('recordPostHandlingCheck', undefined, failed, { version: 3, leadNo: 2 })).toEqual({
    result: 'failed',
    note: '看过了',
    rework: { workOrderNos: [2], reasonCode: 'R1' },
    expectedVersion: 3,
  });
  expect(bodyOf('addComment', undefined, filled, { version: 3, leadNo: 2 })).toEqual({
    audience: 'internal',
    note: '看过了',
  });
});

test('a task is what I may do now; what is refused makes none', () => {
  const refusal = { zh: '不行', en: 'no' };
  expect(taskOf([{ command: 'signFor', workOrderNo: 1, refusal: null }])).toBe('sign');
  expect(taskOf([{ command: 'feedBack', workOrderNo: 1, refusal }])).toBeUndefined();
  expect(
    taskOf([
      { command: 'signFor', workOrderNo: 1, refusal: null },
      { command: 'recordPreFilingCheck', workOrderNo: null, refusal: null },
    ]),
  ).toBe('check');
});

test('what is due first comes first, what is never due last', () => {
  const at = (dueAt: string | null, registeredAt = '2026-01-01T00:00:00Z') => ({ dueAt, registeredAt });
  const rows = [at(null), at('2026-03-01T00:00:00Z'), at('2026-02-01T00:00:00Z')];
  expect(rows.toSorted(byDue).map(({ dueAt }) => dueAt)).toEqual([
    '2026-02-01T00:00:00Z',
    '2026-03-01T00:00:00Z',
    null,
  ]);
});
