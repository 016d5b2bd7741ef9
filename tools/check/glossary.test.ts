import { expect, test } from 'vitest';
import { root } from '../command.ts';
import { readSources } from './sources.ts';

test('every identifier of the glossary’s first table is a word of the code', async () => {
  const [glossary] = await readSources(root, /^docs\/glossary\.md$/);
  const table = glossary?.text.split('## In the product')[1]?.split('\n## ')[0] ?? '';
  const words = [...table.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? '');
  expect(words.length).toBeGreaterThan(50);
  const code = (await readSources(root, /^(contract|server|web)\/src\/.*\.tsx?$/))
    .map(({ text }) => text)
    .join('\n');
  const missing = words.filter((word) => !new RegExp(`(?<![A-Za-z_])${word}(?![A-Za-z_])`).test(code));
  expect(missing).toEqual([]);
});
