import { type MatterCommandKind, matterCommandKinds } from '@heliu/contract/matter/permissions';
import { describe, expect, test } from 'vitest';
import { fieldsOf, payloadNames, payloadOf } from './kinds.ts';
import { sortActs } from './order.ts';

describe('forms', () => {
  test.each(matterCommandKinds)('%s: every field of its payload has a place in the form', (kind) => {
    expect(
      fieldsOf(kind)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(payloadNames(kind).toSorted());
  });

  test('what the contract requires is required', () => {
    const required = (kind: MatterCommandKind) =>
      fieldsOf(kind)
        .filter((field) => field.required)
        .map(({ name }) => name);
    expect(required('returnBack')).toEqual(['reasonCode']);
    expect(required('handle')).toEqual(['note']);
    expect(required('accept')).toEqual([]);
    expect(required('dispatch')).toEqual(['lead']);
  });

  test('empty fields are left out, nobody and no stay', () => {
    expect(
      payloadOf({
        note: '  ',
        reply: ' Done. ',
        accountId: null,
        approve: false,
        limit: { value: undefined },
      }),
    ).toEqual({ reply: 'Done.', accountId: null, approve: false });
    expect(payloadOf({ assists: [{ unitId: 'a', instructions: '' }] })).toEqual({
      assists: [{ unitId: 'a' }],
    });
  });
});

test('acts: likely ones first, exceptions in the menu, refused ones apart', () => {
  const refusal = { zh: '不行', en: 'No' };
  const sorted = sortActs([
    { command: 'addComment', workOrderNo: null, refusal: null },
    { command: 'returnBack', workOrderNo: 1, refusal: null },
    { command: 'signFor', workOrderNo: 1, refusal: null },
    { command: 'feedBack', workOrderNo: 1, refusal },
    { command: 'recomputeDue', workOrderNo: null, refusal: null },
  ]);
  expect(sorted.primary.map(({ kind }) => kind)).toEqual(['signFor']);
  expect(sorted.possible.map(({ kind }) => kind)).toEqual(['addComment', 'returnBack']);
  expect(sorted.refused.map(({ kind }) => kind)).toEqual(['feedBack']);
});

test('what is refused on a withdrawn work order is no act any more, what is refused on another is', () => {
  const refusal = { zh: '不行', en: 'No' };
  const { primary, refused } = sortActs(
    [
      { command: 'signFor', workOrderNo: 1, refusal },
      { command: 'signFor', workOrderNo: 3, refusal: null },
      { command: 'returnBack', workOrderNo: 1, refusal },
      { command: 'returnBack', workOrderNo: 3, refusal },
      { command: 'merge', workOrderNo: null, refusal },
    ],
    [
      { no: 1, status: 'withdrawn' },
      { no: 3, status: 'dispatched' },
    ],
  );
  expect(primary.map(({ kind, workOrderNo }) => [kind, workOrderNo])).toEqual([['signFor', 3]]);
  expect(refused.map(({ kind, workOrderNo }) => [kind, workOrderNo])).toEqual([
    ['returnBack', 3],
    ['merge', null],
  ]);
});
