import { sql } from 'kysely';
import type { ImapConfig } from '../kernel/config.ts';
import type { Loop } from '../kernel/loops.ts';
import type { SystemNotice } from '../notices/index.ts';
import { codeOf } from './fault.ts';
import type { Mailbox } from './mailbox.ts';
import { keyOfMailbox, readNew } from './read.ts';
import type { MailRoom } from './room.ts';

/** A server that cannot say that a mail has come is asked this often. */
const askMs = 60_000;
const retryMs = 30_000;
/** How soon a city that is there now is noticed. */
const lookMs = 2000;
/** So long nobody is told: servers are restarted. */
const patienceMs = 30 * 60_000;

export interface MailReading {
  readonly loop: Loop;
  close(): Promise<void>;
}

/** Reads the mailbox as long as the process lives: what is there, then what comes. */
export function readMailbox(room: MailRoom, config: ImapConfig): MailReading {
  let mailbox: Mailbox | undefined;
  let closed = false;
  let retryAt = 0;
  const turn = async (): Promise<boolean> => {
    try {
      if (mailbox?.usable !== true) {
        mailbox?.close();
        const { openMailbox } = await import('./mailbox.ts');
        mailbox = await openMailbox(config);
      }
      await readNew(room, config, mailbox);
      await markRead(room, config);
    } catch (error) {
      mailbox?.close();
      mailbox = undefined;
      retryAt = performance.now() + retryMs;
      if (!closed) await markFailing(room, config, error);
      return false;
    }
    if (!closed) await mailbox.wait(askMs);
    return !closed;
  };
  return {
    loop: {
      name: 'mails.read',
      everyMs: lookMs,
      // Before the city is there nobody could deal with a mail.
      run: () => {
        const early = closed || performance.now() < retryAt || room.city.findCurrent() === undefined;
        return early ? Promise.resolve(false) : turn();
      },
    },
    close: () => {
      closed = true;
      mailbox?.close();
      return Promise.resolve();
    },
  };
}

async function markRead(room: MailRoom, config: ImapConfig): Promise<void> {
  const { db, clock } = room.kernel;
  await sql`UPDATE mails.mailboxes SET read_at = ${new Date(clock.now())}, failing_since = NULL, fault = NULL, told_at = NULL
    WHERE key = ${keyOfMailbox(room, config)}`.execute(db);
}

async function markFailing(room: MailRoom, config: ImapConfig, error: unknown): Promise<void> {
  const { db, clock, log } = room.kernel;
  const at = clock.now();
  const fault = codeOf(error);
  log.warn('mailbox not read', { fault });
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ failing_since: Date; told_at: Date | null }>`
      INSERT INTO mails.mailboxes (key, uid_validity, last_uid, failing_since, fault)
      VALUES (${keyOfMailbox(room, config)}, 0, 0, ${new Date(at)}, ${fault})
      ON CONFLICT (key) DO UPDATE SET fault = EXCLUDED.fault,
        failing_since = coalesce(mails.mailboxes.failing_since, EXCLUDED.failing_since)
      RETURNING failing_since, told_at`.execute(trx);
    const [row] = rows;
    if (row === undefined || row.told_at !== null || at - row.failing_since.getTime() < patienceMs) return;
    await room.tellAdministrators(trx, unreachable(fault));
    await sql`UPDATE mails.mailboxes SET told_at = ${new Date(at)}
      WHERE key = ${keyOfMailbox(room, config)}`.execute(trx);
  });
}

const unreachable = (fault: string): SystemNotice => ({
  rule: 'mailbox-unreachable',
  status: { zh: '来信邮箱无法读取', en: 'The mailbox cannot be read' },
  body: {
    zh: `居民来信邮箱已超过 30 分钟无法读取（${fault}），来信不会进入平台。请检查邮箱服务器、账号密码和证书；恢复后会自动补收。`,
    en: `The mailbox that residents write to has not been read for over 30 minutes (${fault}), and no mail comes in. Look at the mail server, its password and its certificate: what came meanwhile is taken in afterwards.`,
  },
});

/** Since when the mailbox fails, once administrators were told. */
export async function failingSince(room: MailRoom): Promise<string | null> {
  const { imap } = room.kernel.config;
  if (imap === undefined) return null;
  const { rows } = await sql<{ failing_since: Date | null }>`SELECT failing_since FROM mails.mailboxes
    WHERE key = ${keyOfMailbox(room, imap)} AND told_at IS NOT NULL`.execute(room.kernel.db);
  return rows[0]?.failing_since?.toISOString() ?? null;
}
