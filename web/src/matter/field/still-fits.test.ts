import type { ActView } from '@heliu/contract/matter/views';
import { expect, test } from 'vitest';
import { stillFits } from './still-fits.ts';

const why = { zh: '已结案', en: 'closed' };
const act = (
  command: ActView['command'],
  workOrderNo: number | null,
  refusal: ActView['refusal'] = null,
) => ({
  command,
  workOrderNo,
  refusal,
});
const mine = (name: string, body: Record<string, unknown> = {}) => ({
  about: { title: 'a', act: name },
  body,
});

test('an act fits where the matter takes it now, on the order that it is about', () => {
  const allowed = [act('signFor', 1, why), act('signFor', 2), act('recordPreFilingCheck', null)];
  expect(stillFits(mine('recordPreFilingCheck'), allowed)).toBe(true);
  expect(stillFits(mine('signFor', { workOrderNo: 2 }), allowed)).toBe(true);
  expect(stillFits(mine('signFor', { workOrderNo: 1 }), allowed)).toBe(false);
  expect(stillFits(mine('feedBack', { workOrderNo: 2 }), allowed)).toBe(false);
});

test('what the matter refuses or does not offer fits no more, and of an unknown matter nothing is said', () => {
  expect(stillFits(mine('recordPreFilingCheck'), [act('recordPreFilingCheck', null, why)])).toBe(false);
  expect(stillFits(mine('recordPreFilingCheck'), [])).toBe(false);
  expect(stillFits(mine('recordPreFilingCheck'), undefined)).toBeUndefined();
});
