import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import {
  type countNotices,
  type listNotices,
  type NoticeKind,
  readNotices,
  setFollow,
  unreadShown,
} from '@heliu/contract/notices';
import { Problem } from '@heliu/contract/problem';
import type { Text } from '@heliu/contract/text';
import { sql } from 'kysely';
import { runCommand } from '../kernel/command.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { findAbout } from './happening.ts';
import type { NoticeRoom } from './room.ts';

interface NoticeRow {
  readonly id: number;
  readonly at: Date;
  readonly kind: NoticeKind;
  readonly urgent: boolean;
  readonly matter_id: string | null;
  readonly matter_code: string | null;
  readonly about: string | null;
  readonly status: Text;
  readonly body: Text;
  readonly read_at: Date | null;
}

export async function ownNotices(
  { kernel }: NoticeRoom,
  { query }: EndpointInput<typeof listNotices>,
  { actor }: Context,
): Promise<EndpointResult<typeof listNotices>> {
  const { cursor, unread, kind, limit } = query;
  const conditions = [sql<boolean>`account_id = ${actor.accountId}`];
  if (unread) conditions.push(sql<boolean>`read_at IS NULL`);
  if (kind !== undefined) conditions.push(sql<boolean>`kind = ${kind}`);
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 2);
    conditions.push(sql<boolean>`(at, id) < (${String(at)}::timestamptz, ${Number(id)})`);
  }
  const { rows } = await sql<NoticeRow>`
    SELECT id, at, kind, urgent, matter_id, matter_code, about, status, body, read_at FROM notices.notices
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY at DESC, id DESC LIMIT ${limit + 1}`.execute(
    kernel.db,
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      urgent: row.urgent,
      status: row.status,
      text: row.body,
      matter: row.matter_id === null ? null : { id: row.matter_id, code: row.matter_code ?? '' },
      about: findAbout(row.about) ?? null,
      readAt: row.read_at?.toISOString() ?? null,
    })),
    ...(last === undefined ? {} : { next: encodeCursor([last.at.toISOString(), last.id]) }),
  };
}

export async function countUnread(
  { kernel }: NoticeRoom,
  { actor }: Context,
): Promise<EndpointResult<typeof countNotices>> {
  const { rows } = await sql<{ unread: number }>`
    SELECT count(*)::int AS unread FROM (SELECT FROM notices.notices
      WHERE account_id = ${actor.accountId} AND read_at IS NULL LIMIT ${unreadShown}) unread`.execute(
    kernel.db,
  );
  return { unread: rows[0]?.unread ?? 0 };
}

/** Other screens of the same person follow by the event. */
export async function markRead(
  { kernel }: NoticeRoom,
  { body }: EndpointInput<typeof readNotices>,
  { actor }: Context,
): Promise<{ done: true }> {
  const { commandId, which } = body;
  const { accountId } = actor;
  const record = { commandId, endpoint: readNotices.id, accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    const named =
      'ids' in which
        ? sql<boolean>`id = ANY(${which.ids}::bigint[])`
        : sql<boolean>`(at, id) <= (SELECT at, id FROM notices.notices WHERE id = ${which.upTo} AND account_id = ${accountId})`;
    const { numAffectedRows } = await sql`UPDATE notices.notices SET read_at = ${new Date(record.at)}
      WHERE account_id = ${accountId} AND read_at IS NULL AND ${named}`.execute(trx);
    const subject = `notices:${accountId}`;
    if (numAffectedRows !== undefined && numAffectedRows > 0) {
      await appendEvents(trx, [
        { kind: 'notices.read', subject, at: record.at, actorId: accountId, commandId },
      ]);
    }
    return { reply: { done: true as const }, subject };
  });
}

/** @throws Problem `resource.notFound` for matters out of sight. */
async function assertSeen({ hooks }: NoticeRoom, { actor }: Context, matterId: string): Promise<void> {
  if (!(await hooks.maySee(actor, matterId))) throw new Problem('resource.notFound');
}

export async function isFollowing(
  room: NoticeRoom,
  matterId: string,
  context: Context,
): Promise<{ following: boolean }> {
  await assertSeen(room, context, matterId);
  const row = await room.kernel.db
    .selectFrom('notices.follows')
    .select('since')
    .where('account_id', '=', context.actor.accountId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
  return { following: row !== undefined };
}

export async function chooseFollow(
  room: NoticeRoom,
  { params: { matterId }, body: { commandId, following } }: EndpointInput<typeof setFollow>,
  context: Context,
): Promise<{ following: boolean }> {
  await assertSeen(room, context, matterId);
  const { kernel } = room;
  const { accountId } = context.actor;
  const record = { commandId, endpoint: setFollow.id, accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    if (following) {
      await sql`INSERT INTO notices.follows (account_id, matter_id, since)
        VALUES (${accountId}, ${matterId}, ${new Date(record.at)}) ON CONFLICT DO NOTHING`.execute(trx);
    } else {
      await sql`DELETE FROM notices.follows
        WHERE account_id = ${accountId} AND matter_id = ${matterId}`.execute(trx);
    }
    return { reply: { following }, subject: `matter:${matterId}` };
  });
}
