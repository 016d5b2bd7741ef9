import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import type { ReadPack } from './pack-reader.ts';
import { unpackCity } from './unzip.ts';

/**
 * Reads and checks the pack in a zip.
 * @throws Problem `city.packFile`.
 */
export async function checkZip(zip: Readable): Promise<ReadPack> {
  const work = await mkdtemp(join(tmpdir(), 'heliu-pack-'));
  try {
    const zipPath = join(work, 'pack.zip');
    const folder = join(work, 'pack');
    await pipeline(zip, createWriteStream(zipPath, { mode: 0o600 }));
    await mkdir(folder);
    await unpackCity(zipPath, folder);
    return await readInThread(folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** In a thread of its own: thousands of outlines are compared with each other, and requests go on meanwhile. */
async function readInThread(folder: string): Promise<ReadPack> {
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: folder, env: {} });
  try {
    return await new Promise<ReadPack>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`checking a pack ended with code ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}
