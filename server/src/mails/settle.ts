import type { MailState } from '@heliu/contract/mails';
import type { MailReason } from '@heliu/contract/mails/desk';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import type { Actor } from '../kernel/actor.ts';
import { appendEvents } from '../kernel/events.ts';
import { mine } from './policy.ts';
import type { MailRoom } from './room.ts';

export interface Settlement {
  readonly from: MailState;
  readonly to: MailState;
  readonly commandId: string;
  readonly reason?: MailReason;
  readonly note?: string | undefined;
  readonly matterId?: string;
}

const happenings = {
  open: 'mail.restored',
  registered: 'mail.registered',
  attached: 'mail.attached',
  setAside: 'mail.setAside',
} as const satisfies Record<MailState, string>;

/**
 * Says what became of a mail, in the caller's transaction. Of two who do it at once one is too late.
 * @throws Problem `resource.notFound`, `mail.handled`.
 */
export async function settle(
  { kernel: { clock }, city }: MailRoom,
  trx: Trx,
  mailId: string,
  actor: Actor,
  { from, to, commandId, reason, note, matterId }: Settlement,
): Promise<void> {
  const at = clock.now();
  const { rows } = await sql<{ state: MailState; unit_id: string; erased: boolean }>`
    SELECT l.state, l.unit_id, l.erased_at IS NOT NULL AS erased FROM mails.mails l
    WHERE l.id = ${mailId}::uuid AND ${mine(actor, city.current())} FOR UPDATE`.execute(trx);
  const [mail] = rows;
  if (mail === undefined) throw new Problem('resource.notFound');
  if (mail.state !== from || mail.erased) throw new Problem('mail.handled');
  const handledAt = to === 'open' ? null : new Date(at);
  await sql`UPDATE mails.mails SET state = ${to}, reason = ${reason ?? null}, note = ${note ?? null},
      matter_id = ${matterId ?? null}, report_command_id = ${to === 'registered' ? commandId : null},
      handled_at = ${handledAt}, handled_by = ${to === 'open' ? null : actor.accountId}
    WHERE id = ${mailId}::uuid`.execute(trx);
  await appendEvents(trx, [
    {
      kind: happenings[to],
      subject: `mail:${mailId}`,
      at,
      unitIds: [mail.unit_id],
      actorId: actor.accountId,
      commandId,
      payload: {
        ...(reason === undefined ? {} : { reason }),
        ...(matterId === undefined ? {} : { matterId }),
      },
    },
  ]);
}
