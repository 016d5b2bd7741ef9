import { describe, expect, test } from 'vitest';
import { type Asked, askedOf } from './asked.ts';

type Asking = Parameters<typeof askedOf>[0];

const limit = { value: 2, unit: 'work_day' } as const;
const state = {
  workOrders: [
    {
      no: 1,
      extensionRequest: { requestedBy: '7', requestedAt: 1, reasonCode: 'weather', limit },
      appeal: {
        state: 'secondReview',
        appealedBy: '7',
        appealedAt: 2,
        reasonCode: 'outage',
        firstReviewer: '8',
        secondReviewer: null,
      },
    },
  ],
  suspension: { state: 'requested', requestedBy: '7', requestedAt: 3, reasonCode: 'works', until: 9 },
  voidProposal: { proposedBy: '6', proposedAt: 4, reasonCode: 'mistake' },
  forceCloseProposal: {
    proposedBy: '6',
    proposedAt: 5,
    reasonCode: 'gone',
    outcome: 'unsolvable',
    unsolvableReason: 'law',
  },
} as unknown as Asking['state'];

const note = { version: 2, merged: false, kind: 'note', workOrderNo: null, body: '见附件' } as const;
const by = (accountId: string, at: number) => ({
  ...note,
  at: new Date(at).toISOString(),
  by: { accountId, name: '某人' },
});

describe('what a decision is about', () => {
  test.each<[Parameters<typeof askedOf>[1], Asked]>([
    [
      { kind: 'decideExtension', workOrderNo: 1 },
      { by: '7', at: 1, reason: ['requestExtension', 'weather'], limit },
    ],
    [
      { kind: 'reviewAppeal', workOrderNo: 1 },
      { by: '7', at: 2, reason: ['appealOverdue', 'outage'], agreed: '8' },
    ],
    [
      { kind: 'decideSuspension', workOrderNo: null },
      { by: '7', at: 3, reason: ['requestSuspension', 'works'], until: 9 },
    ],
    [
      { kind: 'decideVoid', workOrderNo: null },
      { by: '6', at: 4, reason: ['void', 'mistake'] },
    ],
    [
      { kind: 'decideForceClose', workOrderNo: null },
      {
        by: '6',
        at: 5,
        reason: ['proposeForceClose', 'gone'],
        outcome: 'unsolvable',
        unsolvableReason: 'law',
      },
    ],
  ])('%o', (act, asked) => expect(askedOf({ state, notes: [] }, act)).toEqual(asked));

  test('what was written with the request stands with it, and no other words', () => {
    const told = { ...by('7', 1), kind: 'reply' as const, body: '已答复' };
    const notes = [by('8', 1), by('7', 2), told, { ...by('7', 1), body: '雨天不能施工' }, by('7', 3)];
    const act = { kind: 'decideExtension', workOrderNo: 1 } as const;
    expect(askedOf({ state, notes }, act)?.note).toBe('雨天不能施工');
  });

  test('other acts decide on nothing, nor does one whose request is settled', () => {
    expect(askedOf({ state, notes: [] }, { kind: 'close', workOrderNo: null })).toBeUndefined();
    const settled = { ...state, suspension: null, voidProposal: null, forceCloseProposal: null };
    for (const kind of ['decideSuspension', 'decideVoid', 'decideForceClose'] as const) {
      expect(askedOf({ state: settled, notes: [] }, { kind, workOrderNo: null })).toBeUndefined();
    }
  });
});
