import type { EndpointInput, EndpointReply } from '@heliu/contract/endpoint';
import type { listMails, MailRow, MailState, MailView } from '@heliu/contract/mails';
import type { MailReason } from '@heliu/contract/mails/desk';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { mask, visible } from '../matter/index.ts';
import { mine } from './policy.ts';
import type { MailRoom } from './room.ts';

export interface ListedMailRow {
  id: string;
  received_at: Date;
  sort_key: string;
  sender_name: string | null;
  sender_address: string | null;
  subject: string;
  files: number;
  refused: unknown;
  failed: boolean;
  state: MailState;
  reason: MailReason | null;
  matter_id: string | null;
  matter_code: string | null;
  handled_at: Date | null;
  erased_at: Date | null;
}

/** Mails (as `l`) with the matter (as `m`) that the actor sees of them. */
export const mailColumns = sql`l.id, l.received_at, l.received_at::text AS sort_key, l.sender_name, l.sender_address,
  l.subject, (SELECT count(*)::int FROM mails.files f WHERE f.mail_id = l.id) AS files, l.refused,
  EXISTS (SELECT FROM mails.failures x WHERE x.mail_id = l.id) AS failed, l.state, l.reason,
  m.id AS matter_id, m.code AS matter_code, l.handled_at, l.erased_at`;

export const withMatter = (actor: Actor, city: City): RawBuilder<unknown> =>
  sql`mails.mails l LEFT JOIN matter.matters m ON m.id = l.matter_id AND ${visible(actor, city)}`;

export const rowOfMail = (row: ListedMailRow): MailRow => ({
  mailId: row.id,
  receivedAt: row.received_at.toISOString(),
  sender: mask.name(row.sender_name) ?? mask.email(row.sender_address),
  subject: row.subject,
  files: row.files,
  refused: Array.isArray(row.refused) ? row.refused.length : 0,
  failed: row.failed,
  state: row.state,
  reason: row.reason,
  matter:
    row.matter_id === null || row.matter_code === null
      ? null
      : { matterId: row.matter_id, code: row.matter_code },
  handledAt: row.handled_at?.toISOString() ?? null,
  erased: row.erased_at !== null,
});

const inView: Readonly<Record<MailView, RawBuilder<boolean>>> = {
  open: sql`l.state = 'open'`,
  handled: sql`l.state IN ('registered', 'attached')`,
  setAside: sql`l.state = 'setAside'`,
};

export async function mailsPage(
  { kernel: { db }, city: cities }: MailRoom,
  actor: Actor,
  { view, cursor, limit }: EndpointInput<typeof listMails>['query'],
): Promise<EndpointReply<typeof listMails>> {
  const city = cities.current();
  const conditions = [mine(actor, city), inView[view]];
  const oldestFirst = view === 'open';
  const [after, order] = oldestFirst ? [sql`>`, sql`ASC`] : [sql`<`, sql`DESC`];
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 2);
    conditions.push(
      sql<boolean>`(l.received_at, l.id) ${after} (${String(at)}::timestamptz, ${String(id)}::uuid)`,
    );
  }
  const { rows } = await sql<ListedMailRow>`SELECT ${mailColumns} FROM ${withMatter(actor, city)}
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY l.received_at ${order}, l.id ${order} LIMIT ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const { rows: counted } = await sql<Record<MailView, number>>`SELECT
      count(*) FILTER (WHERE ${inView.open})::int AS open, count(*) FILTER (WHERE ${inView.handled})::int AS handled,
      count(*) FILTER (WHERE ${inView.setAside})::int AS "setAside"
    FROM mails.mails l WHERE ${mine(actor, city)}`.execute(db);
  return {
    rows: page.map(rowOfMail),
    counts: counted[0] ?? { open: 0, handled: 0, setAside: 0 },
    ...(rows.length > limit && last !== undefined ? { next: encodeCursor([last.sort_key, last.id]) } : {}),
  };
}
