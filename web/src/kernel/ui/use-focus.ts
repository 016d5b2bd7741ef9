import { type RefObject, useEffect, useRef } from 'react';

/**
 * Moves the keyboard once to a field that a person's own step just brought up, such as the code after the password.
 * A callback ref would not do: component libraries attach refs anew while one types, and the focus would jump back.
 */
export function useFocusOnMount<T extends { focus(): void }>(): RefObject<T | null> {
  const field = useRef<T>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}
