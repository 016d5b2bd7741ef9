import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Digest {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Contents by their SHA-256, each written once and never changed. Few enough acts that an object store can take the
 * place of the disk; who needs which content is the caller's to remember, in the database.
 */
export interface FileStore {
  /** A fresh path on the local disk, for a file on its way in. Remove it, or `put` it. */
  stage(): Promise<string>;
  /** Moves a staged file in. It is on the disk for good when this resolves; putting the same content twice is harmless. */
  put(staged: string, sha256: string): Promise<void>;
  /** @throws Error with code ENOENT when there is no such content. */
  open(sha256: string): Promise<{ readonly stream: Readable; readonly bytes: number }>;
  /** Removes a content; does nothing when it is gone already. */
  remove(sha256: string): Promise<void>;
  /** Removes staged files that a crash left behind. @returns how many. */
  clearStaged(olderThanMs: number): Promise<number>;
}

/** A file store in a folder: `ab/cd/<sha256>`, with `staging` beside. Several processes may share it. */
export function diskFiles(folder: string): FileStore {
  const root = resolve(folder);
  const staging = join(root, 'staging');
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a SHA-256: ${sha256}`);
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    stage: async () => {
      await mkdir(staging, { recursive: true, mode: 0o700 });
      return join(staging, randomUUID());
    },
    put: async (staged, sha256) => {
      const path = pathOf(sha256);
      await sync(staged);
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(staged, path);
      await sync(dirname(path));
      if (made !== undefined) for (const above of parents(dirname(path), root)) await sync(above);
    },
    open: async (sha256) => {
      const handle = await open(pathOf(sha256));
      const { size } = await handle.stat();
      return { stream: handle.createReadStream(), bytes: size };
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    clearStaged: (olderThanMs) => clear(staging, Date.now() - olderThanMs),
  };
}

/** Digest of a file on the local disk. */
export async function digestOf(path: string): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { sha256: hash.digest('hex'), bytes };
}

/** Flushes a file, or the entries of a folder, to the disk. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Folders above `path` up to and including `root`. */
function parents(path: string, root: string): string[] {
  const above = dirname(path);
  return path === root ? [] : [above, ...(above === root ? [] : parents(above, root))];
}

async function clear(folder: string, before: number): Promise<number> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
