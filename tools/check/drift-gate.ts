import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Derived, derivedFiles, renderDerived } from '../../server/src/cli/dev/derived.ts';
import type { Gate } from './gate.ts';

const all = Object.keys(derivedFiles) as Derived[];

/** Derived files say what their source says now. */
export const driftGate = (root: string, render = renderDerived): Gate => ({
  name: 'drift',
  run: async () => {
    const rendered = await render(all);
    const faults = await Promise.all(
      [...rendered].map(async ([name, wanted]) => {
        const file = derivedFiles[name];
        const present = await readFile(join(root, file), 'utf8').catch(() => '');
        return present === wanted
          ? []
          : [`${file}${firstDifference(present, wanted)}: run npx heliu dev ${name}`];
      }),
    );
    return faults.flat();
  },
});

function firstDifference(present: string, wanted: string): string {
  if (present === '') return ' is missing';
  const lines = present.split('\n');
  const index = wanted.split('\n').findIndex((line, at) => line !== lines[at]);
  return `:${(index < 0 ? lines.length : index) + 1} is behind its source`;
}
