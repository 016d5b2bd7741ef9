import { useState } from 'react';

/** The version that was seen when a dialog opened: the page behind it goes on reading. */
export function useSeen(version: number): number {
  const [seen] = useState(version);
  return seen;
}
