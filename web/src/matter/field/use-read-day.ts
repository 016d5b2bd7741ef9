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

let again = false;

/** One reading at a time; one that is asked for meanwhile follows it, for what changed may have been read before. */
export async function readInTurn(work: () => Promise<void>): Promise<void> {
  again = reading.busy;
  if (again) return;
  tell({ busy: true, error: undefined });
  try {
    do {
      again = false;
      await work();
    } while (again);
    tell({ busy: false, error: undefined });
  } catch (error) {
    tell({ busy: false, error });
  }
}

/** Reads the day anew. */
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
  const read = (): Promise<void> => readInTurn(() => readDay(client, account));
  return { ...state, read };
}
