import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/harness.ts';
import { heliu } from '../test-cli.ts';

const lakeside = fileURLToPath(new URL('../../../../cities/lakeside', import.meta.url));
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await cloneDatabase();
  folder = join(await mkdtemp(join(tmpdir(), 'heliu-import-')), 'lakeside');
  await cp(lakeside, folder, { recursive: true });
});
afterAll(async () => {
  await database.close();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

const importPack = (pack: string, ...args: string[]) =>
  heliu(['city', 'import', pack, ...args], {
    DATABASE_URL: database.url,
    HELIU_SECRET: 'a secret of the tests, long enough',
  });

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
}

test('an import says what changes by name, from what to what, in the language asked', async () => {
  expect((await importPack(lakeside, '--lang', 'en')).code).toBe(0);
  expect((await importPack(lakeside, '--lang', 'en')).out).toBe('nothing changes\n');
  await edit('units.csv', '水务处,Water Office', '水务局,Water Bureau');
  const english = await importPack(folder, '--dry-run', '--lang', 'en');
  expect(english.out).toBe(
    'Units · changed 1\n  Water Bureau (water)\n    name: Water Office → Water Bureau\n',
  );
  const chinese = await importPack(folder, '--dry-run', '--lang', 'zh');
  expect(chinese.out).toBe('单位 · 修改 1\n  水务局 (water)\n    名称：水务处 → 水务局\n');
  const json = await importPack(folder, '--json');
  expect(JSON.parse(json.out)).toMatchObject({
    dryRun: false,
    changes: [{ kind: 'unit', changed: 1, entries: [{ code: 'water', name: { en: 'Water Bureau' } }] }],
  });
  expect((await importPack(folder, '--lang', 'zh')).out).toBe('没有改动\n');
});
