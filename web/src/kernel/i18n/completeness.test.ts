import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const sources = fileURLToPath(new URL('../../', import.meta.url));
const paths = readdirSync(sources, { recursive: true, encoding: 'utf8' });
const folders = paths
  .filter((path) => path.endsWith(join('locale', 'zh-CN.json')))
  .map((path) => join(path, '..', '..'));

const read = (path: string): string => readFileSync(join(sources, path), 'utf8');

/** Flat `a.b.c` → text. */
function flatten(node: unknown, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(node as Record<string, unknown>)) {
    if (typeof value === 'string') found.set(prefix + name, value);
    else for (const [key, text] of flatten(value, `${prefix}${name}.`)) found.set(key, text);
  }
  return found;
}

const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const localeOf = (folder: string, file: string) =>
  flatten(JSON.parse(read(join(folder, 'locale', file))) as unknown);

/** Stands for a gap in a template. */
const gap = '§';

/** The words of the code that could be keys: whole literals, and templates with their gaps as wildcards. */
function spoken(code: string): { readonly literals: Set<string>; readonly patterns: RegExp[] } {
  const literals = new Set([...code.matchAll(/'([\w.]+)'/g)].map(([, word = '']) => word));
  const patterns = [...code.matchAll(/`([\w.]*\$\{[^`]*)`/g)]
    .map(([, template = '']) => template.replaceAll(/\$\{[^}]*\}/g, gap))
    .filter((template) => /^[\w.§]+$/.test(template) && template.includes('.'))
    .map((template) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(gap, '[\\w.]+')}$`));
  return { literals, patterns };
}

function unusedKeys(keys: Iterable<string>, code: string): string[] {
  const { literals, patterns } = spoken(code);
  return [...new Set([...keys].map(withoutPlural))].filter(
    (key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
}

const gaps = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

test('there are capabilities with texts', () => {
  expect(folders).toContain(join('kernel', 'i18n'));
});

test.each(folders)('%s: Chinese and English have the same keys, none empty, with the same gaps', (folder) => {
  const zh = localeOf(folder, 'zh-CN.json');
  const en = localeOf(folder, 'en.json');
  const names = (locale: Map<string, string>) => [...new Set([...locale.keys()].map(withoutPlural))].sort();
  expect(names(en)).toEqual(names(zh));
  expect([...zh, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  for (const [key, text] of en) {
    const original = zh.get(key) ?? zh.get(`${withoutPlural(key)}_other`) ?? zh.get(withoutPlural(key));
    expect({ key, gaps: gaps(text).filter((gap) => gap !== 'count') }).toEqual({
      key,
      gaps: gaps(original ?? '').filter((gap) => gap !== 'count'),
    });
  }
});

test.each(folders)('%s: English is English and Chinese is Chinese', (folder) => {
  const han = /\p{Script=Han}/u;
  const languageNames = /(^|\.)language\.(zh|en)$/;
  const en = [...localeOf(folder, 'en.json')].filter(
    ([key, text]) => han.test(text) && !languageNames.test(key),
  );
  expect(en).toEqual([]);
  const zh = [...localeOf(folder, 'zh-CN.json')].filter(
    ([key, text]) =>
      !han.test(text) && /[a-z]{3}/.test(text.replaceAll(/\{\w+\}/g, '')) && !languageNames.test(key),
  );
  expect(zh).toEqual([]);
});

test.each(folders)('%s: every text is used', (folder) => {
  const room = folder.split(/[\\/]/)[0] ?? '';
  const code = paths
    .filter((path) => path.startsWith(room) && /(?<!\.test)\.tsx?$/.test(path))
    .map(read)
    .join('\n');
  expect(unusedKeys(localeOf(folder, 'zh-CN.json').keys(), code)).toEqual([]);
});

test('a planted unused text is found, a templated one is not reported', () => {
  const code = "t('a.used'); t(`role.${role}`); t('count');";
  expect(unusedKeys(['a.used', 'a.unused', 'role.x', 'count_one', 'count_other'], code)).toEqual([
    'a.unused',
  ]);
});
