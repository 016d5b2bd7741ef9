import { isFinal } from '../../kernel/api/index.ts';

/** How many more files a report has room for: one that was refused for what it is takes none. */
export const roomLeft = (
  maxCount: number,
  sent: number,
  going: readonly { readonly error?: unknown }[],
): number => maxCount - sent - going.filter(({ error }) => !isFinal(error)).length;
