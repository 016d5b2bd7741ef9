import type { NoticeChannel } from '@heliu/contract/notices';
import { sql } from 'kysely';
import type { Addressee } from './carrier.ts';
import { type CarriedNotice, messageOf } from './message.ts';
import { allowedFrom, reportContacts } from './plan.ts';
import { cityNotices, defaultsOf, type Person, readPeople, zoneOfCity } from './preferences.ts';
import type { NoticeRoom } from './room.ts';

const minuteMs = 60_000;
/** Waits before each further attempt; after the last one a delivery is given up. */
export const waitsMs = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * minuteMs);
const atOnce = 20;
/** A process that dies while it sends leaves the delivery to others after so long; a slow mail server takes minutes. */
const leaseMs = 10 * minuteMs;

interface Claimed {
  readonly id: string;
  readonly account_id: number | null;
  readonly report_id: string | null;
  readonly channel: NoticeChannel;
  readonly digest_for: Date | null;
  /** This one included. */
  readonly attempts: number;
}

/**
 * One turn of sending what is due by the clock of the product. What is being sent is nobody else's until the attempt has
 * ended or its process must have died. @returns whether more waits.
 */
export async function deliverDue(room: NoticeRoom): Promise<boolean> {
  const claimed = await claim(room);
  await Promise.all(claimed.map((one) => deliver(room, one)));
  return claimed.length === atOnce;
}

async function claim({ kernel }: NoticeRoom): Promise<Claimed[]> {
  const now = kernel.clock.now();
  const { rows } = await sql<Claimed>`
    UPDATE notices.deliveries d SET attempts = attempts + 1, due_at = ${new Date(now + leaseMs)}
    WHERE id IN (SELECT id FROM notices.deliveries WHERE state = 'waiting' AND due_at <= ${new Date(now)}
      ORDER BY due_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)
    RETURNING id, account_id, report_id, channel, digest_for, attempts`.execute(kernel.db);
  return rows;
}

type Reached = Pick<Person, 'addressee' | 'preferences' | 'language' | 'inField'>;

async function findReached(room: NoticeRoom, one: Claimed): Promise<Reached | undefined> {
  const { db } = room.kernel;
  const city = cityNotices(room);
  if (one.account_id !== null) return (await readPeople(db, [one.account_id], city)).get(one.account_id);
  const reportId = one.report_id ?? '';
  const addressee: Addressee | undefined = (await reportContacts(db, [reportId])).get(reportId);
  if (addressee === undefined) return undefined;
  const { rows } = await sql<{ language: string }>`
    SELECT language FROM matter.reports WHERE id = ${reportId}::uuid`.execute(db);
  const language = rows[0]?.language === 'en' ? 'en' : 'zh';
  return { addressee, preferences: defaultsOf(city, addressee), language, inField: false };
}

const carriedBy = async ({ kernel }: NoticeRoom, id: string): Promise<CarriedNotice[]> =>
  (
    await sql<CarriedNotice>`
      SELECT n.kind, n.rule, n.urgent, n.matter_id, n.matter_code, n.about, n.status, n.body
      FROM notices.carried c JOIN notices.notices n ON n.id = c.notice_id
      WHERE c.delivery_id = ${id} ORDER BY n.id`.execute(kernel.db)
  ).rows;

type Settled = 'sent' | 'dropped' | 'dead';

async function settle(
  { kernel }: NoticeRoom,
  id: string,
  state: Settled,
  error: string | null,
): Promise<void> {
  await sql`UPDATE notices.deliveries SET state = ${state}, last_error = ${error},
    settled_at = ${new Date(kernel.clock.now())} WHERE id = ${id}`.execute(kernel.db);
}

async function deliver(room: NoticeRoom, one: Claimed): Promise<void> {
  const carrier = room.carriers.get(one.channel);
  const reached = await findReached(room, one);
  if (carrier === undefined || reached === undefined || !carrier.reaches(reached.addressee)) {
    return settle(room, one.id, 'dropped', null);
  }
  const wanted = (await carriedBy(room, one.id)).filter(
    ({ kind }) => reached.preferences.choices[one.channel][kind] !== 'off',
  );
  const { kernel } = room;
  const message = messageOf(wanted, {
    id: one.id,
    language: reached.language,
    cityName: room.hooks.city.findCurrent()?.pack.name ?? { zh: '合流', en: 'Heliu' },
    origin: kernel.config.origin,
    hasAccount: one.account_id !== null,
    inField: reached.inField,
  });
  if (message === undefined) return settle(room, one.id, 'dropped', null);
  const now = kernel.clock.now();
  const from = allowedFrom(now, message.urgent, reached.preferences, zoneOfCity(room));
  if (from > now) return putOff(room, one.id, from);
  await attempt(room, one, () => carrier.carry(message, reached.addressee));
}

/** Quiet hours began, or somebody chose others, since it was due: that is no attempt. */
async function putOff({ kernel }: NoticeRoom, id: string, from: number): Promise<void> {
  await sql`UPDATE notices.deliveries SET due_at = ${new Date(from)}, attempts = attempts - 1
    WHERE id = ${id}`.execute(kernel.db);
}

async function attempt(
  room: NoticeRoom,
  { id, attempts, channel }: Claimed,
  send: () => Promise<void>,
): Promise<void> {
  try {
    await send();
    await settle(room, id, 'sent', null);
  } catch (error) {
    const text = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
    const state = attempts > waitsMs.length ? 'dead' : undefined;
    room.kernel.log.warn('notice not delivered', {
      delivery: id,
      channel,
      attempts,
      state: state ?? 'waiting',
    });
    if (state !== undefined) return settle(room, id, state, text);
    const waitMs = waitsMs[attempts - 1] ?? leaseMs;
    await sql`UPDATE notices.deliveries SET last_error = ${text}, due_at = ${new Date(room.kernel.clock.now() + waitMs)}
      WHERE id = ${id} AND attempts = ${attempts} AND state = 'waiting'`.execute(room.kernel.db);
  }
}
