import { v7 as uuidv7 } from 'uuid';

/** How an attempt ended, as far as this side can tell. */
export type Outcome = 'done' | 'refused' | 'unknown';

/**
 * Gives one id to one intention. The same content sent again after an attempt with unknown outcome keeps its id, so
 * that the server acts once; whatever follows a success, a refusal or a change of content is a new intention.
 */
export class CommandIds {
  readonly #make: () => string;
  #open: { readonly id: string; readonly content: string } | undefined;

  constructor(make: () => string = () => uuidv7()) {
    this.#make = make;
  }

  idFor(content: unknown): string {
    const text = fingerprint(content);
    if (this.#open?.content !== text) this.#open = { id: this.#make(), content: text };
    return this.#open.id;
  }

  settle(outcome: Outcome): void {
    if (outcome !== 'unknown') this.#open = undefined;
  }
}

/** Equal for equal content whatever the order of keys; files count by name, size and date. */
function fingerprint(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) => {
    if (value instanceof FormData) return [...value.entries()];
    if (value instanceof File) return [value.name, value.size, value.lastModified];
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
