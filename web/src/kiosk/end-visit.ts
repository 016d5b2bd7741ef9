import { createContext, useContext } from 'react';

/** Clears everything and begins anew for the next person. */
export const EndVisit = createContext<() => void>(() => undefined);

export const useEndVisit = (): (() => void) => useContext(EndVisit);
