import { type RefCallback, useCallback } from 'react';

/** Moves the keyboard to a field that a person's own step just brought up, such as the code after the password. */
export function useFocusOnMount<T extends { focus(): void }>(): RefCallback<T> {
  return useCallback((element: T | null) => element?.focus(), []);
}
