import { describe, expect, test } from 'vitest';
import { type Asked, askedOf } from './asked.ts';

type State = Parameters<typeof askedOf>[0];

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
} as unknown as State;

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
  ])('%o', (act, asked) => expect(askedOf(state, act)).toEqual(asked));

  test('other acts decide on nothing, nor does one whose request is settled', () => {
    expect(askedOf(state, { kind: 'close', workOrderNo: null })).toBeUndefined();
    const settled = { ...state, suspension: null, voidProposal: null, forceCloseProposal: null };
    for (const kind of ['decideSuspension', 'decideVoid', 'decideForceClose'] as const) {
      expect(askedOf(settled, { kind, workOrderNo: null })).toBeUndefined();
    }
  });
});
