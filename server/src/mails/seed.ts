import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { uuidv7 } from '../kernel/uuid.ts';
import { deskOf } from './policy.ts';

/** A mail that never lay in a mailbox. */
export interface SeededMail {
  readonly minutesAgo: number;
  readonly senderName: string;
  readonly senderAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly quoted?: string;
  readonly reason?: 'autoReply' | 'list';
  /** Its files could not be taken, for a fault that was not theirs. */
  readonly fault?: { readonly code: string; readonly attempts: number };
  readonly refused?: readonly { readonly name: string; readonly zh: string; readonly en: string }[];
}

/** Puts mails on the desk; those that were put there before are left alone. */
export async function seedMails(
  { db, clock }: Kernel,
  city: City,
  mails: readonly SeededMail[],
): Promise<void> {
  const unitId = deskOf(city);
  for (const mail of mails) {
    const { minutesAgo, senderName, senderAddress, subject, body, quoted, reason, refused } = mail;
    const at = clock.now() - minutesAgo * 60_000;
    const key = createHash('sha256').update(`seeded ${city.pack.code} ${subject}`).digest();
    const handledAt = reason === undefined ? null : new Date(at);
    const id = uuidv7(at);
    const { rows } =
      await sql`INSERT INTO mails.mails (id, key, unit_id, received_at, sent_at, sender_name, sender_address, subject, body,
        quoted, language, bytes, refused, state, reason, handled_at)
      VALUES (${id}, ${key}, ${unitId}, ${new Date(at)}, ${new Date(at)}, ${senderName}, ${senderAddress},
        ${subject}, ${body}, ${quoted ?? ''}, 'zh', ${Buffer.byteLength(body)},
        ${JSON.stringify(refused ?? [])}::jsonb, ${reason === undefined ? 'open' : 'setAside'}, ${reason ?? null},
        ${handledAt})
      ON CONFLICT (key) DO NOTHING RETURNING id`.execute(db);
    if (mail.fault === undefined || rows.length === 0) continue;
    const { code, attempts } = mail.fault;
    await sql`INSERT INTO mails.failures (mail_id, mailbox, uid_validity, uid, attempts, fault, failed_at)
      VALUES (${id}, ${key}, 0, 0, ${attempts}, ${code}, ${new Date(at)})`.execute(db);
  }
}
