import { createHash } from 'node:crypto';
import type { WebhookPayload } from '@heliu/contract/webhooks';
import { type EventKind, eventKinds } from '@heliu/contract/matter/events';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { type LoggedEvent, readEvents } from '../kernel/events.ts';
import { lastPosition } from '../kernel/sequencer.ts';
import { secretOf, type WebhookRoom } from './room.ts';

const secondMs = 1000;
/** Waits before further attempts; the last one goes on until the subscriber is switched off. */
export const waitsMs = [5, 30, 120, 600, 3600, 10_800, 21_600].map((seconds) => seconds * secondMs);
/** A subscriber that took nothing for so long is switched off, and administrators are told. */
export const patienceMs = 3 * 86_400_000;
/** A process that dies while it sends leaves the subscriber to others after so long. */
const leaseMs = 60_000;
/** Real time that one subscriber may take of a turn: the others wait for the slowest. */
const turnMs = 10_000;
const eventsAtOnce = 100;
const subscribersAtOnce = 8;

interface Subscriber {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly position: number;
  readonly attempts: number;
  readonly failing_since: Date | null;
}

/** One turn: every subscriber that is behind gets what comes next, in order. @returns whether more waits. */
export async function sendDue(room: WebhookRoom): Promise<boolean> {
  const { kernel } = room;
  const now = kernel.clock.now();
  const last = await lastPosition(kernel.db);
  const { rows } = await sql<Subscriber>`
    UPDATE webhooks.subscribers SET next_at = ${new Date(now + leaseMs)}
    WHERE id IN (SELECT id FROM webhooks.subscribers WHERE state = 'active' AND next_at <= ${new Date(now)}
      AND position < ${last} ORDER BY next_at LIMIT ${subscribersAtOnce} FOR UPDATE SKIP LOCKED)
    RETURNING id, name, url, kinds, position, attempts, failing_since`.execute(kernel.db);
  const more = await Promise.all(rows.map((one) => sendTo(room, one)));
  return more.includes(true);
}

const isKind = (kind: string): kind is EventKind => (eventKinds as readonly string[]).includes(kind);

/** @returns whether more waits for this subscriber. */
async function sendTo(room: WebhookRoom, subscriber: Subscriber): Promise<boolean> {
  const signer = new Webhook(secretOf(room.secrets, subscriber.id));
  const events = await readEvents(room.kernel.db, subscriber.position, eventsAtOnce);
  const begun = performance.now();
  let { position } = subscriber;
  for (const event of events) {
    const wanted = subscriber.kinds.length === 0 || subscriber.kinds.includes(event.kind);
    if (!isKind(event.kind) || !wanted) continue;
    const error = await sendOne(room, subscriber.url, signer, event, event.kind);
    if (error !== undefined) {
      await failed(room, subscriber, position, error);
      return false;
    }
    const over = performance.now() - begun >= turnMs;
    const step = { from: position, to: event.position, taken: true, last: over };
    if (!(await moved(room, subscriber, step))) return false;
    if (over) return true;
    position = event.position;
  }
  const to = events.at(-1)?.position ?? position;
  const step = { from: position, to, taken: false, last: true };
  return (await moved(room, subscriber, step)) && events.length === eventsAtOnce;
}

/**
 * Tells one event from every other, also from one that got its position before an older backup was restored: the
 * position alone is given anew then.
 */
function messageId({ position, at, kind, subject }: LoggedEvent): string {
  const mark = createHash('sha256').update(`${at} ${kind} ${subject}`).digest('hex').slice(0, 12);
  return `evt_${position}_${mark}`;
}

async function sendOne(
  { kernel, outbound }: WebhookRoom,
  url: string,
  signer: Webhook,
  event: LoggedEvent,
  type: EventKind,
): Promise<string | undefined> {
  const payload: WebhookPayload = {
    type,
    timestamp: new Date(event.at).toISOString(),
    data: {
      position: event.position,
      matterId: event.subject.slice('matter:'.length),
      event: event.payload,
    },
  };
  const body = JSON.stringify(payload);
  const id = messageId(event);
  const at = new Date(kernel.clock.now());
  try {
    const status = await outbound.post(url, body, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Heliu',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signer.sign(id, at, body),
    });
    return status >= 200 && status < 300 ? undefined : `HTTP ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown';
  }
}

interface Step {
  readonly from: number;
  readonly to: number;
  /** The event at `to` was taken, not left out. */
  readonly taken: boolean;
  /** Of this turn: the lease is given back. */
  readonly last: boolean;
}

/** The place moves only from where this process found it: who paused or replayed meanwhile has the last word. */
async function moved(
  { kernel }: WebhookRoom,
  { id }: Subscriber,
  { from, to, taken, last }: Step,
): Promise<boolean> {
  const now = new Date(kernel.clock.now());
  const lease = new Date(kernel.clock.now() + leaseMs);
  const { rows } = await sql`UPDATE webhooks.subscribers SET position = ${to},
      next_at = ${last ? now : lease},
      attempts = CASE WHEN ${taken} THEN 0 ELSE attempts END,
      failing_since = CASE WHEN ${taken} THEN NULL ELSE failing_since END,
      last_error = CASE WHEN ${taken} THEN NULL ELSE last_error END,
      last_taken_at = CASE WHEN ${taken} THEN ${now}::timestamptz ELSE last_taken_at END
    WHERE id = ${id} AND position = ${from} AND state = 'active' RETURNING id`.execute(kernel.db);
  return rows.length > 0;
}

async function failed(
  { kernel, hooks }: WebhookRoom,
  subscriber: Subscriber,
  position: number,
  error: string,
): Promise<void> {
  const now = kernel.clock.now();
  const since = position === subscriber.position ? (subscriber.failing_since?.getTime() ?? now) : now;
  const attempts = (position === subscriber.position ? subscriber.attempts : 0) + 1;
  const waitMs = waitsMs[Math.min(attempts, waitsMs.length) - 1] ?? leaseMs;
  const disabled = now - since >= patienceMs;
  await kernel.db.transaction().execute(async (trx) => {
    const { rows } = await sql`UPDATE webhooks.subscribers SET attempts = ${attempts}, last_error = ${error},
        failing_since = ${new Date(since)}, next_at = ${new Date(now + waitMs)},
        state = CASE WHEN ${disabled} THEN 'disabled' ELSE state END
      WHERE id = ${subscriber.id} AND position = ${position} AND state = 'active' RETURNING id`.execute(trx);
    if (disabled && rows.length > 0) await hooks.onDisabled(trx, subscriber);
  });
  kernel.log.warn('webhook not taken', { webhook: subscriber.id, attempts, disabled, error });
}
