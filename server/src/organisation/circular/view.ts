import { type CircularKind, recipientActsOf, senderActsOf } from '@heliu/contract/organisation/copy';
import type {
  CircularView,
  Counts,
  CopyView,
  OwnCopyView,
} from '@heliu/contract/organisation/circular-views';
import type { listOwnCopies } from '@heliu/contract/organisation/circulars';
import type { EndpointResult } from '@heliu/contract/endpoint';
import type { PageQuery } from '@heliu/contract/page';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import { accountName } from '../../kernel/account-name.ts';
import type { Actor } from '../../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.ts';
import { assertSpokenFor } from '../own.ts';
import { sendingUnits } from '../policy.ts';
import type { OrganisationRoom } from '../room.ts';
import { visibleCircular } from './act.ts';
import {
  conversationOf,
  copyColumns,
  type CopyFactsRow,
  copyOf,
  countsAt,
  factsOf,
  type FactsRow,
  filesOf,
  overdueAt,
  type ProgressRow,
  progressOf,
} from './rows.ts';

interface WholeRow extends FactsRow {
  readonly body: string;
  readonly due_at: Date | null;
  readonly sent_by: string | null;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
  readonly words: string | null;
  readonly counts: Counts;
}

/** @throws Problem `resource.notFound`. */
export async function circularView(
  room: OrganisationRoom,
  actor: Actor,
  circularId: string,
): Promise<CircularView> {
  const city = room.city.current();
  const { rows } = await sql<WholeRow>`
    SELECT c.id, c.kind, c.title, c.body, c.unit_id, c.due_at, c.sent_at, c.withdrawn_at, c.words,
      ${accountName('c.sent_by', actor.language)} AS sent_by, ${accountName('c.withdrawn_by', actor.language)} AS withdrawn_by,
      ${countsAt(room.kernel.clock.now())} AS counts
    FROM organisation.circulars c WHERE c.id = ${circularId}::uuid AND ${visibleCircular(actor, city)}`.execute(
    room.kernel.db,
  );
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  const isOurs = sendingUnits(actor, city).includes(row.unit_id);
  return {
    ...factsOf(row, row.due_at, city),
    body: row.body,
    sentBy: row.sent_by,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    withdrawnBy: row.withdrawn_by,
    words: row.words,
    counts: row.counts,
    files: await filesOf(room, circularId),
    allowed: isOurs && row.withdrawn_at === null ? ['withdraw'] : [],
  };
}

interface Keys {
  readonly circularId: string;
  readonly organisationId: string;
}

/** @throws Problem `resource.notFound`. */
export async function copyView(room: OrganisationRoom, actor: Actor, keys: Keys): Promise<CopyView> {
  const city = room.city.current();
  const { rows } = await sql<CopyFactsRow & { circular_kind: CircularKind; unit_id: string }>`
    SELECT ${copyColumns}, c.kind AS circular_kind, c.unit_id FROM organisation.circulars c
    JOIN organisation.copies y ON y.circular_id = c.id JOIN organisation.organisations o ON o.id = y.organisation_id
    WHERE c.id = ${keys.circularId}::uuid AND o.id = ${keys.organisationId}::uuid
      AND ${visibleCircular(actor, city)}`.execute(room.kernel.db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  const isOurs = sendingUnits(actor, city).includes(row.unit_id);
  return {
    ...copyOf(row, room.kernel.clock.now(), city),
    conversation: await conversationOf(room, keys, null),
    allowed: isOurs ? senderActsOf(row.circular_kind, row.state).filter((act) => act !== 'withdraw') : [],
  };
}

interface OwnRow extends FactsRow, ProgressRow {
  readonly body: string;
  readonly words: string | null;
}

const ownColumns = sql`c.id, c.kind, c.title, c.body, c.unit_id, c.sent_at, c.words, y.state, y.due_at, y.read_at,
  y.acknowledged_at`;

/** One page of what an organisation was sent: overdue ones first, the newest first among both. */
export async function ownCopiesPage(
  room: OrganisationRoom,
  { accountId }: Actor,
  organisationId: string,
  { cursor, limit }: PageQuery,
): Promise<EndpointResult<typeof listOwnCopies>> {
  const { db, clock } = room.kernel;
  await assertSpokenFor(db, accountId, organisationId);
  const city = room.city.current();
  const now = clock.now();
  const order = sql`coalesce(NOT ${overdueAt(now)}, true)`;
  const where: RawBuilder<boolean>[] = [sql<boolean>`y.organisation_id = ${organisationId}::uuid`];
  if (cursor !== undefined) {
    const [wasLate, at, id] = decodeCursor(cursor, 3);
    where.push(sql<boolean>`(${order}, -extract(epoch FROM c.sent_at), c.id) >
      (${wasLate === 0}, -extract(epoch FROM ${String(at)}::timestamptz), ${String(id)}::uuid)`);
  }
  const { rows } = await sql<OwnRow & { punctual: boolean; sort_key: string }>`
    SELECT ${ownColumns}, ${order} AS punctual, c.sent_at::text AS sort_key
    FROM organisation.copies y JOIN organisation.circulars c ON c.id = y.circular_id
    WHERE ${sql.join(where, sql` AND `)} ORDER BY ${order}, c.sent_at DESC, c.id LIMIT ${limit + 1}`.execute(
    db,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({ ...factsOf(row, row.due_at, city), ...progressOf(row, now) })),
    ...(rows.length > limit && last !== undefined
      ? { next: encodeCursor([last.punctual ? 0 : 1, last.sort_key, last.id]) }
      : {}),
  };
}

/** @throws Problem `resource.notFound`. */
export async function ownCopyView(
  room: OrganisationRoom,
  { accountId, language }: Actor,
  keys: Keys,
): Promise<OwnCopyView> {
  const { db, clock } = room.kernel;
  await assertSpokenFor(db, accountId, keys.organisationId);
  const city = room.city.current();
  const { rows } = await sql<OwnRow>`SELECT ${ownColumns} FROM organisation.copies y
    JOIN organisation.circulars c ON c.id = y.circular_id
    WHERE c.id = ${keys.circularId}::uuid AND y.organisation_id = ${keys.organisationId}::uuid`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  return {
    ...factsOf(row, row.due_at, city),
    ...progressOf(row, clock.now()),
    body: row.body,
    phone: city.index.units.get(row.unit_id)?.phone ?? null,
    files: await filesOf(room, keys.circularId),
    withdrawnWords: row.state === 'withdrawn' ? row.words : null,
    conversation: await conversationOf(room, keys, language),
    allowed: recipientActsOf(row.kind, row.state),
  };
}
