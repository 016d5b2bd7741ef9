import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run } from './command.ts';
import { add, broken, held, noTally, type Tally } from './tally.ts';

/**
 * Runs every .ts file that lies directly in a folder, one after the other, each in its own process so that none
 * warms up or disturbs the next. One that exits 0 has passed.
 */
export async function runScripts(folder: string, filters: readonly string[]): Promise<Tally> {
  const files = (await readdir(join(root, folder), { withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ name }) => name)
    .filter((name) => filters.length === 0 || filters.some((part) => name.includes(part)))
    .toSorted();
  let tally = noTally;
  for (const name of files) {
    const started = Date.now();
    process.stdout.write(`\n=== ${folder}/${name}\n`);
    const { code } = await run(process.execPath, [join(root, folder, name)], { show: true });
    const took = `${((Date.now() - started) / 1000).toFixed(1)} s`;
    process.stdout.write(`${code === 0 ? '✓' : `✗ (exit ${code})`} ${folder}/${name} (${took})\n`);
    tally = add(tally, code === 0 ? held : broken(`${folder}/${name} (exit ${code})`));
  }
  return tally;
}
