import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guideNames } from '../src/help/guide.ts';
import { guideOf } from './guides.ts';

const folder = new URL('../../docs/guides/', import.meta.url);
const written = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -'.md'.length));

test('every guide of the repository is offered in the product', () => {
  expect(guideNames.toSorted()).toEqual(written.toSorted());
});

test.each(written)('%s has both halves, and its links lead to guides', (name) => {
  const { title, html } = guideOf(readFileSync(new URL(`${name}.md`, folder), 'utf8'));
  expect(title.zh).toMatch(/\p{Script=Han}/u);
  expect(title.en).not.toMatch(/\p{Script=Han}/u);
  expect(html.zh).toMatch(/\p{Script=Han}/u);
  expect(html.en.replaceAll(/【.*?】/g, '')).not.toMatch(/\p{Script=Han}/u);
  const links = [...`${html.zh}${html.en}`.matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
  expect(written).toEqual(expect.arrayContaining(links));
});

test('a guide in one language only stops the build', () => {
  expect(() => guideOf('# 受理员 · Operator\n\n只有中文。\n')).toThrow('---');
  expect(() => guideOf('# Operator\n\n甲\n\n---\n\nOne.\n')).toThrow('# 中文 · English');
});

test('links out of the folder stay words, and pictures of the screens are left out', () => {
  const { html } = guideOf(
    '# 一 · One\n\n[运维](../operations.md)\n\n![图](../images/a.webp)\n\n---\n\n[two](staff.md)\n',
  );
  expect(html.zh).toBe('<p>运维</p>\n');
  expect(html.en).toBe('<p><a href="staff">two</a></p>\n');
});
