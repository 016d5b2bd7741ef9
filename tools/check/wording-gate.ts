import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolve } from 'node:path';
import { run } from '../command.ts';
import type { Gate } from './gate.ts';
import { listFiles, readSources, type SourceFile } from './sources.ts';

interface Forbidden {
  readonly pattern: RegExp;
  readonly why: string;
  /** Files it applies to; all when absent. */
  readonly in?: RegExp;
}

// Spelled so that this file does not match itself.
const unfinished: readonly Forbidden[] = [
  { pattern: /\b(?:TO[D]O|FIX[M]E|X[X]X)\b/, why: 'unfinished work is finished or left out, not marked' },
  { pattern: /@ts-(?:i[g]nore|e[x]pect-error|n[o]check)\b/, why: 'mend the type instead of silencing it' },
  {
    pattern: /(?:oxlint|eslint)-di[s]able(?!-next-line [\w/-]+ -- \S)/,
    why: 'mend the fault, or silence one rule on one line and say why: -next-line rule -- reason',
  },
  {
    pattern: /\b(?:it|test|describe)\.(?:sk[i]p|on[l]y|to[d]o)\b/,
    why: 'every test runs, or goes',
    in: /\.test\.tsx?$/,
  },
  { pattern: /\{\{\w+\}\}/, why: 'a text names its values in single braces', in: /\/locale\/.*\.json$/ },
];

const skipped = /(^|\/)(package-lock\.json|LICENSE)$|^cities\/|\.(png|jpg|heic|svg|xlsx|zip|pdf|woff2?)$/;

/** Marks of unfinished or silenced work, and traces of the machine that a file was written on. */
export const wordingGate = (root: string): Gate => ({
  name: 'forbidden words',
  run: async () => {
    const traces = await tracesOf(root);
    const files = await readSources(
      root,
      /\.(ts|tsx|mjs|sql|css|html|json|md|ya?ml|sh|conf|service)$|^\.ci\/run$/,
    );
    return [
      ...forbiddenIn(
        files.filter(({ path }) => !skipped.test(path)),
        [...unfinished, ...traces],
      ),
      ...(await hostsInLockfile(root)),
    ];
  },
});

function forbiddenIn(files: readonly SourceFile[], list: readonly Forbidden[] = unfinished): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        list
          .filter(({ pattern, in: where }) => (where?.test(path) ?? true) && pattern.test(line))
          .map(({ pattern, why }) => `${path}:${index + 1}: “${pattern.exec(line)?.[0]}”: ${why}`),
      ),
  );
}

/** The folder that holds this checkout, and the host that packages come from. */
async function tracesOf(root: string): Promise<Forbidden[]> {
  const parent = resolve(root, '..');
  const { output } = await run('npm', ['config', 'get', 'registry'], { cwd: root });
  const host = URL.canParse(output.trim()) ? new URL(output.trim()).host : '';
  return [parent.length > 4 ? `${parent}/` : '', host].filter(Boolean).map((trace) => ({
    pattern: new RegExp(trace.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')),
    why: 'a trace of one machine; others have it elsewhere',
  }));
}

/** A lockfile that names hosts works only where that host is reached. */
async function hostsInLockfile(root: string): Promise<string[]> {
  if (!(await listFiles(root)).includes('package-lock.json')) return [];
  const lines = (await readFile(join(root, 'package-lock.json'), 'utf8')).split('\n');
  const index = lines.findIndex((line) => /"resolved": "https?:/.test(line));
  return index < 0
    ? []
    : [
        `package-lock.json:${index + 1}: names the host of a registry; npm config set omit-lockfile-registry-resolved true`,
      ];
}
