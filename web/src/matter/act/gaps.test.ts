import { expect, test } from 'vitest';
import { fillTemplate, hasGap } from './gaps.ts';

test('a gap that is not known stays in view, and is found before it reaches the reporter', () => {
  const text = fillTemplate('{matterCode}：{reason}', { matterCode: 'AB12' });
  expect(text).toBe('AB12：【reason】');
  expect(hasGap(text)).toBe(true);
  expect(hasGap('已修好【见照片】')).toBe(false);
  expect(hasGap(undefined)).toBe(false);
});
