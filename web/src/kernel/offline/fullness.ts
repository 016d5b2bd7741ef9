import { useSyncExternalStore } from 'react';

let full = false;
const listeners = new Set<() => void>();

/** Told with each answer that is to be kept: whether there was no room for it. */
export function noteFull(next: boolean): void {
  if (next === full) return;
  full = next;
  for (const listener of listeners) listener();
}

/** Whether what was read last could not be kept on the device. */
export const useFull = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => full,
  );
