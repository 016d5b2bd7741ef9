import type { EndpointInput } from '@heliu/contract/endpoint';
import { retryMail } from '@heliu/contract/mails';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { holdFiles, keepFiles } from './keep.ts';
import type { Letter } from './letter.ts';
import { mine } from './policy.ts';
import type { MailRoom } from './room.ts';

const minuteMs = 60_000;
/** How long after each attempt the next one is made; after the last of them somebody has to ask for it. */
const pauses = [1, 5, 30, 120, 480].map((minutes) => minutes * minuteMs);
const atOnce = 20;

/** Where a mail lies. */
export interface Origin {
  readonly mailbox: Buffer;
  readonly uidValidity: number;
  readonly uid: number;
  readonly bytes: number;
}

const nextAt = (attempts: number, at: number): Date | null => {
  const pause = pauses[attempts - 1];
  return pause === undefined ? null : new Date(at + pause);
};

/** Enters that the files of a mail could not be taken the first time. */
export async function noteFault(
  trx: Trx,
  mailId: string,
  { mailbox, uidValidity, uid }: Origin,
  { fault, at }: { readonly fault: string; readonly at: number },
): Promise<void> {
  await sql`INSERT INTO mails.failures (mail_id, mailbox, uid_validity, uid, attempts, fault, failed_at, next_at)
    VALUES (${mailId}, ${mailbox}, ${uidValidity}, ${uid}, 1, ${fault}, ${new Date(at)}, ${nextAt(1, at)})`.execute(
    trx,
  );
}

/** A mail that is there already lies somewhere else by now: its files are looked for there. */
export async function noteOrigin(
  trx: Trx,
  key: Buffer,
  { mailbox, uidValidity, uid }: Origin,
): Promise<void> {
  await sql`UPDATE mails.failures f SET mailbox = ${mailbox}, uid_validity = ${uidValidity}, uid = ${uid}
    FROM mails.mails l WHERE l.key = ${key} AND f.mail_id = l.id`.execute(trx);
}

interface Failure {
  readonly mail_id: string;
  readonly uid: number;
  readonly uid_validity: number;
  readonly attempts: number;
  readonly key: Buffer;
}

interface FoundAgain {
  readonly letter: Letter;
  readonly complete: boolean;
}

/**
 * Tries again to take the files of mails whose time for it has come.
 * @param find reads a mail anew; undefined where it does not lie in the mailbox any more.
 */
export async function repeatFailed(
  room: MailRoom,
  { key, uidValidity }: { readonly key: Buffer; readonly uidValidity: number },
  find: (uid: number) => Promise<FoundAgain | undefined>,
): Promise<void> {
  const { db, clock } = room.kernel;
  const { rows } = await sql<Failure>`
    SELECT f.mail_id, f.uid::int8 AS uid, f.uid_validity::int8 AS uid_validity, f.attempts, l.key
    FROM mails.failures f JOIN mails.mails l ON l.id = f.mail_id AND l.erased_at IS NULL
    WHERE f.mailbox = ${key} AND f.next_at <= ${new Date(clock.now())} ORDER BY f.next_at LIMIT ${atOnce}`.execute(
    db,
  );
  for (const failure of rows) {
    const there = Number(failure.uid_validity) === uidValidity ? await find(Number(failure.uid)) : undefined;
    await repeat(room, failure, there);
  }
}

async function repeat(room: MailRoom, failure: Failure, found: FoundAgain | undefined): Promise<void> {
  const { db, clock } = room.kernel;
  const at = clock.now();
  const kept =
    found === undefined
      ? undefined
      : await keepFiles(room, found.letter.enclosures, { key: failure.key, at, complete: found.complete });
  const fault = kept === undefined ? 'gone' : kept.fault;
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql`SELECT FROM mails.failures WHERE mail_id = ${failure.mail_id}
      AND attempts = ${failure.attempts} FOR UPDATE`.execute(trx);
    // Another worker was quicker.
    if (rows.length === 0) return;
    if (kept !== undefined && fault === null) {
      await holdFiles(room, trx, failure.mail_id, kept);
      await sql`DELETE FROM mails.failures WHERE mail_id = ${failure.mail_id}`.execute(trx);
      return;
    }
    const attempts = failure.attempts + 1;
    const next = fault === 'gone' ? null : nextAt(attempts, at);
    await sql`UPDATE mails.failures SET attempts = ${attempts}, fault = ${fault}, failed_at = ${new Date(at)},
      next_at = ${next} WHERE mail_id = ${failure.mail_id}`.execute(trx);
  });
}

/** Has the files of a mail tried again by whoever reads the mailbox. @throws Problem `resource.notFound`. */
export const askAgain = (
  { kernel: { db, clock }, city }: MailRoom,
  { params: { mailId }, body: { commandId } }: EndpointInput<typeof retryMail>,
  { actor }: Context,
): Promise<{ done: true }> => {
  const at = clock.now();
  const record = { commandId, endpoint: retryMail.id, accountId: actor.accountId, at };
  return runCommand(db, record, async (trx) => {
    const { rows } = await sql<{ unit_id: string }>`
      UPDATE mails.failures f SET next_at = ${new Date(at)} FROM mails.mails l
      WHERE f.mail_id = ${mailId}::uuid AND l.id = f.mail_id AND l.erased_at IS NULL AND ${mine(actor, city.current())}
      RETURNING l.unit_id`.execute(trx);
    const [mail] = rows;
    if (mail === undefined) throw new Problem('resource.notFound');
    const subject = `mail:${mailId}`;
    await appendEvents(trx, [
      {
        kind: 'mail.filesAsked',
        subject,
        at,
        unitIds: [mail.unit_id],
        actorId: actor.accountId,
        commandId,
      },
    ]);
    return { reply: { done: true as const }, subject };
  });
};

/** Whether files of a mail are missing, how often they were tried, and when they are tried again. */
export async function faultOf(
  { kernel: { db } }: MailRoom,
  mailId: string,
): Promise<{ attempts: number; code: string; nextAt: string | null } | null> {
  const row = await db
    .selectFrom('mails.failures')
    .select(['attempts', 'fault', 'next_at'])
    .where('mail_id', '=', mailId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { attempts: row.attempts, code: row.fault, nextAt: row.next_at?.toISOString() ?? null };
}
