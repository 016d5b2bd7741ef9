import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guideNames, type GuideNode } from '../src/help/guide.ts';
import { guideOf } from './guides.ts';

const folder = new URL('../../docs/guides/', import.meta.url);
const written = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -'.md'.length));

test('every guide of the repository is offered in the product', () => {
  expect(guideNames.toSorted()).toEqual(written.toSorted());
});

const wordsOf = (nodes: readonly GuideNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : wordsOf(node.children))).join('');
const linksOf = (nodes: readonly GuideNode[]): string[] =>
  nodes.flatMap((node) =>
    typeof node === 'string'
      ? []
      : [...(node.href === undefined ? [] : [node.href]), ...linksOf(node.children)],
  );

test.each(written)('%s has both halves, and its links lead to guides', (name) => {
  const { title, words } = guideOf(readFileSync(new URL(`${name}.md`, folder), 'utf8'));
  expect(title.zh).toMatch(/\p{Script=Han}/u);
  expect(title.en).not.toMatch(/\p{Script=Han}/u);
  expect(wordsOf(words.zh)).toMatch(/\p{Script=Han}/u);
  expect(wordsOf(words.en).replaceAll(/【.*?】/g, '')).not.toMatch(/\p{Script=Han}/u);
  expect(written).toEqual(expect.arrayContaining(linksOf([...words.zh, ...words.en])));
});

test('a guide in one language only stops the build', () => {
  expect(() => guideOf('# 受理员 · Operator\n\n只有中文。\n')).toThrow('---');
  expect(() => guideOf('# Operator\n\n甲\n\n---\n\nOne.\n')).toThrow('# 中文 · English');
});

test('links out of the folder stay words, and pictures of the screens are left out', () => {
  const { words } = guideOf(
    '# 一 · One\n\n[运维](../operations.md)\n\n![图](../images/a.webp)\n\n---\n\n[two](staff.md) & `<b>`\n',
  );
  expect(words.zh).toEqual([{ tag: 'p', children: ['运维'] }]);
  expect(words.en).toEqual([
    {
      tag: 'p',
      children: [{ tag: 'a', href: 'staff', children: ['two'] }, ' & ', { tag: 'code', children: ['<b>'] }],
    },
  ]);
});

test('what the product could not show stops the build', () => {
  expect(() => guideOf('# 一 · One\n\n<script>1</script>\n\n---\n\nOne.\n')).toThrow('html');
});
