import type { MailSorting } from '@heliu/contract/mails/desk';
import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { uuidv7 } from '../kernel/uuid.ts';
import { holdFiles, type Kept, keepFiles, keptNothing } from './keep.ts';
import type { Letter } from './letter.ts';
import { deskOf } from './policy.ts';
import { noteFault, noteOrigin, type Origin } from './repeat.ts';
import type { MailRoom } from './room.ts';

const hourMs = 3_600_000;

/** What makes it the same mail wherever it lies; Message-IDs alone are not: some programs use one for all. */
function keyOf({ secrets }: MailRoom, letter: Letter): Buffer {
  const { messageId, senderAddress, sentAt, subject, body, quoted } = letter;
  return secrets.mac('mail', messageId, senderAddress ?? '', String(sentAt), subject, body, quoted);
}

/**
 * Takes a mail in: its files are checked and kept first, then everything is written in one transaction together with
 * how far the mailbox was read. Killed before that, it begins anew and finds the files of the first time; after
 * it, the mail is not read again. Taken in before, it changes nothing. Where something else than its files keeps them
 * from being taken, its words come without them, and they are tried again.
 * @param complete whether all of the mail was fetched.
 */
export async function takeMail(
  room: MailRoom,
  letter: Letter,
  origin: Origin,
  complete: boolean,
): Promise<void> {
  const { db, clock } = room.kernel;
  const key = keyOf(room, letter);
  const at = clock.now();
  const known = await sql`SELECT FROM mails.mails WHERE key = ${key}`.execute(db);
  const senderKey =
    letter.senderAddress === null ? null : room.secrets.mac('sender', letter.senderAddress.toLowerCase());
  const sorting = letter.sorting ?? ((await wroteTooMuch(room, senderKey, at)) ? 'tooMany' : null);
  const kept: Kept =
    known.rows.length > 0 || sorting !== null
      ? keptNothing
      : await keepFiles(room, letter.enclosures, { key, at, complete });
  await db.transaction().execute(async (trx) => {
    await sql`UPDATE mails.mailboxes SET last_uid = greatest(last_uid, ${origin.uid}), read_at = ${new Date(at)}
      WHERE key = ${origin.mailbox} AND uid_validity = ${origin.uidValidity}`.execute(trx);
    await insertMail(room, trx, letter, { key, senderKey, at, sorting, kept, origin });
  });
}

async function wroteTooMuch(
  { kernel, city }: MailRoom,
  senderKey: Buffer | null,
  at: number,
): Promise<boolean> {
  if (senderKey === null) return false;
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM mails.mails
    WHERE sender_key = ${senderKey} AND received_at > ${new Date(at - hourMs)}`.execute(kernel.db);
  return (rows[0]?.n ?? 0) >= city.current().pack.mailDesk.perSenderPerHour;
}

interface NewMail {
  readonly key: Buffer;
  readonly senderKey: Buffer | null;
  readonly at: number;
  readonly sorting: MailSorting | null;
  readonly kept: Kept;
  readonly origin: Origin;
}

async function insertMail(
  room: MailRoom,
  trx: Trx,
  letter: Letter,
  { key, senderKey, at, sorting, kept, origin }: NewMail,
): Promise<void> {
  const id = uuidv7(at);
  const unitId = deskOf(room.city.current());
  const state = sorting === null ? 'open' : 'setAside';
  const sentAt = letter.sentAt === null ? null : new Date(letter.sentAt);
  const inserted =
    await sql`INSERT INTO mails.mails (id, key, unit_id, received_at, sent_at, sender_key, sender_name,
      sender_address, subject, body, quoted, language, bytes, refused, state, reason, handled_at)
    VALUES (${id}, ${key}, ${unitId}, ${new Date(at)}, ${sentAt}, ${senderKey}, ${letter.senderName},
      ${letter.senderAddress}, ${letter.subject}, ${letter.body}, ${letter.quoted}, ${letter.language}, ${origin.bytes},
      '[]', ${state}, ${sorting}, ${sorting === null ? null : new Date(at)})
    ON CONFLICT (key) DO NOTHING RETURNING 1`.execute(trx);
  if (inserted.rows.length === 0) return noteOrigin(trx, key, origin);
  await holdFiles(room, trx, id, kept);
  const { files, refused, fault } = kept;
  if (fault !== null) await noteFault(trx, id, origin, { fault, at });
  await appendEvents(trx, [
    {
      kind: 'mail.received',
      subject: `mail:${id}`,
      at,
      unitIds: [unitId],
      payload: { state, reason: sorting, files: files.length, refused: refused.length, fault },
    },
  ]);
}
