import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useAccount } from '../../kernel/auth/index.ts';
import { readDay } from './day.ts';

interface Reading {
  readonly busy: boolean;
  readonly error: unknown;
}
let reading: Reading = { busy: false, error: undefined };
const listeners = new Set<() => void>();
function tell(next: Reading): void {
  reading = next;
  for (const listener of listeners) listener();
}

/** Reads the day anew, unless that is under way. */
export function useReadDay() {
  const client = useQueryClient();
  const account = useAccount();
  const state = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => reading,
  );
  const read = async (): Promise<void> => {
    if (reading.busy) return;
    tell({ busy: true, error: undefined });
    try {
      await readDay(client, account);
      tell({ busy: false, error: undefined });
    } catch (error) {
      tell({ busy: false, error });
    }
  };
  return { ...state, read };
}
