/**
 * Whether nobody should be called at `now`, by the hours as the server last told them: it names the next opening, or the
 * instant of its answer where it was open then, which our own clock may not have reached yet.
 */
export const isQuiet = (told: { readonly callFrom: string; readonly now: string }, now: number): boolean =>
  told.callFrom !== told.now && Date.parse(told.callFrom) > now;
