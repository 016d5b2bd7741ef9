import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { diskFiles, digestOf, type FileStore } from '../../kernel/files.ts';
import { CliFault } from '../fault.ts';

/** Takes files into the store, checks each by its name, and can take back what it brought. */
export class FileIntake {
  readonly #files: FileStore;
  readonly #brought: string[] = [];
  #count = 0;
  #bytes = 0;

  constructor(folder: string) {
    this.#files = diskFiles(folder);
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async take(sha256: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const staged = await this.#files.stage();
    try {
      await pipeline(content, createWriteStream(staged, { mode: 0o600, flags: 'wx' }));
      const digest = await digestOf(staged);
      if (digest.sha256 !== sha256) throw damaged(sha256);
      const had = await this.#has(sha256);
      await this.#files.put(staged, sha256);
      if (!had) this.#brought.push(sha256);
      this.#count += 1;
      this.#bytes += digest.bytes;
    } finally {
      await rm(staged, { force: true });
    }
  }

  /** After a failure: files that were there before stay. */
  async undo(): Promise<void> {
    for (const sha256 of this.#brought) await this.#files.remove(sha256);
  }

  async #has(sha256: string): Promise<boolean> {
    try {
      const { stream } = await this.#files.open(sha256);
      stream.destroy();
      return true;
    } catch {
      return false;
    }
  }
}

const damaged = (sha256: string): CliFault =>
  new CliFault({
    zh: `备份中的文件 ${sha256} 已损坏，数据库没有改动。请换用另一份备份。`,
    en: `The file ${sha256} in the archive is damaged; the database was not changed. Use another backup.`,
  });
