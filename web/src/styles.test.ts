import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;

/** Classes that a file asks of a style sheet which does not have them. */
function unknownClasses(path: string): string[] {
  const source = readFileSync(join(folder, path), 'utf8');
  const sheets = [...source.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)];
  return sheets.flatMap(([, name = '', sheet = '']) => {
    const css = readFileSync(join(folder, path, '..', sheet), 'utf8');
    const asked = [...source.matchAll(new RegExp(`(?<!['"\`./\\w])${name}\\.(\\w+)`, 'g'))];
    return asked.flatMap(([, one = '']) =>
      new RegExp(`\\.${one}(?![\\w-])`).test(css) ? [] : [`${path} ${one}`],
    );
  });
}

test('every class that a page asks of a style sheet is there', () => {
  const paths = globSync('**/*.tsx', { cwd: folder });
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.flatMap(unknownClasses)).toEqual([]);
});
