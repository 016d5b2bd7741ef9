import { expect, test } from 'vitest';
import { draftOf } from './draft.ts';

test('a draft comes back as it was kept, and what is no draft is none', () => {
  const draft = { words: '初稿', revision: 2 };
  expect(draftOf(JSON.stringify(draft))).toEqual(draft);
  for (const text of [null, '', '{', '{"words":1,"revision":2}', '[]']) expect(draftOf(text)).toBeUndefined();
});
