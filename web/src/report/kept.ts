import { useSyncExternalStore } from 'react';
import type { z } from 'zod';

const prefix = 'heliu.';

const all = new Set<{ forget(): void }>();
let visits = 0;

/** Changes when everything was forgotten: what was under way then is somebody else's. */
export const visitNow = (): number => visits;

/** On a device that many use: nothing of one person's reports is there for the next, in storage or in memory. */
export function forgetReports(): void {
  visits += 1;
  for (const kept of all) kept.forget();
}

/**
 * A value kept in this tab until it closes: survives a reload, leaves nothing on a shared device. Where storage is
 * switched off or full it lasts for the page.
 */
export class Kept<S extends z.ZodType> {
  readonly #name: string;
  readonly #schema: S;
  readonly #listeners = new Set<() => void>();
  readonly #start: z.input<S>;
  #value: z.output<S>;

  constructor(name: string, schema: S, start: z.input<S>) {
    this.#name = prefix + name;
    this.#schema = schema;
    this.#start = start;
    this.#value = this.#read() ?? schema.parse(start);
    all.add(this);
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

  forget(): void {
    this.set(this.#schema.parse(this.#start));
    try {
      globalThis.sessionStorage?.removeItem(this.#name);
    } catch {
      // There is nothing to take away.
    }
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
