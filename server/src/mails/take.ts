import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { uploadLimitBytes } from '@heliu/contract/evidence';
import type { MailSorting } from '@heliu/contract/mails/desk';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { uuidOf, uuidv7 } from '../kernel/uuid.ts';
import type { Enclosure, Letter } from './letter.ts';
import { deskOf } from './policy.ts';
import type { MailRoom } from './room.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** As many as a report may have. */
const mostFiles = 10;

/** Where a mail lies. */
export interface Origin {
  readonly mailbox: Buffer;
  readonly uidValidity: number;
  readonly uid: number;
  readonly bytes: number;
}

interface Refusal {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

interface Kept {
  readonly files: readonly { readonly id: string; readonly name: string }[];
  readonly refused: readonly Refusal[];
}

const refusal = (name: string, problem: Problem): Refusal => ({
  name,
  zh: problem.text('zh'),
  en: problem.text('en'),
});

/** What makes it the same mail wherever it lies; Message-IDs alone are not: some programs use one for all. */
function keyOf({ secrets }: MailRoom, letter: Letter): Buffer {
  const { messageId, senderAddress, sentAt, subject, body, quoted } = letter;
  return secrets.mac('mail', messageId, senderAddress ?? '', String(sentAt), subject, body, quoted);
}

/**
 * Takes a mail in: its files are checked and kept first, then everything is written in one transaction together with
 * how far the mailbox was read. Killed before that, it begins anew and finds the files of the first time; after
 * it, the mail is not read again. Taken in before, it changes nothing.
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
      ? { files: [], refused: [] }
      : await keepFiles(room, letter.enclosures, { key, at, complete });
  await db.transaction().execute(async (trx) => {
    await sql`UPDATE mails.mailboxes SET last_uid = greatest(last_uid, ${origin.uid}), read_at = ${new Date(at)}
      WHERE key = ${origin.mailbox} AND uid_validity = ${origin.uidValidity}`.execute(trx);
    await insertMail(room, trx, letter, { key, senderKey, at, sorting, kept, bytes: origin.bytes });
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

async function keepFiles(
  room: MailRoom,
  enclosures: readonly Enclosure[],
  mail: { readonly key: Buffer; readonly at: number; readonly complete: boolean },
): Promise<Kept> {
  const files: Kept['files'][number][] = [];
  const refused: Refusal[] = [];
  for (const [no, enclosure] of enclosures.entries()) {
    const { name } = enclosure;
    // What the cut went through is broken; nobody shall take it for what was sent.
    if (!mail.complete) refused.push(refusal(name, tooLarge()));
    else if (files.length === mostFiles) refused.push({ name, ...tooManyFiles });
    else {
      const kept = await keepFile(room, enclosure, commandIdOf(mail, no));
      if ('id' in kept) files.push({ id: kept.id, name });
      else refused.push(kept);
    }
  }
  return { files, refused };
}

const tooManyFiles = {
  zh: `一封来信最多收取 ${mostFiles} 个附件`,
  en: `Of one mail no more than ${mostFiles} attachments are taken`,
};

const tooLarge = (): Problem =>
  new Problem('input.tooLarge', { params: { limit: `${uploadLimitBytes / 1_048_576} MB` } });

/**
 * The same for the same attachment, so that a second attempt finds the file of the first. Files that wait longer than
 * a day are gone, so another day makes another one.
 */
function commandIdOf({ key, at }: { readonly key: Buffer; readonly at: number }, no: number): string {
  const day = Math.floor(at / dayMs);
  return uuidOf(createHash('sha256').update(key).update(`${no} ${day}`).digest(), 8);
}

/** @throws only what is not the fault of the file. */
async function keepFile(
  { evidence: { parts } }: MailRoom,
  { name, content }: Enclosure,
  commandId: string,
): Promise<{ id: string } | Refusal> {
  try {
    if (content.length > uploadLimitBytes) throw tooLarge();
    const file = Object.assign(Readable.from([content]), { truncated: false });
    const staged = await parts.stage({ file, filename: name });
    try {
      return { id: await parts.keep(staged, { commandId, endpoint: 'mail.take', accountId: null }) };
    } finally {
      await parts.drop(staged);
    }
  } catch (error) {
    if (error instanceof Problem && error.code !== 'evidence.busy') return refusal(name, error);
    throw error;
  }
}

interface NewMail {
  readonly key: Buffer;
  readonly senderKey: Buffer | null;
  readonly at: number;
  readonly sorting: MailSorting | null;
  readonly kept: Kept;
  readonly bytes: number;
}

async function insertMail(
  { city, evidence }: MailRoom,
  trx: Trx,
  letter: Letter,
  { key, senderKey, at, sorting, kept: { files, refused }, bytes }: NewMail,
): Promise<void> {
  const id = uuidv7(at);
  const unitId = deskOf(city.current());
  const state = sorting === null ? 'open' : 'setAside';
  const sentAt = letter.sentAt === null ? null : new Date(letter.sentAt);
  const inserted =
    await sql`INSERT INTO mails.mails (id, key, unit_id, received_at, sent_at, sender_key, sender_name,
      sender_address, subject, body, quoted, language, bytes, refused, state, reason, handled_at)
    VALUES (${id}, ${key}, ${unitId}, ${new Date(at)}, ${sentAt}, ${senderKey}, ${letter.senderName},
      ${letter.senderAddress}, ${letter.subject}, ${letter.body}, ${letter.quoted}, ${letter.language}, ${bytes},
      ${JSON.stringify(refused)}::jsonb, ${state}, ${sorting}, ${sorting === null ? null : new Date(at)})
    ON CONFLICT (key) DO NOTHING RETURNING 1`.execute(trx);
  if (inserted.rows.length === 0) return;
  await evidence.parts.hold(
    trx,
    files.map((file) => file.id),
  );
  for (const [index, { id: fileId, name }] of files.entries()) {
    await sql`INSERT INTO mails.files (mail_id, no, file_id, name)
      VALUES (${id}, ${index + 1}, ${fileId}, ${name})`.execute(trx);
  }
  await appendEvents(trx, [
    {
      kind: 'mail.received',
      subject: `mail:${id}`,
      at,
      unitIds: [unitId],
      payload: { state, reason: sorting, files: files.length, refused: refused.length },
    },
  ]);
}
