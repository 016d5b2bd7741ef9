import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { ItemState } from './schedule.ts';

/** Encrypted by the key of this device; tells nothing but its size. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

export interface ItemRow {
  /** Order of making; given by the database. */
  readonly seq?: number;
  readonly id: string;
  readonly account: number;
  readonly queue: string;
  readonly state: ItemState;
  readonly tries: number;
  readonly notBefore: number;
  readonly sealed: Sealed;
}

export interface PhotoRow {
  readonly id: string;
  readonly item: string;
  readonly sealed: Sealed;
}

export interface KeptRow {
  /** Digest of what was asked, so that the question tells nothing either. */
  readonly id: string;
  readonly account: number;
  /** A form that was begun here, and no answer of the server. */
  readonly draft?: true;
  readonly sealed: Sealed;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  items: { key: number; value: ItemRow; indexes: { id: string; account: number } };
  photos: { key: string; value: PhotoRow; indexes: { item: string } };
  kept: { key: string; value: KeptRow; indexes: { account: number } };
}

export type VaultDb = IDBPDatabase<Schema>;

type PhotoStore<Stores extends ArrayLike<StoreName>> = IDBPObjectStore<Schema, Stores, 'photos', 'readwrite'>;
type StoreName = 'keys' | 'items' | 'photos' | 'kept';

/** Inside a transaction: lets the photos of an item go, but for these. */
export async function dropPhotos<Stores extends ArrayLike<StoreName>>(
  photos: PhotoStore<Stores>,
  item: string,
  but: ReadonlySet<string> = new Set(),
): Promise<void> {
  const ids = await photos.index('item').getAllKeys(item);
  await Promise.all(ids.filter((id) => !but.has(id)).map((id) => photos.delete(id)));
}

const keyName = 'device';
const ivBytes = 12;

/**
 * What this device keeps, encrypted. The key cannot be read out, not by this code either: it lives in the database as
 * the browser's own object, and survives being killed with it.
 */
export class Vault {
  readonly db: VaultDb;
  readonly #key: CryptoKey;

  private constructor(db: VaultDb, key: CryptoKey) {
    this.db = db;
    this.#key = key;
  }

  static async open(name: string): Promise<Vault> {
    const db = await openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('keys');
        const items = fresh.createObjectStore('items', { keyPath: 'seq', autoIncrement: true });
        items.createIndex('id', 'id', { unique: true });
        items.createIndex('account', 'account');
        fresh.createObjectStore('photos', { keyPath: 'id' }).createIndex('item', 'item');
        fresh.createObjectStore('kept', { keyPath: 'id' }).createIndex('account', 'account');
      },
    });
    return new Vault(db, await keyOf(db));
  }

  async seal(value: unknown): Promise<Sealed> {
    return this.sealBytes(new TextEncoder().encode(JSON.stringify(value)));
  }

  /** @throws where it was sealed by another key or changed since. */
  async unseal(sealed: Sealed): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.unsealBytes(sealed))) as unknown;
  }

  async sealBytes(bytes: BufferSource): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
    return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.#key, bytes) };
  }

  unsealBytes({ iv, data }: Sealed): Promise<ArrayBuffer> {
    return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.#key, data);
  }

  close(): void {
    this.db.close();
  }
}

/** Two windows that start at once must end with one key: the first that is stored counts. */
async function keyOf(db: VaultDb): Promise<CryptoKey> {
  const known = await db.get('keys', keyName);
  if (known !== undefined) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const stored = db.transaction('keys', 'readwrite', { durability: 'strict' });
  const first = await stored.store.get(keyName);
  if (first === undefined) await stored.store.put(made, keyName);
  await stored.done;
  return first ?? made;
}
