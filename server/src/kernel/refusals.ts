import type { Actor } from './actor.ts';
import type { Kernel } from './kernel.ts';

/** Keeps a record of who was refused what for lack of permission; the refusal itself waits for nothing. */
export function recordRefusal(
  { db, clock, log }: Pick<Kernel, 'db' | 'clock' | 'log'>,
  endpoint: string,
  actor: Actor | null,
  code: string,
): void {
  db.insertInto('log.refusals')
    .values({ at: new Date(clock.now()), account_id: actor?.accountId ?? null, endpoint, code })
    .execute()
    .catch((error: unknown) => log.error('refusal not recorded', { endpoint, error }));
}
