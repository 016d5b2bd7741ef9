import { sql } from 'kysely';
import type { ImapConfig } from '../kernel/config.ts';
import { isUnfit } from '../kernel/db.ts';
import type { Letter } from './letter.ts';
import { readAside } from './letter-aside.ts';
import type { ListedMail, Mailbox } from './mailbox.ts';
import { repeatFailed } from './repeat.ts';
import type { MailRoom } from './room.ts';
import { takeMail } from './take.ts';

/** Of a larger mail this much is read: its words stand at its beginning. */
const maxMailBytes = 32 * 1_048_576;
const maxCutBytes = 1_048_576;
const overlapMs = 2 * 86_400_000;

export const keyOfMailbox = ({ secrets }: MailRoom, { host, user, folder }: ImapConfig): Buffer =>
  secrets.mac('mailbox', host, user, folder);

const addressIn = (text: string): string | undefined => /[^\s<>@]+@[^\s<>@]+/.exec(text)?.[0].toLowerCase();

/** Takes in what has come since the last time. */
export async function readNew(room: MailRoom, config: ImapConfig, mailbox: Mailbox): Promise<void> {
  const key = keyOfMailbox(room, config);
  let last = await lastRead(room, key, mailbox);
  const own = [addressIn(config.user), addressIn(room.kernel.config.mailFrom)].flatMap((one) => one ?? []);
  for (const mail of await mailbox.listAfter(last)) {
    await readOne(room, mailbox, { mail, key, own });
    await mailbox.markSeen(mail.uid);
    last = mail.uid;
  }
  await repeatFailed(room, { key, uidValidity: mailbox.uidValidity }, async (uid) => {
    const raw = await mailbox.fetch(uid, maxMailBytes);
    return raw && { letter: await letterOf(room, raw, own), complete: raw.length < maxMailBytes };
  });
}

/**
 * A mailbox that is read for the first time may hold the mails of years: reading begins with the first one that
 * nobody has opened. Where its numbers begin anew, also with those of the days before the last reading.
 */
async function lastRead({ kernel: { db } }: MailRoom, key: Buffer, mailbox: Mailbox): Promise<number> {
  const { rows } = await sql<{ uid_validity: number; last_uid: number; read_at: Date | null }>`
    SELECT uid_validity::int8 AS uid_validity, last_uid::int8 AS last_uid, read_at
    FROM mails.mailboxes WHERE key = ${key}`.execute(db);
  const [known] = rows;
  if (Number(known?.uid_validity) === mailbox.uidValidity) return Number(known?.last_uid);
  const readAt = known?.read_at ?? null;
  const start = await mailbox.startBefore(readAt && new Date(readAt.getTime() - overlapMs));
  await sql`INSERT INTO mails.mailboxes (key, uid_validity, last_uid)
    VALUES (${key}, ${mailbox.uidValidity}, ${start})
    ON CONFLICT (key) DO UPDATE SET uid_validity = EXCLUDED.uid_validity, last_uid = EXCLUDED.last_uid
    WHERE mails.mailboxes.uid_validity <> EXCLUDED.uid_validity`.execute(db);
  return start;
}

async function readOne(
  room: MailRoom,
  mailbox: Mailbox,
  { mail, key, own }: { readonly mail: ListedMail; readonly key: Buffer; readonly own: readonly string[] },
): Promise<void> {
  const complete = mail.bytes <= maxMailBytes;
  const raw = await mailbox.fetch(mail.uid, complete ? maxMailBytes : maxCutBytes);
  if (raw === undefined) return;
  const { uidValidity } = mailbox;
  const origin = { mailbox: key, uidValidity, uid: mail.uid, bytes: mail.bytes };
  try {
    await takeMail(room, await letterOf(room, raw, own), origin, complete);
  } catch (error) {
    // Words that the database does not hold are not waited for.
    if (!isUnfit(error)) throw error;
    await takeMail(room, unreadable(room, raw, error), origin, complete);
  }
}

/** One that cannot be read is listed with what can be said of it; those after it are not kept waiting. */
async function letterOf(room: MailRoom, raw: Buffer, own: readonly string[]): Promise<Letter> {
  try {
    return await readAside(raw, own);
  } catch (error) {
    return unreadable(room, raw, error);
  }
}

function unreadable({ kernel: { log } }: MailRoom, raw: Buffer, error: unknown): Letter {
  log.warn('mail not readable', { error: error instanceof Error ? error.name : 'unknown' });
  const messageId = /^message-id:\s*(.{1,200})$/im.exec(raw.subarray(0, 65_536).toString('latin1'))?.[1];
  return {
    messageId: `unreadable ${messageId ?? raw.length} ${raw.subarray(0, 65_536).toString('base64')}`,
    senderName: null,
    senderAddress: null,
    sentAt: null,
    subject: '',
    body: '',
    quoted: '',
    language: 'zh',
    enclosures: [],
    sorting: 'unreadable',
  };
}
