import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cp } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { root, run } from '../command.ts';

const configuration = ['.gitignore', '.oxfmtrc.json', '.oxlintrc.json', '.squawk.toml', 'tsconfig.base.json'];

/** A tree of its own under the rules of this one, for planting an error that a gate must find. */
export async function plant(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heliu-planted-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await Promise.all(configuration.map((name) => cp(join(root, name), join(folder, name))));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await run('git', ['init', '--quiet'], { cwd: folder });
  return `${folder}/`;
}
