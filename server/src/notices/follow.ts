import type { NoticeKind } from '@heliu/contract/notices';
import type { Text } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents, type EventFilter, type LoggedEvent, readEvents } from '../kernel/events.ts';
import { isBehind, stepAfter } from '../kernel/sequencer.ts';
import { inTurns } from '../kernel/turns.ts';
import { fromStored, type StoredMatter } from '../matter/index.ts';
import { type Occurrence, occurrenceOf, rulesFor } from './happening.ts';
import type { Recipient } from './people.ts';
import { type Noted, planDeliveries } from './plan.ts';
import { readDirectory, type Telling } from './recipients.ts';
import type { NoticeRoom } from './room.ts';
import { valuesOf, writerOf } from './texts.ts';

/** Name of this reader in `log.readers`. */
const noticesReader = 'notices.log';

const eventsAtOnce = 1000;
/** What is loaded long after it happened, such as requests of former years, is news to nobody. */
const newsMs = 3 * 86_400_000;

const closed = 'account.deactivated';

/** Events that a rule of the city speaks of, and accounts that close; of the others nothing but their number is read. */
const newsOf = ({ hooks, kernel }: NoticeRoom): EventFilter => ({
  kinds: [closed, ...new Set(hooks.city.findCurrent()?.pack.notices.rules.flatMap(({ on }) => on))],
  since: kernel.clock.now() - newsMs,
});

/**
 * One turn of following the event log by position. The place moves in the transaction that writes the notices, so each
 * event is told of once whatever crashes in between. @returns whether more waits.
 */
export async function followLog(room: NoticeRoom): Promise<boolean> {
  const { db } = room.kernel;
  if (!(await isBehind(db, noticesReader))) return false;
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ position: number }>`
      SELECT position FROM log.readers WHERE name = ${noticesReader} FOR UPDATE`.execute(trx);
    const after = rows[0]?.position ?? 0;
    const step = await stepAfter(trx, after, eventsAtOnce);
    if (step === undefined) return false;
    const events = await readEvents(trx, after, step.count, newsOf(room));
    for (const event of events.filter(({ kind }) => kind === closed)) await endTelling(trx, event);
    await tell(
      trx,
      room,
      events.flatMap((event) => occurrenceOf(event) ?? []),
    );
    await sql`INSERT INTO log.readers (name, position) VALUES (${noticesReader}, ${step.upTo})
      ON CONFLICT (name) DO UPDATE SET position = EXCLUDED.position, updated_at = now()`.execute(trx);
    return step.more;
  });
}

/** Whoever has no account any more follows nothing, and is sent nothing that waits still; also not once it is open again. */
async function endTelling(trx: Trx, { subject, at }: LoggedEvent): Promise<void> {
  const accountId = Number(subject.slice(subject.indexOf(':') + 1));
  const then = new Date(at);
  await sql`DELETE FROM notices.follows WHERE account_id = ${accountId} AND since <= ${then}`.execute(trx);
  await sql`UPDATE notices.deliveries SET state = 'dropped', settled_at = ${then}
    WHERE account_id = ${accountId} AND state = 'waiting' AND created_at <= ${then}`.execute(trx);
}

/** Writes the notices of some occurrences, and lists what goes out of them. */
export async function tell(trx: Trx, room: NoticeRoom, occurrences: readonly Occurrence[]): Promise<void> {
  const city = room.hooks.city.findCurrent();
  if (city === undefined) return;
  const tellings = await tellingsOf(trx, room, city, occurrences);
  if (tellings.length === 0) return;
  const directory = await readDirectory(trx, tellings, city, room.hooks);
  const draftsOf = (telling: Telling): NoticeDraft[] => {
    const write = writerOf(valuesOf(telling.occurrence, telling.matter, city));
    return directory.tell(telling).map(({ recipient, rule, kind }) => ({
      recipient,
      kind,
      rule: rule.code,
      urgent: rule.urgent,
      at: telling.occurrence.at,
      position: telling.occurrence.position,
      matterId: telling.occurrence.matterId,
      about: telling.occurrence.about,
      ...write(rule, recipient.matterCode),
    }));
  };
  await writeNotices(trx, room, (await inTurns(tellings, draftsOf)).flat());
}

async function tellingsOf(
  trx: Trx,
  { kernel }: NoticeRoom,
  city: City,
  occurrences: readonly Occurrence[],
): Promise<Telling[]> {
  const since = kernel.clock.now() - newsMs;
  const spoken = occurrences.flatMap((occurrence) => {
    const rules = occurrence.at < since ? undefined : rulesFor(city.pack.notices.rules, occurrence);
    return rules === undefined || rules.size === 0 ? [] : [{ occurrence, rules }];
  });
  if (spoken.length === 0) return [];
  const ids = [...new Set(spoken.flatMap(({ occurrence }) => occurrence.matterId ?? []))];
  const { rows } = await sql<{ id: string; state: StoredMatter }>`
    SELECT id, state FROM matter.matters WHERE id = ANY(${ids}::uuid[])`.execute(trx);
  const matters = new Map(rows.map(({ id, state }) => [id, fromStored(state)]));
  return spoken.flatMap(({ occurrence, rules }): Telling[] => {
    if (occurrence.matterId === null) return [{ occurrence, rules, matter: null }];
    const matter = matters.get(occurrence.matterId);
    return matter === undefined ? [] : [{ occurrence, rules, matter }];
  });
}

export interface NoticeDraft {
  readonly recipient: Recipient;
  readonly kind: NoticeKind;
  readonly rule: string;
  readonly urgent: boolean;
  readonly at: number;
  readonly position: number | null;
  readonly matterId: string | null;
  /** What it opens in place of the matter. */
  readonly about: string | null;
  readonly status: Text;
  readonly body: Text;
}

/** Writes notices with what goes out of them, and says to the screens of each person that there is something new. */
export async function writeNotices(
  trx: Trx,
  room: NoticeRoom,
  drafts: readonly NoticeDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const rows = JSON.stringify(
    drafts.map(({ recipient, kind, rule, urgent, at, position, matterId, about, status, body }) => ({
      account_id: recipient.accountId,
      report_id: recipient.reportId,
      kind,
      rule,
      urgent,
      at: new Date(at).toISOString(),
      position,
      matter_id: matterId,
      matter_code: recipient.matterCode,
      about,
      status,
      body,
    })),
  );
  const { rows: written } = await sql<Noted>`
    INSERT INTO notices.notices (account_id, report_id, kind, rule, urgent, at, position, matter_id, matter_code, about,
      status, body)
    SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS n(account_id bigint, report_id uuid, kind text, rule text,
      urgent boolean, at timestamptz, position bigint, matter_id uuid, matter_code text, about text, status jsonb, body jsonb)
    RETURNING id, account_id AS "accountId", report_id AS "reportId", kind, urgent`.execute(trx);
  await planDeliveries(trx, room, written);
  const told = new Set(written.flatMap(({ accountId }) => accountId ?? []));
  await appendEvents(
    trx,
    [...told].map((accountId) => ({
      kind: 'notices.written',
      subject: `notices:${accountId}`,
      at: room.kernel.clock.now(),
    })),
  );
}
