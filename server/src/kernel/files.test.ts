import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { diskFiles, digestOf } from './files.ts';

async function store() {
  const folder = await mkdtemp(join(tmpdir(), 'heliu-files-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const files = diskFiles(folder);
  const add = async (content: string) => {
    const staged = await files.stage();
    await writeFile(staged, content);
    const digest = await digestOf(staged);
    await files.put(staged, digest.sha256);
    return digest;
  };
  return { folder, files, add };
}

test('a content lies under its own hash and reads back', async () => {
  const { folder, files, add } = await store();
  const sha256 = createHash('sha256').update('网格').digest('hex');
  expect(await add('网格')).toEqual({ sha256, bytes: 6 });
  const path = join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  expect(await readFile(path, 'utf8')).toBe('网格');
  const { stream, bytes } = await files.open(sha256);
  expect([await text(stream), bytes]).toEqual(['网格', 6]);
  expect(await readdir(join(folder, 'staging'))).toEqual([]);
});

test('putting the same content again, or removing it twice, is harmless', async () => {
  const { files, add } = await store();
  const { sha256 } = await add('once');
  await add('once');
  expect((await files.open(sha256)).bytes).toBe(4);
  await files.remove(sha256);
  await files.remove(sha256);
  await expect(files.open(sha256)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('nothing but a hash leads to a path', async () => {
  const { files } = await store();
  for (const name of ['../../etc/passwd', '', 'A'.repeat(64), 'a'.repeat(63)]) {
    await expect(async () => files.open(name)).rejects.toThrow('not a SHA-256');
    await expect(async () => files.remove(name)).rejects.toThrow('not a SHA-256');
  }
});

test('others on the machine cannot look in', async () => {
  const { folder, add } = await store();
  const { sha256 } = await add('private');
  expect((await stat(join(folder, sha256.slice(0, 2)))).mode & 0o077).toBe(0);
  expect((await stat(join(folder, 'staging'))).mode & 0o077).toBe(0);
});

test('clearing staged files where none were ever staged', async () => {
  const { files } = await store();
  expect(await files.clearStaged(0)).toBe(0);
});
