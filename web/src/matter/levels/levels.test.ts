import type { CallView } from '@heliu/contract/joint';
import type { HistoryEntry, MatterView } from '@heliu/contract/matter/views';
import type { CardView } from '@heliu/contract/supervision';
import { expect, test } from 'vitest';
import { levelOf, staysOf } from './custody.ts';
import { nextOf } from './next.ts';

const day = (no: number): string => new Date(Date.UTC(2026, 10, no)).toISOString();

const held = (at: string, holderUnitAfter: string) => ({ at, holderUnitAfter }) as HistoryEntry;

test('a stay lasts until another unit has the matter, and the last one until it is over', () => {
  const entries = [
    held(day(1), 'centre'),
    held(day(2), 'centre'),
    held(day(3), 'water'),
    held(day(5), 'centre'),
  ];
  expect(staysOf(entries, null)).toEqual([
    { unitId: 'centre', from: day(1), until: day(3) },
    { unitId: 'water', from: day(3), until: day(5) },
    { unitId: 'centre', from: day(5), until: null },
  ]);
  expect(staysOf(entries, day(9)).at(-1)).toEqual({ unitId: 'centre', from: day(5), until: day(9) });
  expect(staysOf([], day(9))).toEqual([]);
});

test('a unit is shown at its own level, and one that is gone with the district', () => {
  const units = [{ code: 'c1', level: 'community' as const }];
  expect([levelOf(units, 'c1'), levelOf(units, 'gone')]).toEqual(['community', 'district']);
});

const matter = (change: object): MatterView =>
  ({
    stage: 'filed',
    holderUnitId: 'centre',
    dueAt: day(8),
    clocks: [],
    state: { workOrders: [] },
    ...change,
  }) as unknown as MatterView;

const leg = (change: object) => ({
  unit: { code: 'fire' },
  acknowledge: { dueAt: day(2), at: null },
  arrive: { dueAt: day(3), at: null },
  ended: null,
  ...change,
});
const call = (...legs: object[]) => ({ ended: null, legs }) as unknown as CallView;
const card = (change: object) =>
  ({
    source: 'supervisor',
    ended: null,
    acknowledgedAt: null,
    unit: { code: 'water' },
    dueAt: day(4),
    ...change,
  }) as unknown as CardView;
const none = { calls: [], consultations: [], cards: [] };

test('while no order is open the holder decides, and nobody does once it is over', () => {
  expect(nextOf({ ...none, matter: matter({}) })).toEqual([
    { act: 'decide', unitId: 'centre', workOrderNo: null, dueAt: day(8) },
  ]);
  expect(nextOf({ ...none, matter: matter({ stage: 'closed' }) })).toEqual([]);
});

test('orders, called units and demands stand by their times, what has none last', () => {
  const workOrders = [
    { no: 1, status: 'signed', unitId: 'water' },
    { no: 2, status: 'dispatched', unitId: 'roads' },
    { no: 3, status: 'returned', unitId: 'parks' },
    { no: 4, status: 'signed', unitId: 'light' },
  ];
  const clocks = [
    { kind: 'handling', workOrderNo: 1, state: 'running', dueAt: Date.parse(day(6)) },
    { kind: 'handling', workOrderNo: 4, state: 'paused', dueAt: Date.parse(day(1)) },
    { kind: 'signing', workOrderNo: 2, state: 'running', dueAt: Date.parse(day(1)) },
  ];
  const arrived = { acknowledge: { dueAt: day(2), at: day(1) }, arrive: { dueAt: day(3), at: day(1) } };
  const next = nextOf({
    matter: matter({ stage: 'handling', clocks, state: { workOrders } }),
    calls: [call(leg({}), leg({ unit: { code: 'police' }, ...arrived }))],
    consultations: [],
    cards: [card({}), card({ acknowledgedAt: day(1) }), card({ source: 'ladder' })],
  });
  expect(next.map(({ act, unitId, dueAt }) => [act, unitId, dueAt])).toEqual([
    ['sign', 'roads', day(1)],
    ['acknowledge', 'fire', day(2)],
    ['answerCard', 'water', day(4)],
    ['handle', 'water', day(6)],
    ['handle', 'light', null],
    ['report', 'police', null],
  ]);
});

test('demands of one unit stay apart, each by the card it is made in', () => {
  const cards = (['leader', 'urge', 'urge'] as const).map((source, no) =>
    card({ cardId: `${no}`, source, dueAt: null }),
  );
  const next = nextOf({ ...none, matter: matter({ stage: 'closed' }), cards });
  expect(next.map((one) => [one.card?.cardId, one.card?.source])).toEqual([
    ['0', 'leader'],
    ['1', 'urge'],
    ['2', 'urge'],
  ]);
});
