import type { Gate } from './gate.ts';
import { readSources, type SourceFile } from './sources.ts';

const limit = 400;
/** Written by a program from something that is checked elsewhere. */
const generated = new Set(['server/src/kernel/tables.ts']);

export const sizeGate = (root: string): Gate => ({
  name: 'file sizes',
  run: async () => tooLong(await readSources(root, /\.(ts|tsx|sql|mjs|css)$/)),
});

function tooLong(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    if (lines <= limit || generated.has(path)) return [];
    return [`${path}: ${lines} lines; a file has at most ${limit}. Split it by subject.`];
  });
}
