import { type ComponentType, createContext } from 'react';

/** What other capabilities add to the page of today's tasks. */
export const DayParts = createContext<readonly ComponentType[]>([]);
