import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type BuiltFile, firstLoad, gzipBytes } from './budget.ts';

const file = (bytes: number, imports: string[] = [], styles: string[] = []): BuiltFile => ({
  type: 'chunk',
  content: randomBytes(bytes),
  imports,
  styles,
});

const files = new Map<string, BuiltFile>([
  ['app.js', file(1_000, ['vendor.js', 'page.js'], ['app.css'])],
  ['vendor.js', file(2_000, ['base.js'])],
  ['page.js', file(3_000, ['vendor.js'])],
  ['base.js', file(4_000, ['app.js'])],
  ['app.css', file(500)],
  ['map.js', file(90_000, ['vendor.js'])],
]);

test('first load is what the entry imports at once, each once, with styles and without what loads later', () => {
  expect([...firstLoad(files, 'app.js')].sort()).toEqual([
    'app.css',
    'app.js',
    'base.js',
    'page.js',
    'vendor.js',
  ]);
});

test('bytes are those on the wire', () => {
  const bytes = gzipBytes(files, firstLoad(files, 'app.js'));
  expect(bytes).toBeGreaterThan(10_500);
  expect(bytes).toBeLessThan(10_800);
});
