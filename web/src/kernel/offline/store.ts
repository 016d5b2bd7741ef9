import { v7 as uuidv7 } from 'uuid';
import { draftIdOf, draftRow } from './drafts.ts';
import type { DraftChange, NewItem, OutboxContent, OutboxItem, OutboxPhoto } from './item.ts';
import { assertRoom, DeviceFull, isQuotaError } from './room.ts';
import { dropPhotos, type ItemRow, type KeptRow, type PhotoRow, type Vault } from './vault.ts';

const strict = { durability: 'strict' } as const;

/** Encryption adds an IV and a tag to each, and the database its own rows. */
const overhead = 1.1;

/** What throws at once fails as what fails later does, so that nothing else is left to fail unheard. */
const started = async (work: () => Promise<unknown>): Promise<unknown> => work();

/** Of what failed half-way nothing is kept; a failed request has ended its transaction already, one that threw has not. */
function abandon(trx: { abort(): void }): void {
  try {
    trx.abort();
  } catch {
    // It has ended.
  }
}

interface Adding {
  readonly madeAt: number;
  readonly drafts: readonly DraftChange[];
}

/** Items and photos in the database: a command is there with all its photos, or not at all. */
export class OutboxStore {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /**
   * All of them with what they leave of the forms that they come from, or nothing: an app that is killed in between has
   * either the form or the commands. @throws DeviceFull
   */
  async add(account: number, items: readonly NewItem[], { madeAt, drafts }: Adding): Promise<void> {
    const sizes = items.flatMap(({ photos = [] }) => photos.map(({ blob }) => blob.size));
    await assertRoom(sizes.reduce((sum, bytes) => sum + bytes, 0) * overhead);
    const rows: { readonly item: ItemRow; readonly photos: readonly PhotoRow[] }[] = [];
    for (const item of items) rows.push(await this.#rowsOf(account, item, madeAt));
    const gone: string[] = [];
    const left: KeptRow[] = [];
    for (const { name, value } of drafts) {
      if (value === undefined) gone.push(await draftIdOf(account, name));
      else left.push(await draftRow(this.#vault, account, name, { value, at: madeAt }));
    }
    const trx = this.#vault.db.transaction(['items', 'photos', 'kept'], 'readwrite', strict);
    const [stored, photos, kept] = [
      trx.objectStore('items'),
      trx.objectStore('photos'),
      trx.objectStore('kept'),
    ];
    try {
      await Promise.all([
        trx.done,
        ...rows.flatMap(({ item, photos: own }) => [
          started(() => stored.add(item)),
          ...own.map((one) => started(() => photos.add(one))),
        ]),
        ...gone.flatMap((id) => [started(() => kept.delete(id)), started(() => dropPhotos(photos, id))]),
        ...left.map((row) => started(() => kept.put(row))),
      ]);
    } catch (failure) {
      abandon(trx);
      // Of what ended the transaction each request only hears that it was aborted.
      const error: unknown = trx.error ?? failure;
      throw isQuotaError(error) ? new DeviceFull(error) : error;
    }
  }

  /** Sealed before the transaction opens: a transaction does not wait for anything but the database. */
  async #rowsOf(account: number, { id, command, photos = [] }: NewItem, madeAt: number) {
    const rows: PhotoRow[] = [];
    const named: OutboxPhoto[] = [];
    for (const { blob, name } of photos) {
      const photo = { id: uuidv7(), name, type: blob.type, bytes: blob.size };
      named.push(photo);
      rows.push({ id: photo.id, item: id, sealed: await this.#vault.sealBytes(await blob.arrayBuffer()) });
    }
    const item: ItemRow = {
      id,
      account,
      queue: command.queue === '' ? id : command.queue,
      state: 'waiting',
      tries: 0,
      notBefore: 0,
      sealed: await this.#vault.seal({ command, photos: named, madeAt } satisfies OutboxContent),
    };
    return { item, photos: rows };
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

  /** Stores a change of what is there still. @returns whether it is: another window may have discarded it. */
  async put(item: OutboxItem): Promise<boolean> {
    const row = await this.#sealed(item);
    const trx = this.#vault.db.transaction('items', 'readwrite');
    const there = (await trx.store.getKey(item.seq)) !== undefined;
    if (there) await trx.store.put(row);
    await trx.done;
    return there;
  }

  /** Stores an item that the server has, also one that was discarded on the way, and lets its photos go. */
  async settle(item: OutboxItem): Promise<void> {
    await this.#vault.db.put('items', await this.#sealed(item));
    await this.#dropPhotos(item.id);
  }

  async #sealed({
    id,
    account,
    seq,
    queue,
    state,
    tries,
    notBefore,
    ...content
  }: OutboxItem): Promise<ItemRow> {
    const sealed = await this.#vault.seal(content satisfies OutboxContent);
    return { id, account, seq, queue, state, tries, notBefore, sealed };
  }

  async remove({ id, seq }: Pick<OutboxItem, 'id' | 'seq'>): Promise<void> {
    await this.#dropPhotos(id);
    await this.#vault.db.delete('items', seq);
  }

  async #dropPhotos(item: string): Promise<void> {
    const trx = this.#vault.db.transaction('photos', 'readwrite');
    await Promise.all([dropPhotos(trx.store, item), trx.done]);
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
