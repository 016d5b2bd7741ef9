import type { EndpointInput, EndpointReply } from '@heliu/contract/endpoint';
import { attachMail, registerMail, restoreMail, setMailAside, takeMailFiles } from '@heliu/contract/mails';
import { findMatterCode } from '@heliu/contract/matter/code';
import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { originOf } from '../kernel/origin.ts';
import type { Context } from '../kernel/route.ts';
import { commentAsStaff, receiptCodeOf, registerAsStaff } from '../matter/index.ts';
import type { Acknowledgement } from './acknowledge.ts';
import { mine } from './policy.ts';
import type { MailRoom } from './room.ts';
import { settle } from './settle.ts';

/** The channel of mails, or in a city that has none the first that operators use. */
function channelOf({ city }: MailRoom): string {
  const { channels, mailDesk } = city.current().pack;
  const known = channels.some(({ code }) => code === mailDesk.channel);
  return (known ? mailDesk.channel : channels.find(({ by }) => by === 'operator')?.code) ?? mailDesk.channel;
}

/**
 * Registers a matter and says of the mail that it became one, in one transaction. Whoever wrote gets the receipt
 * code by mail alone.
 * @throws Problem `mail.handled`, `resource.notFound`, and those of a registration.
 */
export const registerFromMail = (
  room: MailRoom,
  acknowledgements: JobQueue<Acknowledgement>,
  { params: { mailId }, body }: EndpointInput<typeof registerMail>,
  context: Context,
): Promise<MatterReceipt> =>
  registerAsStaff(room.matter, {
    body: { ...body, channel: channelOf(room) },
    context,
    endpoint: registerMail.id,
    receiptCode: receiptCodeOf(room.matter.secret, body.commandId),
    alongside: async (trx, matterId) => {
      const { commandId } = body;
      await settle(room, trx, mailId, context.actor, { from: 'open', to: 'registered', commandId, matterId });
      await acknowledgements.add(trx, { mailId, origin: originOf(room.kernel.config, context.request) });
    },
  });

/** @throws Problem `mail.handled`, `resource.notFound`, `input.invalid`, and those of a comment. */
export async function addToMatter(
  room: MailRoom,
  { params: { mailId }, body }: EndpointInput<typeof attachMail>,
  { actor }: Context,
): Promise<MatterReceipt> {
  const { commandId, note, fileIds } = body;
  const code = findMatterCode(body.code);
  if (code === undefined) {
    const message = 'a code such as 7K3M-9QXD-2B4F; one character is wrong';
    throw new Problem('input.invalid', { errors: [{ field: 'code', message }] });
  }
  const copies =
    fileIds.length === 0
      ? []
      : await room.kernel.db.transaction().execute((trx) => copyFiles(room, trx, mailId, actor, fileIds));
  return commentAsStaff(room.matter, {
    commandId,
    endpoint: attachMail.id,
    actor,
    code,
    note,
    fileIds: copies.map(({ id }) => id),
    alongside: (trx, matterId) =>
      settle(room, trx, mailId, actor, { from: 'open', to: 'attached', commandId, matterId }),
  });
}

const record = (room: MailRoom, commandId: string, endpoint: string, { accountId }: Actor) => ({
  commandId,
  endpoint,
  accountId,
  at: room.kernel.clock.now(),
});

export const setAside = (
  room: MailRoom,
  { params: { mailId }, body: { commandId, reason, note } }: EndpointInput<typeof setMailAside>,
  { actor }: Context,
): Promise<{ done: true }> =>
  runCommand(room.kernel.db, record(room, commandId, setMailAside.id, actor), async (trx) => {
    const given = note === undefined || note === '' ? undefined : note;
    await settle(room, trx, mailId, actor, { from: 'open', to: 'setAside', commandId, reason, note: given });
    return { reply: { done: true as const }, subject: `mail:${mailId}` };
  });

export const restore = (
  room: MailRoom,
  { params: { mailId }, body: { commandId } }: EndpointInput<typeof restoreMail>,
  { actor }: Context,
): Promise<{ done: true }> =>
  runCommand(room.kernel.db, record(room, commandId, restoreMail.id, actor), async (trx) => {
    await settle(room, trx, mailId, actor, { from: 'setAside', to: 'open', commandId });
    return { reply: { done: true as const }, subject: `mail:${mailId}` };
  });

export const takeFiles = (
  room: MailRoom,
  { params: { mailId }, body: { commandId } }: EndpointInput<typeof takeMailFiles>,
  { actor }: Context,
): Promise<EndpointReply<typeof takeMailFiles>> =>
  runCommand(room.kernel.db, record(room, commandId, takeMailFiles.id, actor), async (trx) => ({
    reply: { files: await copyFiles(room, trx, mailId, actor) },
    subject: `mail:${mailId}`,
  }));

/** @throws Problem `resource.notFound` where the mail is not the actor's to deal with. */
async function copyFiles(
  { evidence, city }: MailRoom,
  trx: Trx,
  mailId: string,
  actor: Actor,
  only?: readonly string[],
) {
  const { rows: mails } = await sql`SELECT FROM mails.mails l
    WHERE l.id = ${mailId}::uuid AND ${mine(actor, city.current())}`.execute(trx);
  if (mails.length === 0) throw new Problem('resource.notFound');
  const { rows } = await sql<{ file_id: string }>`
    SELECT file_id FROM mails.files WHERE mail_id = ${mailId}::uuid ORDER BY no`.execute(trx);
  const ids = rows.map((row) => row.file_id).filter((id) => only?.includes(id) ?? true);
  return evidence.copyFor(trx, ids, actor.accountId);
}
