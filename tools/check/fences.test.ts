import { expect, test } from 'vitest';
import { root } from '../command.ts';
import { breaches, fencesGate } from './fences.ts';
import { readSources, type SourceFile } from './sources.ts';

/** A small sound house; every breach is planted into it. */
const house: Readonly<Record<string, string>> = {
  'contract/src/matter.ts': "import { z } from 'zod';\nexport const Matter = z.object({});\n",
  'contract/src/matter.test.ts':
    "import { test } from 'vitest';\nimport './matter.ts';\ntest('one', () => {});\n",
  'server/src/main.ts': "import { runCli } from './cli/run.ts';\nrunCli();\n",
  'server/src/cli/run.ts':
    "import { createApp } from '../app.ts';\nexport const runCli = () => createApp();\n",
  'server/src/app.ts':
    "import { matter } from './matter/index.ts';\nimport { city } from './city/index.ts';\nexport const createApp = () => [matter, city];\n",
  'server/src/kernel/db.ts': "import pg from 'pg';\nexport const db = pg;\n",
  'server/src/city/index.ts': "export { city } from './city.ts';\n",
  'server/src/city/city.ts': "import { db } from '../kernel/db.ts';\nexport const city = db;\n",
  'server/src/matter/index.ts':
    "import { Matter } from '@heliu/contract/matter';\nimport { city } from '../city/index.ts';\nexport const matter = [Matter, city];\n",
  'server/test/harness.ts':
    "import { createApp } from '../src/app.ts';\nexport const startTestApp = createApp;\n",
  'web/src/console/main.tsx': "import { router } from './router.ts';\nrouter();\n",
  'web/src/console/router.ts':
    "import { pages } from '../matter/console.tsx';\nexport const router = () => pages;\n",
  'web/src/matter/console.tsx': "import { call } from '../kernel/api.ts';\nexport const pages = call;\n",
  'web/src/kernel/api.ts': "import { Matter } from '@heliu/contract/matter';\nexport const call = Matter;\n",
  'web/src/city/index.ts': "import { call } from '../kernel/api.ts';\nexport const city = call;\n",
  'web/src/city/map.ts': 'export const map = 1;\n',
};

const asFiles = (tree: Readonly<Record<string, string>>): SourceFile[] =>
  Object.entries(tree).map(([path, text]) => ({ path, text }));
const withLine = (path: string, line: string): SourceFile[] =>
  asFiles({ ...house, [path]: `${line}\n${house[path] ?? ''}` });

test('the sound house has no breach', () => {
  expect(breaches(asFiles(house))).toEqual([]);
});

test.each([
  ['contract → a library', 'contract/src/matter.ts', "import pg from 'pg';", /zod only, not pg/],
  [
    'icons that are read out',
    'web/src/matter/console.tsx',
    "import { PlusOutlined } from '@ant-design/icons';",
    /icons come from web\/src\/kernel\/desk\/icons\.tsx/,
  ],
  [
    'a number field with steppers',
    'web/src/matter/console.tsx',
    "import { Form, InputNumber } from 'antd';",
    /number fields are NumberField/,
  ],
  [
    'a message with a sign that is read out',
    'web/src/matter/console.tsx',
    'const { message } = App.useApp();',
    /told by useDone/,
  ],
  ['contract → a builtin', 'contract/src/matter.ts', "import 'node:fs';", /zod only, not node:fs/],
  [
    'contract → server',
    'contract/src/matter.ts',
    "import '../../server/src/app.ts';",
    /contract may not import server/,
  ],
  [
    'contract → web, by a dynamic import',
    'contract/src/matter.ts',
    "await import('../../web/src/kernel/api.ts');",
    /contract may not import web/,
  ],
  [
    'server → web',
    'server/src/matter/index.ts',
    "import '../../../web/src/kernel/api.ts';",
    /server may not import web/,
  ],
  [
    'server → web, types only',
    'server/src/matter/index.ts',
    "import type { X } from '@heliu/web/kernel/api';",
    /server may not import web/,
  ],
  [
    'web → server',
    'web/src/kernel/api.ts',
    "export * from '../../../server/src/kernel/db.ts';",
    /web may not import server/,
  ],
  ['server → tools', 'server/src/app.ts', "import '../../tools/command.ts';", /not part of the product/],
  [
    'server → contract by path',
    'server/src/app.ts',
    "import '../../contract/src/matter.ts';",
    /reached as @heliu\/contract/,
  ],
  [
    'kernel → capability',
    'server/src/kernel/db.ts',
    "import '../city/index.ts';",
    /kernel may not import capability/,
  ],
  ['capability → app', 'server/src/city/city.ts', "import '../app.ts';", /capability may not import app/],
  ['app → command line', 'server/src/app.ts', "import './cli/run.ts';", /app may not import cli/],
  ['command line → main', 'server/src/cli/run.ts', "import '../main.ts';", /cli may not import entry/],
  [
    'web kernel → capability',
    'web/src/kernel/api.ts',
    "import '../city/index.ts';",
    /kernel may not import capability/,
  ],
  [
    'web capability → shell',
    'web/src/city/index.ts',
    "import '../console/router.ts';",
    /capability may not import shell/,
  ],
  ['web shell → entry', 'web/src/console/router.ts', "import './main.tsx';", /shell may not import entry/],
  [
    'capability → the inside of another',
    'server/src/matter/index.ts',
    "import '../city/city.ts';",
    /city is entered through its index\.ts/,
  ],
  [
    'app → the inside of a capability',
    'server/src/app.ts',
    "import './city/city.ts';",
    /city is entered through its index\.ts/,
  ],
  [
    'web capability → the inside of another',
    'web/src/matter/console.tsx',
    "import '../city/map.ts';",
    /city is entered through its index\.ts/,
  ],
  [
    'two capabilities in a circle',
    'server/src/city/city.ts',
    "import { matter } from '../matter/index.ts';",
    /circle: server\/city → server\/matter → server\/city/,
  ],
  ['what ships → a test', 'contract/src/matter.ts', "import './matter.test.ts';", /for tests only/],
  [
    'what ships → the test harness',
    'server/src/city/city.ts',
    "import '../../test/harness.ts';",
    /for tests only/,
  ],
  [
    'a write into another schema',
    'server/src/matter/index.ts',
    "db.insertInto('city.entries');",
    /matter may write its own schema only, not city/,
  ],
  [
    'a write into another schema, in SQL',
    'server/src/matter/index.ts',
    'sql`UPDATE city.entries SET code = 1`;',
    /matter may write its own schema only, not city/,
  ],
])('%s is a breach', (_, path, line, says) => {
  const found = breaches(withLine(path, line));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(says);
});

test('a longer circle is told once', () => {
  const tree = {
    'server/src/a/index.ts': "import '../b/index.ts';\n",
    'server/src/b/index.ts': "import '../c/index.ts';\n",
    'server/src/c/index.ts': "import '../a/index.ts';\n",
  };
  expect(breaches(asFiles(tree))).toEqual([
    'capabilities need one another in a circle: server/a → server/b → server/c → server/a',
  ]);
});

test('a capability may add to the record and write its own schema', () => {
  const own = "db.updateTable('matter.matters');\nsql`INSERT INTO log.accesses (at) VALUES (1)`;";
  expect(breaches(withLine('server/src/matter/index.ts', own))).toEqual([]);
});

test('a tree without imports is a fault, since nothing was checked', () => {
  expect(breaches([{ path: 'contract/src/matter.ts', text: 'export {};\n' }])).toHaveLength(1);
});

test('a file that cannot be parsed is refused by name', () => {
  expect(() => breaches([{ path: 'contract/src/matter.ts', text: 'import {' }])).toThrow(
    /matter\.ts cannot be parsed/,
  );
});

test('this house is sound, and its files were read', async () => {
  expect(await fencesGate(root).run()).toEqual([]);
  expect((await readSources(root, /^server\/src\/.*\.ts$/)).length).toBeGreaterThan(50);
});
