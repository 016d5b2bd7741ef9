import { expect, test } from 'vitest';
import { driftGate } from './drift-gate.ts';
import type { Gate } from './gate.ts';
import { plant } from './planted.ts';
import { sizeGate } from './size-gate.ts';
import { deadCodeGate, formatGate, lintGate, migrationsGate, typesGate } from './tool-gates.ts';
import { wordingGate } from './wording-gate.ts';

const project = `{
  "extends": "../tsconfig.base.json",
  "compilerOptions": { "types": [] },
  "include": ["src"]
}
`;
const sound = 'export const one = (): number => 1;\n';
const knip = '{ "entry": ["contract/src/main.ts"], "project": ["contract/src/**/*.ts"] }\n';
const manifest = '{\n  "name": "planted",\n  "private": true,\n  "type": "module"\n}\n';

interface Planting {
  readonly what: string;
  readonly gate: (root: string) => Gate;
  readonly path: string;
  /** Text with the error, and the same without it. */
  readonly bad: string;
  readonly good: string;
  readonly says: RegExp;
}

const plantings: readonly Planting[] = [
  {
    what: 'a file that oxfmt would write otherwise',
    gate: formatGate,
    path: 'contract/src/main.ts',
    bad: 'export   const one = () => 1\n',
    good: 'export const one = () => 1;\n',
    says: /contract\/src\/main\.ts/,
  },
  {
    what: 'a promise that nobody waits for, which only type-aware lint sees',
    gate: lintGate,
    path: 'contract/src/main.ts',
    bad: 'const later = async (): Promise<number> => 1;\nexport function start(): void {\n  later();\n}\n',
    good: 'const later = async (): Promise<number> => 1;\nexport async function start(): Promise<number> {\n  return later();\n}\n',
    says: /no-floating-promises/,
  },
  {
    what: 'an any',
    gate: lintGate,
    path: 'contract/src/main.ts',
    bad: 'export const same = (value: any): void => void value;\n',
    good: 'export const same = (value: unknown): void => void value;\n',
    says: /no-explicit-any/,
  },
  {
    what: 'blocks four deep',
    gate: lintGate,
    path: 'contract/src/main.ts',
    bad: `export function deep(n: number): number {\n  if (n > 1) {\n    if (n > 2) {\n      if (n > 3) {\n        if (n > 4) return 5;\n      }\n    }\n  }\n  return 0;\n}\n`,
    good: sound,
    says: /max-depth/,
  },
  {
    what: 'a function of 61 lines',
    gate: lintGate,
    path: 'contract/src/main.ts',
    bad: `export function long(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(58)}  return n;\n}\n`,
    good: `export function long(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(56)}  return n;\n}\n`,
    says: /max-lines-per-function/,
  },
  {
    what: 'a default export',
    gate: lintGate,
    path: 'contract/src/main.ts',
    bad: 'export default function one(): number {\n  return 1;\n}\n',
    good: sound,
    says: /no-default-export/,
  },
  {
    what: 'the environment read outside main.ts',
    gate: lintGate,
    path: 'server/src/city/main.ts',
    bad: "export const port = (): string | undefined => process.env['HELIU_PORT'];\n",
    good: sound,
    says: /no-process-env/,
  },
  {
    what: 'a value of the wrong type',
    gate: (root) => typesGate(root, 'contract'),
    path: 'contract/src/main.ts',
    bad: "export const one: number = 'one';\n",
    good: 'export const one: number = 1;\n',
    says: /TS2322/,
  },
  {
    what: 'a file nobody imports',
    gate: deadCodeGate,
    path: 'contract/src/forgotten.ts',
    bad: sound,
    good: '',
    says: /Unused files[\s\S]*forgotten\.ts/,
  },
  {
    what: 'a new column that existing rows cannot fill',
    gate: migrationsGate,
    path: 'server/migrations/0002_more.sql',
    bad: 'ALTER TABLE city.place ADD COLUMN name text NOT NULL;\n',
    good: 'ALTER TABLE city.place ADD COLUMN name text;\n',
    says: /adding-required-field/,
  },
  {
    what: 'a file of 401 lines',
    gate: sizeGate,
    path: 'contract/src/main.ts',
    bad: '// line\n'.repeat(401),
    good: '// line\n'.repeat(400),
    says: /main\.ts: 401 lines/,
  },
  {
    what: 'a mark of unfinished work',
    gate: wordingGate,
    path: 'contract/src/main.ts',
    bad: `// ${'TO'}${'DO'}: later\n`,
    good: '// done\n',
    says: /main\.ts:1: .*unfinished/,
  },
  {
    what: 'a lint rule silenced without a reason',
    gate: wordingGate,
    path: 'contract/src/main.ts',
    bad: `// oxlint-${'disable'}-next-line no-control-regex\n`,
    good: `// oxlint-${'disable'}-next-line no-control-regex -- the wire format has them\n`,
    says: /main\.ts:1: .*say why/,
  },
  {
    what: 'a test that is left out',
    gate: wordingGate,
    path: 'contract/src/main.test.ts',
    bad: `test.${'skip'}('one', () => {});\n`,
    good: "test('one', () => {});\n",
    says: /main\.test\.ts:1: .*every test runs/,
  },
  {
    what: 'a text whose values nobody fills in',
    gate: wordingGate,
    path: 'web/src/matter/locale/en.json',
    bad: '{ "more": "{{count}} more" }\n',
    good: '{ "more": "{count} more" }\n',
    says: /en\.json:1: .*single braces/,
  },
];

test.each(plantings)('the gate finds $what', async ({ gate, path, bad, good, says }) => {
  const around = {
    'package.json': manifest,
    'knip.json': knip,
    'contract/tsconfig.json': project,
    'server/tsconfig.json': project,
    'contract/src/main.ts': sound,
    'server/migrations/0001_city.sql': 'CREATE SCHEMA city;\n',
  };
  const planted = await plant({ ...around, [path]: bad });
  expect((await gate(planted).run()).join('\n')).toMatch(says);
  const mended = { ...around, ...(good === '' ? {} : { [path]: good }) };
  expect(await gate(await plant(mended)).run()).toEqual([]);
});

test('the drift gate names each derived file that is behind its source, and how to write it anew', async () => {
  const root = await plant({
    'server/src/kernel/tables.ts': 'old\n',
    'docs/configuration.md': 'same\n',
  });
  const rendered = new Map([
    ['tables', 'new\n'],
    ['openapi', '{}\n'],
    ['config', 'same\n'],
  ] as const);
  expect(await driftGate(root, () => Promise.resolve(rendered)).run()).toEqual([
    'server/src/kernel/tables.ts:1 is behind its source: run npx heliu dev tables',
    'docs/openapi.json is missing: run npx heliu dev openapi',
  ]);
});
