import { type Frequency, localDay, periodOf, standingOf } from '@heliu/contract/patrol/frequency';
import { Frequency as Frequencies } from '@heliu/contract/patrol/frequency';
import { SupportPerson } from '@heliu/contract/support';
import { type RawBuilder, sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Secrets } from '../kernel/secret.ts';

/** What persons and notes are sealed for; each is bound to its entry or visit. */
export const sealedFor = { person: 'support person', note: 'support note' } as const;

export interface EntryRow {
  readonly id: string;
  readonly kind: string;
  readonly grid_code: string;
  readonly place_path: string;
  readonly keeper_path: string;
  readonly purpose: string;
  readonly times: number;
  readonly per: string;
  readonly consent_form: 'written' | 'spoken' | 'online';
  readonly consent_on: string;
  readonly recorded_at: Date;
  readonly expires_at: Date;
  readonly sealed: Buffer;
  readonly recorded_name: string;
  readonly days: string[];
  readonly officers: { accountId: number; name: string }[];
}

/** Whether an officer `p` still works in the grid of an entry `e`. */
const goesThere = sql<boolean>`p.status = 'active' AND EXISTS (SELECT FROM people.grants g
  WHERE g.account_id = p.id AND g.role = 'officer'
    AND (g.place_path = e.place_path OR e.place_path LIKE g.place_path || '/%'))`;

/**
 * Entries that are in force, as `e`, for a reader; those whose end has come are gone, whether or not they have been
 * erased yet.
 */
export async function entriesIn(
  db: Db,
  condition: RawBuilder<boolean>,
  now: number,
  { language }: Pick<Actor, 'language'>,
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    SELECT e.*, e.consent_on::text AS consent_on, ${nameOf(language)} AS recorded_name,
      ARRAY(SELECT DISTINCT v.visited_on::text FROM support.visits v
        WHERE v.entry_id = e.id AND v.result = 'done' AND v.visited_at > ${new Date(now - 40 * 86_400_000)}) AS days,
      ARRAY(SELECT jsonb_build_object('accountId', o.account_id, 'name', ${nameOf(language, 'p')})
        FROM support.officers o JOIN people.accounts p ON p.id = o.account_id
        WHERE o.entry_id = e.id AND ${goesThere} ORDER BY ${nameOf(language, 'p')}, p.id) AS officers
    FROM support.entries e JOIN people.accounts a ON a.id = e.recorded_by
    WHERE e.ended_at IS NULL AND e.expires_at > ${new Date(now)} AND ${condition}
    ORDER BY e.place_path, e.id`.execute(db);
  return rows;
}

export const numberOf = (entryId: string): string => `GA-${entryId.slice(0, 8).toUpperCase()}`;

const frequencyOf = ({ times, per }: EntryRow): Frequency => Frequencies.parse({ times, per });

/** An entry as both the list and the tasks have it, with how it stands today. */
export function standing(row: EntryRow, today: string) {
  const frequency = frequencyOf(row);
  const { from } = periodOf(frequency.per, today);
  const days = row.days.filter((day) => day >= from && day <= today).toSorted();
  return {
    entryId: row.id,
    number: numberOf(row.id),
    kind: row.kind,
    gridCode: row.grid_code,
    purpose: row.purpose,
    frequency,
    expiresAt: row.expires_at.toISOString(),
    days,
    ...standingOf(frequency, days, today),
  };
}

export const todayIn = (now: number, timeZone: string): string => localDay(now, timeZone);

/** Undefined where it was sealed with another secret. */
export function personOf(
  secrets: Secrets,
  { id, sealed }: Pick<EntryRow, 'id' | 'sealed'>,
): SupportPerson | undefined {
  const plain = secrets.open(sealedFor.person, sealed, id);
  return plain === undefined ? undefined : SupportPerson.parse(JSON.parse(plain));
}

interface Ending {
  readonly id: string;
  readonly placePath: string;
}

export interface EndedBy {
  readonly at: number;
  readonly as: 'withdrawn' | 'expired';
  readonly actorId: number | null;
  readonly commandId: string | null;
}

/** Erases all that is personal at once; that there was an entry, and how often somebody came, is kept for the counts. */
export async function endEntries(trx: Trx, entries: readonly Ending[], by: EndedBy): Promise<void> {
  if (entries.length === 0) return;
  const ids = entries.map(({ id }) => id);
  await trx
    .updateTable('support.entries')
    .set({ sealed: null, ended_at: new Date(by.at), ended_as: by.as, purpose: '' })
    .where('id', 'in', ids)
    .execute();
  await trx.updateTable('support.visits').set({ note: null }).where('entry_id', 'in', ids).execute();
  await trx.deleteFrom('support.officers').where('entry_id', 'in', ids).execute();
  await appendEvents(
    trx,
    entries.map(({ id, placePath }) => ({
      kind: `support.${by.as}`,
      subject: `support:${id}`,
      at: by.at,
      placePath,
      actorId: by.actorId,
      commandId: by.commandId,
    })),
  );
}
