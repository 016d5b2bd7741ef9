import { digestOf } from './kept-queries.ts';
import type { Vault } from './vault.ts';

interface Draft<T> {
  readonly value: T;
  readonly at: number;
}

/** A form that was begun so long ago is begun anew: what it says may hold no more. */
const freshMs = 24 * 3_600_000;

/** Lies among what was read, so that signing out forgets both; under a key that no answer has. */
const keyOf = (name: string): readonly unknown[] => ['draft', name];

/** Forms that were begun and not sent, of one account. Writes follow each other: a late one never undoes a removal. */
export class Drafts {
  readonly #vault: Vault;
  readonly #account: number;
  #last: Promise<unknown> = Promise.resolve();

  constructor(vault: Vault, account: number) {
    this.#vault = vault;
    this.#account = account;
  }

  /** Undefined where there is none, where it is old, and where it cannot be read any more. */
  async find<T>(name: string, now: number): Promise<T | undefined> {
    await this.#last;
    const id = await digestOf(this.#account, keyOf(name));
    const row = await this.#vault.db.get('kept', id);
    if (row === undefined) return undefined;
    try {
      const { data } = (await this.#vault.unseal(row.sealed)) as { readonly data: Draft<T> };
      return now - data.at <= freshMs ? data.value : undefined;
    } catch {
      return undefined;
    }
  }

  keep(name: string, value: unknown, now: number): Promise<void> {
    return this.#then(async () => {
      const key = keyOf(name);
      const data: Draft<unknown> = { value, at: now };
      const [id, sealed] = await Promise.all([
        digestOf(this.#account, key),
        this.#vault.seal({ key, data, at: now }),
      ]);
      await this.#vault.db.put('kept', { id, account: this.#account, sealed });
    });
  }

  drop(name: string): Promise<void> {
    return this.#then(async () => {
      await this.#vault.db.delete('kept', await digestOf(this.#account, keyOf(name)));
    });
  }

  /** A device that is full keeps no drafts; the form on screen goes on all the same. */
  #then(work: () => Promise<void>): Promise<void> {
    const next = this.#last.then(work).catch(() => undefined);
    this.#last = next;
    return next;
  }
}
