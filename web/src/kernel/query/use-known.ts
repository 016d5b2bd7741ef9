import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useSyncExternalStore } from 'react';

/** What is known of one question, without asking it. */
export interface Known<T> {
  readonly data: T | undefined;
  readonly dataUpdatedAt: number;
}

/** Follows answers that somebody else asks for, such as what is kept for a day. The same as long as none changes. */
export function useKnown<T>(keys: readonly (readonly unknown[])[]): readonly Known<T>[] {
  const client = useQueryClient();
  const last = useRef<{ readonly stamp: string; readonly known: readonly Known<T>[] }>(undefined);
  const subscribe = useCallback(
    (listener: () => void) => client.getQueryCache().subscribe(listener),
    [client],
  );
  const read = (): readonly Known<T>[] => {
    const states = keys.map((key) => client.getQueryState<T>(key));
    const stamp = states
      .map((state, index) => `${JSON.stringify(keys[index])} ${state?.dataUpdatedAt ?? 0}`)
      .join();
    if (last.current?.stamp !== stamp) {
      const known = states.map((state) => ({ data: state?.data, dataUpdatedAt: state?.dataUpdatedAt ?? 0 }));
      last.current = { stamp, known };
    }
    return last.current.known;
  };
  return useSyncExternalStore(subscribe, read);
}
