import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unpackedLimitBytes } from '@heliu/contract/city-api';
import { Problem } from '@heliu/contract/problem';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

const mostFiles = 500;
const header = 'pack.yaml';

/**
 * Unpacks the pack of a zip into a folder that exists. The pack lies at the root of the zip or in one folder of it.
 * @throws Problem `city.packFile`.
 */
export async function unpackCity(zipPath: string, folder: string): Promise<void> {
  try {
    // Names that climb out of the folder, and backslashes, are refused by the reader itself.
    const zip = await openPromise(zipPath, { strictFileNames: true, autoClose: false });
    try {
      await unpack(zip, folder);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw notAPack(error);
  }
}

const notAPack = (cause?: unknown): Problem =>
  new Problem('city.packFile', {
    params: { limit: `${unpackedLimitBytes / 1_048_576} MB` },
    ...(cause === undefined ? {} : { cause }),
  });

async function unpack(zip: ZipFile, folder: string): Promise<void> {
  const entries = await listFiles(zip);
  const headers = entries
    .map(({ fileName }) => fileName.split('/'))
    .filter((parts) => parts.at(-1) === header);
  const root = headers.find((parts) => parts.length === 1) ?? headers.find((parts) => parts.length === 2);
  if (root === undefined) throw notAPack();
  const prefix = root
    .slice(0, -1)
    .map((part) => `${part}/`)
    .join('');
  for (const entry of entries.filter(({ fileName }) => fileName.startsWith(prefix))) {
    const target = join(folder, entry.fileName.slice(prefix.length));
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode: 0o600 }));
  }
}

/** Sizes that an entry states are held to by the reader, so that their sum bounds what is written. */
async function listFiles(zip: ZipFile): Promise<Entry[]> {
  const files: Entry[] = [];
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    bytes += entry.uncompressedSize;
    files.push(entry);
    if (entry.isEncrypted() || files.length > mostFiles || bytes > unpackedLimitBytes) throw notAPack();
  }
  return files;
}
