import type { AllowedOn, MatterRow } from '@heliu/contract/matter';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../kernel/api/index.ts';
import { type Job, jobsOf, offersOf } from './offers.ts';
import { type Fate, fatesAfterReading, runTogether } from './run.ts';
import { undoOf } from './undo.ts';

const row = (matterId: string, change: Partial<MatterRow> = {}): MatterRow => ({
  matterId,
  code: matterId,
  title: matterId,
  typeCode: 'A-01',
  requestKind: 'help',
  channel: 'app',
  stage: 'registered',
  placeCode: 'g1',
  address: null,
  position: null,
  centreUnitId: 'centre',
  holderUnitId: 'centre',
  holder: null,
  registeredAt: '2026-11-25T00:00:00Z',
  changedAt: '2026-11-25T00:00:00Z',
  dueAt: null,
  provisionalDue: false,
  light: null,
  closedAt: null,
  outcome: null,
  onTime: null,
  version: 1,
  ...change,
});

type Act = AllowedOn['allowed'][number];
const may = (command: Act['command'], workOrderNo: number | null = null): Act => ({
  command,
  workOrderNo,
  refusal: null,
});
const mayNot = (command: Act['command']): Act => ({
  ...may(command),
  refusal: { zh: '不行', en: 'No' },
});
const on = (matterId: string, ...allowed: Act[]): AllowedOn => ({
  matterId,
  version: 7,
  reported: false,
  orders: [],
  allowed,
});

describe('offers', () => {
  test('what each row allows is offered for all, what some allow for those', () => {
    const rows = [row('a'), row('b')];
    const offers = offersOf(rows, [
      on('a', may('accept'), may('addComment'), may('close')),
      on('b', mayNot('accept'), may('addComment'), may('close')),
    ]);
    expect(offers.map(({ kind, whole, jobs }) => [kind, whole, jobs.map((job) => job.row.matterId)])).toEqual(
      [
        ['accept', false, ['a']],
        ['addComment', true, ['a', 'b']],
      ],
    );
    expect(offers[0]?.jobs[0]).toMatchObject({ version: 7, workOrderNos: [null] });
  });

  test('a row that the server says nothing of is acted on by nothing', () => {
    const offers = offersOf([row('a'), row('gone')], [on('a', may('accept'))]);
    expect(offers.map(({ whole }) => whole)).toEqual([false]);
    expect(jobsOf('accept', [row('gone')], [])).toEqual([]);
  });

  test('conditions belong to a type, people to a unit, and merging takes two', () => {
    const rows = [row('a'), row('b', { typeCode: 'B-02', holderUnitId: 'other' })];
    const allowed = ['a', 'b'].map((id) => on(id, may('file'), may('assignHolder', 0), may('merge')));
    const barred = (kind: string) => offersOf(rows, allowed).find((offer) => offer.kind === kind)?.barred;
    expect(barred('file')).toBe('sameType');
    expect(barred('assignHolder')).toBe('sameUnit');
    expect(barred('merge')).toBeUndefined();
    expect(offersOf(rows.slice(0, 1), allowed).map(({ kind }) => kind)).not.toContain('merge');
  });
});

const job = (matterId: string, change: Partial<Job> = {}): Job => ({
  row: row(matterId),
  version: 1,
  workOrderNos: [null],
  orders: [],
  reported: false,
  ...change,
});

async function run(jobs: readonly Job[], change: Partial<Parameters<typeof runTogether>[0]> = {}) {
  const fates = new Map<string, Fate[]>();
  const sent: string[] = [];
  await runTogether({
    jobs,
    commandIdFor: (matterId, no) => `${matterId} ${no ?? ''}`,
    tell: ({ row: { matterId } }, fate) => fates.set(matterId, [...(fates.get(matterId) ?? []), fate]),
    stopped: () => false,
    send: async ({ job: { row: sentRow }, workOrderNo, expectedVersion }) => {
      sent.push(`${sentRow.matterId} ${workOrderNo ?? '-'} v${expectedVersion}`);
      return {
        matterId: sentRow.matterId,
        code: sentRow.code,
        version: expectedVersion + 1,
        stage: 'accepted' as const,
      };
    },
    ...change,
  });
  return { fates, sent, last: (id: string) => fates.get(id)?.at(-1) };
}

describe('runs', () => {
  test('each matter by its own command; the orders of one go one after the other', async () => {
    const { sent, last } = await run([job('a', { workOrderNos: [1, 2] }), job('b')]);
    expect(sent.toSorted()).toEqual(['a 1 v1', 'a 2 v2', 'b - v1']);
    expect(last('a')).toEqual({ is: 'done', version: 3 });
  });

  test('one that is refused says why and stops none of the others', async () => {
    const refused = new ProblemError({ type: 't', title: 't', status: 409, code: 'command.refused' });
    const send: Parameters<typeof runTogether>[0]['send'] = async ({ job: { row: sentRow } }) => {
      if (sentRow.matterId === 'b') throw refused;
      return { matterId: sentRow.matterId, code: '', version: 2, stage: 'accepted' };
    };
    const { last } = await run(
      ['a', 'b', 'c', 'd', 'e'].map((id) => job(id)),
      { send },
    );
    expect(last('b')).toEqual({ is: 'failed', error: refused });
    expect(['a', 'c', 'd', 'e'].map((id) => last(id)?.is)).toEqual(['done', 'done', 'done', 'done']);
  });

  test('stopping leaves alone what was not begun', async () => {
    let sends = 0;
    const { fates } = await run(
      Array.from({ length: 9 }, (_, n) => job(`m${n}`)),
      {
        stopped: () => sends >= 3,
        send: async ({ job: { row: sentRow } }) => {
          sends += 1;
          return { matterId: sentRow.matterId, code: '', version: 2, stage: 'accepted' };
        },
      },
    );
    const ends = [...fates.values()].map((told) => told.at(-1)?.is);
    expect(ends.filter((is) => is === 'stopped').length).toBeGreaterThan(0);
    expect(ends.filter((is) => is === 'done')).toHaveLength(sends);
  });
});

test('undoing gives the work back to whoever had it before', () => {
  const held = job('a', {
    row: row('a', { holder: { accountId: '7', name: '甲' } }),
    orders: [{ workOrderNo: 1, unitId: 'water', holderId: '9' }],
  });
  const undo = undoOf('assignHolder', 'note');
  expect(undo?.bodyOf(held, 1)).toEqual({ accountId: '9' });
  expect(undo?.bodyOf(held, 0)).toEqual({ accountId: '7' });
  expect(undo?.bodyOf(job('b'), 0)).toEqual({ accountId: null });
  expect(undoOf('merge', '撤销')).toMatchObject({ kind: 'undoMerge' });
  expect(undoOf('accept', '')).toBeUndefined();
});

test('what was refused and is not offered any more is gone, and not asked for again', () => {
  const still: Job = { row: row('m1'), version: 2, workOrderNos: [null], orders: [], reported: false };
  expect([...fatesAfterReading([row('m1'), row('m2')], [still])]).toEqual([['m2', { is: 'gone' }]]);
});
