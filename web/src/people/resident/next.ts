import { z } from 'zod';

/** The page to go on to once somebody has signed in or up, without the base of this app. */
export const Next = z.object({
  next: z
    .string()
    .regex(/^\/(?!\/)/)
    .max(400)
    .default('/'),
});
