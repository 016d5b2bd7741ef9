import type { InspectedPlace, InvitedUnit } from '@heliu/contract/joint/inspection-views';
import type { ChecklistItem } from '@heliu/contract/patrol/plan';
import { expect, test } from 'vitest';
import { allInOrder, given, photosToSend, tallyOf } from './answering.ts';

const text = { zh: '问', en: 'asks' };
const items: ChecklistItem[] = [
  { code: 'lane', text, answer: 'yes_no', finding: 'no' },
  { code: 'rubbish', text, answer: 'yes_no', finding: 'yes' },
  { code: 'open', text, answer: 'yes_no' },
  {
    code: 'lamps',
    text,
    answer: 'choice',
    options: [
      { code: 'out', text, finding: true },
      { code: 'lit', text, finding: false },
    ],
  },
  { code: 'words', text, answer: 'text' },
];

test('everything in order answers what can be told, and keeps what was said besides', () => {
  expect(allInOrder(items, { lane: 'no', open: 'no', words: '门卫在' })).toEqual({
    lane: 'yes',
    rubbish: 'no',
    open: 'no',
    lamps: 'lit',
    words: '门卫在',
  });
  expect(Object.keys(allInOrder(items, {}))).toEqual(['lane', 'rubbish', 'lamps']);
});

test('words that were left empty are not sent', () => {
  expect(given({ lane: 'yes', words: ' ', open: undefined })).toEqual({ lane: 'yes' });
});

test('it is told how many places are done, what became of the findings and who has not answered', () => {
  const finding = (state: 'open' | 'raised' | 'settled') => ({ state });
  const place = (state: InspectedPlace['state'], ...findings: ReturnType<typeof finding>[]) =>
    ({ state, reports: findings.length === 0 ? [] : [{ findings }] }) as unknown as InspectedPlace;
  const unit = (answer: InvitedUnit['answer']) => ({ answer }) as InvitedUnit;
  expect(
    tallyOf({
      places: [
        place('inspected', finding('open'), finding('raised')),
        place('inspected', finding('settled')),
        place('skipped'),
        place('open'),
      ],
      units: [unit('waiting'), unit('accepted'), unit('withdrawn')],
    }),
  ).toEqual({ places: 4, inspected: 2, skipped: 1, findings: 3, raised: 1, open: 1, waiting: 1 });
});

test('photos go with what is a finding, those that stay before those that are new', () => {
  const answers = { lane: 'no', rubbish: 'no', lamps: 'out' };
  const sent = photosToSend(items, answers, [
    { lane: ['kept'], rubbish: ['of an answer that was changed'] },
    { lane: ['new'], lamps: [] },
  ]);
  expect(sent).toEqual({ lane: ['kept', 'new'] });
});
