import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../command.ts';

export interface SourceFile {
  /** Relative to the root of the tree. */
  readonly path: string;
  readonly text: string;
}

/** Files of the tree that git tracks or would track, which is what somebody else will get. */
export async function listFiles(root: string): Promise<string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { code, output } = await run('git', args, { cwd: root });
  if (code !== 0) throw new Error(`git ls-files failed in ${root}: ${output}`);
  return [...new Set(output.split('\0').filter(Boolean))].toSorted();
}

/** Reads those files whose path matches; one that is gone from the folder but not yet from the index is left out. */
export async function readSources(root: string, wanted: RegExp): Promise<SourceFile[]> {
  const paths = (await listFiles(root)).filter((path) => wanted.test(path));
  const files = await Promise.all(
    paths.map(async (path) => ({
      path,
      text: await readFile(join(root, path), 'utf8').catch(() => undefined),
    })),
  );
  return files.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
}
