import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { CliFault } from '../fault.ts';
import type { TableShape } from './catalogue.ts';

interface Running {
  readonly name: string;
  readonly stream: CopyStreamQuery;
  readonly hash: Hash;
  readonly failed: { error?: Error };
}

interface Taken {
  readonly rows: number;
  readonly sha256: string;
}

/** Takes the parts of tables as they come, one COPY for each table. */
export class TableIntake {
  readonly #client: pg.Client;
  readonly #shapes: ReadonlyMap<string, TableShape>;
  readonly #onRows: (total: number) => void;
  readonly #taken = new Map<string, Taken>();
  #running: Running | undefined;
  #total = 0;

  constructor(client: pg.Client, shapes: readonly TableShape[], onRows: (total: number) => void) {
    this.#client = client;
    this.#shapes = new Map(shapes.map((shape) => [shape.name, shape]));
    this.#onRows = onRows;
  }

  async take(name: string, part: AsyncIterable<Uint8Array>): Promise<void> {
    if (this.#running?.name !== name) await this.#begin(name);
    const running = this.#running;
    if (running === undefined) return;
    for await (const chunk of part) {
      running.hash.update(chunk);
      if (!running.stream.write(chunk)) await writable(running.stream);
      if (running.failed.error !== undefined) throw running.failed.error;
    }
  }

  /** @returns what was taken of each table; one without rows has no part and counts as empty. */
  async end(): Promise<ReadonlyMap<string, Taken>> {
    await this.#finish();
    const nothing = createHash('sha256').digest('hex');
    for (const name of this.#shapes.keys()) {
      if (!this.#taken.has(name)) this.#taken.set(name, { rows: 0, sha256: nothing });
    }
    return this.#taken;
  }

  async #begin(name: string): Promise<void> {
    await this.#finish();
    const shape = this.#shapes.get(name);
    if (shape === undefined || this.#taken.has(name)) throw strayPart(name);
    const stream = this.#client.query(copyFrom(`COPY ${name} (${shape.columns.join(', ')}) FROM STDIN`));
    const failed: Running['failed'] = {};
    stream.on('error', (error) => {
      failed.error = error;
    });
    this.#running = { name, stream, hash: createHash('sha256'), failed };
  }

  async #finish(): Promise<void> {
    if (this.#running === undefined) return;
    const { name, stream, hash, failed } = this.#running;
    this.#running = undefined;
    if (failed.error === undefined) {
      stream.end();
      await once(stream, 'finish');
    }
    if (failed.error !== undefined) throw failed.error;
    const rows = stream.rowCount;
    this.#taken.set(name, { rows, sha256: hash.digest('hex') });
    this.#total += rows;
    this.#onRows(this.#total);
  }
}

/** Waits until the stream takes more or is closed, and leaves no listener behind. */
async function writable(stream: CopyStreamQuery): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    waiting.abort();
  }
}

const strayPart = (name: string): CliFault =>
  new CliFault({
    zh: `备份中的表 ${name} 不在其目录中，或出现两次，数据库没有改动。请换用另一份备份。`,
    en: `The archive has a table ${name} that its list lacks or that comes twice; the database was not changed. Use another backup.`,
  });
