import { z } from 'zod';

/** Made by the client once per intention and repeated on retry; the server acts on it at most once. */
export const CommandId = z.uuid();

/** Body fields that every write carries. */
export const Command = z.object({ commandId: CommandId });
export type Command = z.infer<typeof Command>;

/** Reply of a write that has nothing to tell beyond having happened. */
export const Done = z.object({ done: z.literal(true) });
