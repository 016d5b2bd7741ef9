import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import { appendEvents, type NewEvent } from '../kernel/events.ts';
import type { ImportedBy } from './store.ts';

/** Notices that another version is in force. */
export const cityChannel = 'heliu_city';

export const cityEvent = (
  kind: string,
  packCode: string,
  { at, accountId, commandId }: ImportedBy,
  payload: Readonly<Record<string, unknown>>,
): NewEvent => ({
  kind,
  subject: `city:${packCode}`,
  at,
  actorId: accountId,
  commandId: commandId ?? null,
  payload,
});

/** The notice goes out with the commit; imports are rare, so that it may hold up others does no harm. */
export async function announce(trx: Trx, versionId: number, events: readonly NewEvent[]): Promise<void> {
  await appendEvents(trx, events);
  await sql`SELECT pg_notify(${cityChannel}, ${String(versionId)})`.execute(trx);
}
