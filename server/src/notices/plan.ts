import type { NoticeChannel, NoticeKind, NoticePreferences } from '@heliu/contract/notices';
import { afterQuiet, nextTime } from '@heliu/contract/notices/quiet';
import { sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';
import { uuidv7 } from '../kernel/uuid.ts';
import { dialled } from '../matter/index.ts';
import type { Addressee } from './carrier.ts';
import { cityNotices, defaultsOf, type Person, readPeople, zoneOfCity } from './preferences.ts';
import type { NoticeRoom } from './room.ts';

/** A notice that was written, and for whom. */
export interface Noted {
  readonly id: number;
  readonly accountId: number | null;
  readonly reportId: string | null;
  readonly kind: NoticeKind;
  readonly urgent: boolean;
}

/** When an attempt to reach somebody may be made: in quiet hours only what is urgent, where that was chosen. */
export function allowedFrom(
  at: number,
  urgent: boolean,
  { quietHours, urgentInQuietHours }: NoticePreferences,
  timeZone: string,
): number {
  return urgent && urgentInQuietHours ? at : afterQuiet(at, quietHours, timeZone);
}

/** When a digest that is gathered now goes out. */
function digestAfter(at: number, { digestAt, quietHours }: NoticePreferences, timeZone: string): number {
  return afterQuiet(nextTime(at, digestAt, timeZone), quietHours, timeZone);
}

const dayMs = 86_400_000;

interface ReportRow {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Where reporters without an account are reached. */
export async function reportContacts(
  trx: Db | Trx,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, Addressee>> {
  if (reportIds.length === 0) return new Map();
  const { rows } = await sql<ReportRow>`SELECT id, email, phone FROM matter.reports
    WHERE id = ANY(${reportIds}::uuid[])`.execute(trx);
  return new Map(
    rows.map(({ id, email, phone }) => [
      id,
      { accountId: null, email, phone: phone === null ? null : dialled(phone), pushed: false },
    ]),
  );
}

interface Planned {
  readonly id: string;
  readonly notice: Noted;
  readonly channel: NoticeChannel;
  readonly dueAt: number;
  readonly digest: Digest | null;
}

interface Digest {
  readonly for: number;
  /** For which one it is gathered where that one is on its way already. */
  readonly next: number;
}

/** Lists what goes out of some notices: by which way, to whom and when. In the transaction that wrote them. */
export async function planDeliveries(trx: Trx, room: NoticeRoom, noted: readonly Noted[]): Promise<void> {
  if (room.carriers.size === 0 || noted.length === 0) return;
  const city = cityNotices(room);
  const people = await readPeople(trx, [...new Set(noted.flatMap((one) => one.accountId ?? []))], city);
  const contacts = await reportContacts(trx, [...new Set(noted.flatMap((one) => one.reportId ?? []))]);
  const planned = noted.flatMap((notice) => {
    const person =
      notice.accountId === null
        ? guestOf(contacts.get(notice.reportId ?? ''), room)
        : people.get(notice.accountId);
    return person === undefined ? [] : planFor(room, notice, person);
  });
  await insertPlanned(trx, planned, room.kernel.clock.now());
}

const guestOf = (addressee: Addressee | undefined, room: NoticeRoom) =>
  addressee && { addressee, preferences: defaultsOf(cityNotices(room), addressee) };

function planFor(
  room: NoticeRoom,
  notice: Noted,
  { addressee, preferences }: Pick<Person, 'addressee' | 'preferences'>,
): Planned[] {
  const now = room.kernel.clock.now();
  const timeZone = zoneOfCity(room);
  return [...room.carriers].flatMap(([channel, carrier]): Planned[] => {
    const choice = preferences.choices[channel][notice.kind];
    if (choice === 'off' || !carrier.reaches(addressee)) return [];
    const id = uuidv7(now);
    if (choice === 'digest') {
      const dueAt = digestAfter(now, preferences, timeZone);
      const digest = { for: dueAt, next: digestAfter(dueAt, preferences, timeZone) };
      return [{ id, notice, channel, dueAt, digest }];
    }
    const dueAt = allowedFrom(now, notice.urgent, preferences, timeZone);
    return [{ id, notice, channel, dueAt, digest: null }];
  });
}

/** What makes two of them one message; reporters without an account have one for each notice. */
const keyOf = ({ id, notice: { accountId }, channel, digest }: Planned): string =>
  digest === null || accountId === null ? id : `${accountId} ${channel} ${digest.for}`;

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/**
 * Notices of one digest meet in one row, whichever transaction wrote the first of them. The row is held, so that nobody
 * sends it before all of them are there; what comes for a digest that is being sent, or was, goes with the next one.
 */
async function insertPlanned(trx: Trx, planned: readonly Planned[], now: number): Promise<void> {
  if (planned.length === 0) return;
  const messages = new Map(planned.map((one) => [keyOf(one), one]));
  const rows = [...messages.keys()].toSorted().flatMap((key) => {
    const one = messages.get(key);
    if (one === undefined) return [];
    return [
      {
        id: one.id,
        account_id: one.notice.accountId,
        report_id: one.notice.reportId,
        channel: one.channel,
        due_at: iso(one.dueAt),
        digest_for: iso(one.digest?.for ?? null),
        created_at: iso(now),
      },
    ];
  });
  const { rows: open } = await sql<{ id: string; key: string }>`
    INSERT INTO notices.deliveries AS d (id, account_id, report_id, channel, due_at, digest_for, created_at)
    SELECT id, account_id, report_id, channel, due_at, digest_for, created_at FROM jsonb_to_recordset(
      ${JSON.stringify(rows)}::jsonb) AS p(id uuid, account_id bigint, report_id uuid, channel text, due_at timestamptz,
      digest_for timestamptz, created_at timestamptz)
    ON CONFLICT (account_id, channel, digest_for) WHERE digest_for IS NOT NULL
      DO UPDATE SET due_at = d.due_at WHERE d.state = 'waiting' AND d.attempts = 0
    RETURNING id, CASE WHEN digest_for IS NULL OR account_id IS NULL THEN id::text
      ELSE account_id || ' ' || channel || ' ' || (extract(epoch FROM digest_for) * 1000)::bigint END AS key`.execute(
    trx,
  );
  const ids = new Map(open.map(({ id, key }) => [key, id]));
  await insertCarried(trx, planned, ids);
  const late = planned.flatMap((one): Planned[] => {
    const { digest } = one;
    if (digest === null || ids.has(keyOf(one))) return [];
    return [{ ...one, dueAt: digest.next, digest: { for: digest.next, next: digest.next + dayMs } }];
  });
  await insertPlanned(trx, late, now);
}

async function insertCarried(
  trx: Trx,
  planned: readonly Planned[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = planned.flatMap((one) => {
    const id = ids.get(keyOf(one));
    return id === undefined ? [] : [{ delivery_id: id, notice_id: one.notice.id }];
  });
  await sql`INSERT INTO notices.carried (delivery_id, notice_id)
    SELECT delivery_id, notice_id FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(delivery_id uuid,
      notice_id bigint)
    ON CONFLICT DO NOTHING`.execute(trx);
}
