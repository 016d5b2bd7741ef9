import { createContext, useContext } from 'react';

/** A device that many people use one after another: nothing is offered to be kept on it. */
export const SharedDevice = createContext(false);

export const useSharedDevice = (): boolean => useContext(SharedDevice);
