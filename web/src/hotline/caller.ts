import type { CallerMatter, FindReason } from '@heliu/contract/hotline';
import { phoneKey } from '@heliu/contract/matter/phone';
import { useSyncExternalStore } from 'react';

export interface FoundCaller {
  /** As it was typed, where it was a number and not a code. */
  readonly phone: string | undefined;
  readonly rows: readonly CallerMatter[];
  readonly more: boolean;
}

interface OnTheLine {
  readonly accountId: number;
  readonly asked: string;
  readonly reason: FindReason | undefined;
  readonly note: string;
  readonly found: FoundCaller | undefined;
}

const nobody = (accountId: number): OnTheLine => ({
  accountId,
  asked: '',
  reason: undefined,
  note: '',
  found: undefined,
});

/** Who is on the line, in memory alone: it is there when one comes back from the form, and gone with the page. */
let now: OnTheLine = nobody(0);
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function useCaller(accountId: number) {
  const held = useSyncExternalStore(subscribe, () => now);
  const caller = held.accountId === accountId ? held : nobody(accountId);
  const set = (change: Partial<OnTheLine>): void => {
    now = { ...caller, ...change };
    for (const listener of listeners) listener();
  };
  return { caller, set, hangUp: () => set(nobody(accountId)) };
}

/** What was typed: a number where it has digits and the signs between them alone, else the code of a matter. */
export function readAsked(text: string): { readonly phone: string } | { readonly code: string } {
  const plain = text.normalize('NFKC').trim();
  return /^[+\d\s().–-]+$/.test(plain) ? { phone: plain } : { code: plain };
}

/** The number as the form of a registration takes it. */
export const phoneForForm = (phone: string): string =>
  /^[+\d][\d -]{4,24}$/.test(phone) ? phone : phoneKey(phone);
