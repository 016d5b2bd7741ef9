import { v7 as uuidv7 } from 'uuid';
import { photosOf } from '../photo/shrink.ts';
import { digestOf } from './kept-queries.ts';
import { assertRoom } from './room.ts';
import { dropPhotos, type KeptRow, type PhotoRow, type Vault } from './vault.ts';

interface DraftPhoto {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

interface Draft<T> {
  readonly value: T;
  readonly at: number;
  readonly photos?: readonly DraftPhoto[];
}

interface Latest {
  readonly value: unknown;
  readonly now: number;
  readonly files: readonly File[];
}

export interface FoundDraft<T> {
  readonly value: T;
  readonly photos: readonly File[];
}

/** A form that was begun so long ago is begun anew: what it says may hold no more. */
const freshMs = 24 * 3_600_000;

/** Lies among what was read, so that signing out forgets both; under a key that no answer has. */
const keyOf = (name: string): readonly unknown[] => ['draft', name];

export const draftIdOf = (account: number, name: string): Promise<string> => digestOf(account, keyOf(name));

/** What a form holds, sealed; its photos are rows of their own, which name its id. */
export async function draftRow(
  vault: Vault,
  account: number,
  name: string,
  data: Draft<unknown>,
): Promise<KeptRow> {
  const key = keyOf(name);
  const [id, sealed] = await Promise.all([digestOf(account, key), vault.seal({ key, data, at: data.at })]);
  return { id, account, draft: true, sealed };
}

/** Forms that were begun and not sent, of one account. Writes follow each other: a late one never undoes a removal. */
export class Drafts {
  readonly #vault: Vault;
  readonly #account: number;
  /** Photos that are on the device already. */
  readonly #stored = new WeakMap<File, DraftPhoto>();
  /** Of each form what is to be written next. */
  readonly #latest = new Map<string, Latest>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(vault: Vault, account: number) {
    this.#vault = vault;
    this.#account = account;
  }

  /** Undefined where there is none, where it is old, and where it cannot be read any more. */
  async find<T>(name: string, now: number): Promise<FoundDraft<T> | undefined> {
    await this.#last;
    const row = await this.#vault.db.get('kept', await draftIdOf(this.#account, name));
    const draft = row && (await this.#read(row));
    if (draft === undefined || now - draft.at > freshMs) return undefined;
    const photos = await Promise.all((draft.photos ?? []).map((photo) => this.#fileOf(photo)));
    return { value: draft.value as T, photos: photos.flatMap((file) => file ?? []) };
  }

  keep(name: string, value: unknown, now: number, files: readonly File[] = []): Promise<void> {
    // What is typed while it is being written is one writing more.
    this.#latest.set(name, { value, now, files });
    return this.#then(async () => {
      const latest = this.#latest.get(name);
      this.#latest.delete(name);
      if (latest !== undefined) await this.#write(name, latest);
    });
  }

  async #write(name: string, { value, now, files }: Latest): Promise<void> {
    const id = await draftIdOf(this.#account, name);
    const fresh = await this.#seal(
      id,
      files.filter((file) => !this.#stored.has(file)),
    );
    const photos = files.flatMap((file) => this.#stored.get(file) ?? fresh.get(file)?.photo ?? []);
    const row = await draftRow(this.#vault, this.#account, name, { value, at: now, photos });
    const trx = this.#vault.db.transaction(['kept', 'photos'], 'readwrite', { durability: 'strict' });
    await Promise.all([
      trx.objectStore('kept').put(row),
      ...[...fresh.values()].map((one) => trx.objectStore('photos').put(one.row)),
      dropPhotos(trx.objectStore('photos'), id, new Set(photos.map((photo) => photo.id))),
      trx.done,
    ]);
    for (const [file, { photo }] of fresh) this.#stored.set(file, photo);
  }

  drop(name: string): Promise<void> {
    this.#latest.delete(name);
    return this.#then(async () => this.#remove(await draftIdOf(this.#account, name)));
  }

  /** Once this is done, nothing of what was kept so far is still being written. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** How many there are that would be found. */
  async count(now: number): Promise<number> {
    await this.#last;
    const rows = await this.#vault.db.getAllFromIndex('kept', 'account', this.#account);
    const drafts = await Promise.all(
      rows.filter(({ draft }) => draft === true).map((row) => this.#read(row)),
    );
    return drafts.filter((draft) => draft !== undefined && now - draft.at <= freshMs).length;
  }

  /** Lets those go that are old, and those whose names begin so but for these: what they were about is no more. */
  tidy(now: number, prefix?: string, names: ReadonlySet<string> = new Set()): Promise<void> {
    return this.#then(async () => {
      const rows = await this.#vault.db.getAllFromIndex('kept', 'account', this.#account);
      for (const row of rows.filter(({ draft }) => draft === true)) {
        const draft = await this.#read(row);
        const gone = prefix !== undefined && draft?.name.startsWith(prefix) && !names.has(draft.name);
        if (draft === undefined || now - draft.at > freshMs || gone === true) await this.#remove(row.id);
      }
    });
  }

  async #read({ sealed }: KeptRow): Promise<(Draft<unknown> & { readonly name: string }) | undefined> {
    try {
      const { key, data } = (await this.#vault.unseal(sealed)) as {
        readonly key: readonly unknown[];
        readonly data: Draft<unknown>;
      };
      return { ...data, name: String(key[1]) };
    } catch {
      return undefined;
    }
  }

  async #fileOf(photo: DraftPhoto): Promise<File | undefined> {
    const row = await this.#vault.db.get('photos', photo.id);
    if (row === undefined) return undefined;
    const file = new File([await this.#vault.unsealBytes(row.sealed)], photo.name, { type: photo.type });
    this.#stored.set(file, photo);
    return file;
  }

  /** Where there is no room for photos, what was written is kept all the same. */
  async #seal(
    item: string,
    files: readonly File[],
  ): Promise<Map<File, { readonly photo: DraftPhoto; readonly row: PhotoRow }>> {
    const sealed = new Map<File, { readonly photo: DraftPhoto; readonly row: PhotoRow }>();
    for (const file of files) {
      const [small] = await photosOf([file]);
      if (small === undefined) continue;
      const { blob, name } = small;
      const room = await assertRoom(blob.size).then(
        () => true,
        () => false,
      );
      if (!room) break;
      const id = uuidv7();
      const row = { id, item, sealed: await this.#vault.sealBytes(await blob.arrayBuffer()) };
      sealed.set(file, { photo: { id, name, type: blob.type }, row });
    }
    return sealed;
  }

  async #remove(id: string): Promise<void> {
    const trx = this.#vault.db.transaction(['kept', 'photos'], 'readwrite');
    await Promise.all([
      trx.objectStore('kept').delete(id),
      dropPhotos(trx.objectStore('photos'), id),
      trx.done,
    ]);
  }

  /** A device that is full keeps no drafts; the form on screen goes on all the same. */
  #then(work: () => Promise<void>): Promise<void> {
    const next = this.#last.then(work).catch(() => undefined);
    this.#last = next;
    return next;
  }
}
