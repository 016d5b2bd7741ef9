import { compileCalendar } from '@heliu/contract/deadline/working-time';
import type { MatterCommand } from '@heliu/contract/matter/commands';
import type { DecideContext } from '@heliu/contract/matter/context';
import { decide } from '@heliu/contract/matter/decide';
import type { Matter } from '@heliu/contract/matter/model';
import { defaultRules, MatterTypeRules } from '@heliu/contract/matter/rules';
import type { ActView, MatterView } from '@heliu/contract/matter/views';
import { expect, test } from 'vitest';
import type { OutboxItem } from '../../kernel/offline/index.ts';
import { ahead, foresee } from './predict.ts';

const context: DecideContext = {
  now: 1_000,
  actor: { kind: 'staff', accountId: '7', roles: ['operator'], unitIds: ['centre'], reporterId: null },
  rules: defaultRules,
  type: MatterTypeRules.parse({ typeCode: 'lamp' }),
  calendar: compileCalendar({
    timeZone: 'Asia/Shanghai',
    spans: [['09:00', '17:00']],
    weekend: [6, 7],
    fixedHolidays: [],
    holidays: [],
    makeUpDays: [],
    legalYears: [],
  }),
};

function after(...commands: MatterCommand[]): Matter {
  let matter: Matter | null = null;
  for (const command of commands) {
    const decided = decide(matter, command, context);
    if (!decided.ok) throw new Error(decided.refusal.code);
    matter = decided.matter;
  }
  if (matter === null) throw new Error('nothing was registered');
  return matter;
}

const dispatched = after(
  {
    kind: 'register',
    matterId: 'm1',
    code: 'C1',
    typeCode: 'lamp',
    channel: 'patrol',
    centreUnitId: 'centre',
  },
  { kind: 'accept' },
  { kind: 'file', filingCondition: 'c' },
  { kind: 'dispatch', lead: { unitId: 'centre' }, assists: [] },
);

const refusal = { zh: '先签收', en: 'sign for it first' };
/** What the policy opened to this officer: handling, and nothing of the centre. */
const opened: ActView[] = [
  { command: 'signFor', workOrderNo: 1, refusal: null },
  { command: 'feedBack', workOrderNo: 1, refusal },
  { command: 'addComment', workOrderNo: null, refusal: null },
];
const view = {
  ...dispatched,
  matterId: 'm1',
  version: dispatched.version,
  typeCode: 'lamp',
  stage: dispatched.stage,
  state: dispatched,
  allowed: opened,
} as unknown as MatterView;

const known = { accountId: 7, lifeCycle: undefined, type: undefined, now: 2_000 };
const waiting = (act: string, body: object, part: Partial<OutboxItem> = {}): OutboxItem => ({
  id: act,
  account: 7,
  seq: 1,
  queue: 'm1',
  state: 'waiting',
  tries: 0,
  notBefore: 0,
  madeAt: 0,
  photos: [],
  command: { endpoint: `matter.${act}`, body: { ...body }, queue: 'm1', about: { title: 'lamp', act } },
  ...part,
});
const possible = (acts: readonly ActView[]) =>
  acts.filter((act) => act.refusal === null).map(({ command }) => command);

test('without anything waiting it is as the server said', () => {
  expect(foresee(view, [], known).allowed).toBe(opened);
});

test('signed for without a network, it can be fed back, and nothing is offered that the policy had not opened', () => {
  const foreseen = foresee(view, [waiting('signFor', { workOrderNo: 1 })], known);
  expect(foreseen.stage).toBe('handling');
  expect(possible(foreseen.allowed).toSorted()).toEqual(['addComment', 'feedBack']);
});

test('fed back too, it is with those who check', () => {
  const foreseen = foresee(
    view,
    [
      waiting('signFor', { workOrderNo: 1 }),
      waiting('feedBack', { workOrderNo: 1, outcome: 'solved', note: 'done' }),
    ],
    known,
  );
  expect(foreseen.stage).toBe('checking');
  expect(possible(foreseen.allowed)).toEqual(['addComment']);
});

test('what the server refused by a clock stays refused, for clocks are not known here', () => {
  const late = { zh: '已超期', en: 'overdue' };
  const overdue: MatterView = {
    ...view,
    allowed: [...opened, { command: 'requestExtension', workOrderNo: 1, refusal: late }],
  };
  const { allowed } = foresee(overdue, [waiting('signFor', { workOrderNo: 1 })], known);
  expect(allowed.find(({ command }) => command === 'requestExtension')?.refusal).toEqual(late);
});

test('what has arrived counts until the matter was read again', () => {
  const sent = waiting('signFor', {}, { state: 'sent', receipt: { version: view.version + 1 } });
  expect(ahead([sent], view)).toEqual([sent]);
  expect(ahead([sent], { matterId: 'm1', version: view.version + 1 })).toEqual([]);
  expect(ahead([waiting('signFor', {}, { queue: 'm2' })], view)).toEqual([]);
});
