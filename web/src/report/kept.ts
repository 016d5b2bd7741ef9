import { useSyncExternalStore } from 'react';
import type { z } from 'zod';

const prefix = 'heliu.';

/**
 * A value kept in this tab until it closes: survives a reload, leaves nothing on a shared device. Where storage is
 * switched off or full it lasts for the page.
 */
export class Kept<S extends z.ZodType> {
  readonly #name: string;
  readonly #schema: S;
  readonly #listeners = new Set<() => void>();
  #value: z.output<S>;

  constructor(name: string, schema: S, start: z.input<S>) {
    this.#name = prefix + name;
    this.#schema = schema;
    this.#value = this.#read() ?? schema.parse(start);
  }

  get value(): z.output<S> {
    return this.#value;
  }

  set(value: z.output<S>): void {
    this.#value = value;
    try {
      globalThis.sessionStorage?.setItem(this.#name, JSON.stringify(value));
    } catch {
      // The page works on with the value in memory.
    }
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): z.output<S> => this.#value;

  #read(): z.output<S> | undefined {
    try {
      const text = globalThis.sessionStorage?.getItem(this.#name) ?? null;
      if (text === null) return undefined;
      const parsed = this.#schema.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  }
}

export const useKept = <S extends z.ZodType>(kept: Kept<S>): z.output<S> =>
  useSyncExternalStore(kept.subscribe, kept.snapshot, kept.snapshot);
