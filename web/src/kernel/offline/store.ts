import { v7 as uuidv7 } from 'uuid';
import type { NewPhoto, OutboxCommand, OutboxContent, OutboxItem, OutboxPhoto } from './item.ts';
import { assertRoom, DeviceFull, isQuotaError } from './room.ts';
import type { ItemRow, PhotoRow, Vault } from './vault.ts';

const strict = { durability: 'strict' } as const;

/** Encryption adds an IV and a tag to each, and the database its own rows. */
const overhead = 1.1;

/** Items and photos in the database: a command is there with all its photos, or not at all. */
export class OutboxStore {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** @throws DeviceFull */
  async add(
    account: number,
    command: OutboxCommand,
    { photos, madeAt }: { readonly photos: readonly NewPhoto[]; readonly madeAt: number },
  ): Promise<string> {
    await assertRoom(photos.reduce((sum, { blob }) => sum + blob.size, 0) * overhead);
    const id = uuidv7();
    const rows: PhotoRow[] = [];
    const named: OutboxPhoto[] = [];
    for (const { blob, name } of photos) {
      const photo = { id: uuidv7(), name, type: blob.type, bytes: blob.size };
      named.push(photo);
      // Sealed before the transaction opens: a transaction does not wait for anything but the database.
      rows.push({ id: photo.id, item: id, sealed: await this.#vault.sealBytes(await blob.arrayBuffer()) });
    }
    const sealed = await this.#vault.seal({ command, photos: named, madeAt } satisfies OutboxContent);
    const row: ItemRow = {
      id,
      account,
      queue: command.queue === '' ? id : command.queue,
      state: 'waiting',
      tries: 0,
      notBefore: 0,
      sealed,
    };
    try {
      const trx = this.#vault.db.transaction(['items', 'photos'], 'readwrite', strict);
      await Promise.all([
        trx.objectStore('items').add(row),
        ...rows.map((photo) => trx.objectStore('photos').add(photo)),
        trx.done,
      ]);
    } catch (error) {
      throw isQuotaError(error) ? new DeviceFull(error) : error;
    }
    return id;
  }

  /** In the order of making. One that cannot be read any more is told as well, never left out. */
  async all(account: number): Promise<OutboxItem[]> {
    const rows = await this.#vault.db.getAllFromIndex('items', 'account', account);
    return Promise.all(rows.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)).map((row) => this.#itemOf(row)));
  }

  async find(id: string): Promise<OutboxItem | undefined> {
    const row = await this.#vault.db.getFromIndex('items', 'id', id);
    return row && this.#itemOf(row);
  }

  async #itemOf({ sealed, ...row }: ItemRow): Promise<OutboxItem> {
    try {
      const content = (await this.#vault.unseal(sealed)) as OutboxContent;
      return { ...row, seq: row.seq ?? 0, ...content };
    } catch {
      return { ...row, seq: row.seq ?? 0, ...unreadable(row.queue), state: 'held' };
    }
  }

  async put(item: OutboxItem): Promise<void> {
    const { id, account, seq, queue, state, tries, notBefore, ...content } = item;
    const sealed = await this.#vault.seal(content satisfies OutboxContent);
    await this.#vault.db.put('items', { id, account, seq, queue, state, tries, notBefore, sealed });
  }

  /** Stores an item that the server has, and lets its photos go. */
  async settle(item: OutboxItem): Promise<void> {
    await this.put(item);
    await this.#dropPhotos(item.id);
  }

  async remove({ id, seq }: Pick<OutboxItem, 'id' | 'seq'>): Promise<void> {
    await this.#dropPhotos(id);
    await this.#vault.db.delete('items', seq);
  }

  async #dropPhotos(item: string): Promise<void> {
    const trx = this.#vault.db.transaction('photos', 'readwrite');
    const keys = await trx.store.index('item').getAllKeys(item);
    await Promise.all([...keys.map((key) => trx.store.delete(key)), trx.done]);
  }

  /** Undefined where its bytes are gone. */
  async photo({ id, type }: OutboxPhoto): Promise<Blob | undefined> {
    const row = await this.#vault.db.get('photos', id);
    return row && new Blob([await this.#vault.unsealBytes(row.sealed)], { type });
  }
}

const unreadable = (queue: string): OutboxContent => ({
  command: { endpoint: '', body: {}, queue, about: { title: '?', act: '' } },
  photos: [],
  madeAt: 0,
});
