import type { EndpointInput } from '@heliu/contract/endpoint';
import { findMatterCode, spellMatterCode } from '@heliu/contract/matter/code';
import { phoneKey } from '@heliu/contract/matter/phone';
import { recoverReceipt } from '@heliu/contract/matter/track';
import { Problem } from '@heliu/contract/problem';
import { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { hashReceipt, secondReceiptCodeOf } from './receipt.ts';
import type { MatterRoom } from './room.ts';

/** The latest reports whose codes go out at once where no number was given. */
const mostAtOnce = 5;

interface Contact {
  readonly by: 'mail' | 'sms';
  /** As it is compared: in small letters, or by `phoneKey`. */
  readonly key: string;
}

const contactOf = (text: string): Contact =>
  text.includes('@') ? { by: 'mail', key: text.trim().toLowerCase() } : { by: 'sms', key: phoneKey(text) };

/** As the gateway wants it: a mobile number of the mainland is often left without its +86. */
export const dialled = (phone: string): string =>
  phone.replaceAll(/[^\d+]/g, '').replace(/^(1\d{10})$/, '+86$1');

interface LostReport {
  id: string;
  code: string;
  language: string;
  email: string | null;
  phone: string | null;
}

/**
 * Sends the receipt codes of anonymous reports to where their reporter is reached. The first codes are known to nobody,
 * so a second one is made for each report, always the same; both open it. Answers and works the same whether or not
 * there is such a report.
 */
export async function sendReceiptAgain(
  room: MatterRoom,
  { body }: EndpointInput<typeof recoverReceipt>,
  context: Context<Actor | null>,
): Promise<{ asked: true }> {
  const contact = contactOf(body.contact);
  if (!room.receipts[contact.by]) throw new Problem(`${contact.by}.notConfigured`);
  await room.limitRecoveries(context, `${contact.by} ${contact.key}`);
  const { clock, db } = room.kernel;
  const record = {
    commandId: body.commandId,
    endpoint: recoverReceipt.id,
    accountId: context.actor?.accountId ?? null,
    at: clock.now(),
  };
  return runCommand(db, record, async (trx) => {
    const lost = await findLost(trx, contact, body.code);
    for (const report of lost) await sendOne(room, trx, report, contact.by, record);
    if (lost.length === 0) {
      await room.receipts.send(trx, { contact: null, number: '', code: '', language: 'zh' });
    }
    return { reply: { asked: true }, subject: null };
  });
}

async function findLost(trx: Trx, { by, key }: Contact, code: string | undefined): Promise<LostReport[]> {
  const matterCode = code === undefined ? undefined : (findMatterCode(code) ?? '');
  const reached =
    by === 'mail'
      ? sql<boolean>`r.email IS NOT NULL AND lower(r.email) = ${key}`
      : sql<boolean>`r.phone IS NOT NULL AND matter.phone_key(r.phone) = ${key}`;
  const { rows } = await sql<LostReport>`
    SELECT r.id, m.code, r.language, r.email, r.phone
    FROM matter.reports r JOIN matter.matters m ON m.id = r.matter_id
    WHERE ${reached} AND r.receipt_hash IS NOT NULL AND r.erased_at IS NULL
      ${matterCode === undefined ? sql`` : sql`AND m.code = ${matterCode}`}
    ORDER BY r.created_at DESC LIMIT ${mostAtOnce}`.execute(trx);
  return rows;
}

async function sendOne(
  room: MatterRoom,
  trx: Trx,
  { id, code, language, email, phone }: LostReport,
  by: Contact['by'],
  { at, commandId }: { readonly at: number; readonly commandId: string },
): Promise<void> {
  const receiptCode = secondReceiptCodeOf(room.secret, id);
  await trx
    .updateTable('matter.reports')
    .set({ resent_hash: Buffer.from(hashReceipt(receiptCode), 'hex'), resent_at: new Date(at) })
    .where('id', '=', id)
    .execute();
  await appendEvents(trx, [{ kind: 'report.receiptResent', subject: `report:${id}`, at, commandId }]);
  await room.receipts.send(trx, {
    contact: { by, to: by === 'mail' ? (email ?? '') : dialled(phone ?? '') },
    number: spellMatterCode(code),
    code: receiptCode,
    language: Language.catch('zh').parse(language),
  });
}
