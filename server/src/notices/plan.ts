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
  readonly digestFor: number | null;
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
      const digestFor = digestAfter(now, preferences, timeZone);
      return [{ id, notice, channel, dueAt: digestFor, digestFor }];
    }
    const dueAt = allowedFrom(now, notice.urgent, preferences, timeZone);
    return [{ id, notice, channel, dueAt, digestFor: null }];
  });
}

/** Notices of one digest meet in one row, whichever transaction wrote the first of them. */
async function insertPlanned(trx: Trx, planned: readonly Planned[], now: number): Promise<void> {
  if (planned.length === 0) return;
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const rows = JSON.stringify(
    planned.map(({ id, notice, channel, dueAt, digestFor }) => ({
      id,
      notice_id: notice.id,
      account_id: notice.accountId,
      report_id: notice.reportId,
      channel,
      due_at: iso(dueAt),
      digest_for: iso(digestFor),
      created_at: iso(now),
    })),
  );
  const input = sql`jsonb_to_recordset(${rows}::jsonb) AS p(id uuid, notice_id bigint, account_id bigint,
    report_id uuid, channel text, due_at timestamptz, digest_for timestamptz, created_at timestamptz)`;
  await sql`INSERT INTO notices.deliveries (id, account_id, report_id, channel, due_at, digest_for, created_at)
    SELECT id, account_id, report_id, channel, due_at, digest_for, created_at FROM ${input}
    ON CONFLICT (account_id, channel, digest_for) WHERE digest_for IS NOT NULL DO NOTHING`.execute(trx);
  await sql`INSERT INTO notices.carried (delivery_id, notice_id)
    SELECT d.id, p.notice_id FROM ${input} JOIN notices.deliveries d ON d.id = p.id
      OR (p.digest_for IS NOT NULL AND d.account_id = p.account_id AND d.channel = p.channel
        AND d.digest_for = p.digest_for)
    ON CONFLICT DO NOTHING`.execute(trx);
}
