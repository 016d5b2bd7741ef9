import type { EndpointResult } from '@heliu/contract/endpoint';
import { invitationDays, mayLeave, ownActsOf } from '@heliu/contract/organisation/organisation';
import type { getOwnOrganisation, listDemands, listOwnOrganisations } from '@heliu/contract/organisation/own';
import type { PageQuery } from '@heliu/contract/page';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db } from '../kernel/db.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { spokenFor } from './policy.ts';
import { invitedSince } from './representatives.ts';
import type { OrganisationRoom } from './room.ts';
import { factsOf, rowOf, storedColumns, type StoredRow } from './rows.ts';
import { applicationsOf, contactOf, historyOf, type WholeRow, wholeColumns } from './view.ts';

const dayMs = 86_400_000;

/** Of an organisation (as `o`): what was not read, and orders that wait for an answer. */
const waiting = sql`
  (SELECT count(*)::int FROM organisation.copies y WHERE y.organisation_id = o.id AND y.state = 'sent') AS to_read,
  (SELECT count(*)::int FROM organisation.copies y WHERE y.organisation_id = o.id AND y.due_at IS NOT NULL
    AND y.state IN ('sent', 'read', 'acknowledged', 'sentBack')) AS to_answer`;

interface Waiting {
  readonly to_read: number;
  readonly to_answer: number;
}

const untilOf = (invitedAt: Date): string =>
  new Date(invitedAt.getTime() + invitationDays * dayMs).toISOString();

interface InvitationRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly hands_over: boolean;
  readonly invited_at: Date;
}

export async function ownOrganisations(
  room: OrganisationRoom,
  { accountId }: Actor,
): Promise<EndpointResult<typeof listOwnOrganisations>> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const { rows } = await sql<StoredRow & Waiting>`SELECT ${storedColumns}, ${waiting}
    FROM organisation.organisations o WHERE ${spokenFor(accountId)} ORDER BY o.name, o.id`.execute(db);
  const { rows: invitations } = await sql<InvitationRow>`
    SELECT i.id, o.name, i.email, i.succeeds IS NOT NULL AS hands_over, i.invited_at
    FROM people.accounts a JOIN organisation.invitations i ON lower(i.email) = lower(a.email)
    JOIN organisation.organisations o ON o.id = i.organisation_id
    WHERE a.id = ${accountId} AND i.answer IS NULL AND i.invited_at > ${invitedSince(clock.now())}
    ORDER BY i.invited_at`.execute(db);
  return {
    organisations: rows.map((row) => ({
      ...factsOf(row, city),
      toRead: row.to_read,
      toAnswer: row.to_answer,
      mayDemand: ownActsOf({ state: row.state, applied: row.applied_at !== null }).includes('demand'),
    })),
    invitations: invitations.map((row) => ({
      invitationId: row.id,
      name: row.name,
      handsOver: row.hands_over,
      until: untilOf(row.invited_at),
    })),
  };
}

/** @throws Problem `resource.notFound` to whoever does not speak for it. */
export async function assertSpokenFor(db: Db, accountId: number, organisationId: string): Promise<void> {
  const { rows } = await sql`SELECT FROM organisation.organisations o
    WHERE o.id = ${organisationId}::uuid AND ${spokenFor(accountId)}`.execute(db);
  if (rows.length === 0) throw new Problem('resource.notFound');
}

/** @throws Problem `resource.notFound`. */
export async function ownOrganisation(
  room: OrganisationRoom,
  { accountId, language }: Actor,
  organisationId: string,
): Promise<EndpointResult<typeof getOwnOrganisation>> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const { rows } = await sql<WholeRow & Waiting>`SELECT ${wholeColumns}, ${waiting}
    FROM organisation.organisations o WHERE o.id = ${organisationId}::uuid AND ${spokenFor(accountId)}`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  const { rows: people } = await sql<{ id: string; account_id: number; since: Date; name: string }>`
    SELECT p.id, p.account_id, p.since, ${nameOf(language)} AS name FROM organisation.representatives p
    JOIN people.accounts a ON a.id = p.account_id
    WHERE p.organisation_id = ${organisationId}::uuid AND p.ended_at IS NULL ORDER BY p.since, p.id`.execute(
    db,
  );
  const { rows: invitations } = await sql<InvitationRow>`
    SELECT i.id, '' AS name, i.email, i.succeeds IS NOT NULL AS hands_over, i.invited_at FROM organisation.invitations i
    WHERE i.organisation_id = ${organisationId}::uuid AND i.answer IS NULL
      AND i.invited_at > ${invitedSince(clock.now())} ORDER BY i.invited_at`.execute(db);
  const acts = ownActsOf({ state: row.state, applied: row.applied_at !== null });
  return {
    ...rowOf(row, city),
    contact: contactOf(row),
    applications: await applicationsOf(room, organisationId, true),
    history: await historyOf(db, organisationId, 'representatives', language),
    representatives: people.map((one) => ({
      representativeId: one.id,
      name: one.name,
      since: one.since.toISOString(),
      isMe: one.account_id === accountId,
    })),
    invitations: invitations.map((one) => ({
      invitationId: one.id,
      email: one.email,
      handsOver: one.hands_over,
      invitedAt: one.invited_at.toISOString(),
      until: untilOf(one.invited_at),
    })),
    toRead: row.to_read,
    toAnswer: row.to_answer,
    allowed: acts.filter((act) => act !== 'leave' || mayLeave(people.length)),
  };
}

export async function demandsPage(
  room: OrganisationRoom,
  { accountId }: Actor,
  organisationId: string,
  { cursor, limit }: PageQuery,
): Promise<EndpointResult<typeof listDemands>> {
  await assertSpokenFor(room.kernel.db, accountId, organisationId);
  const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, 2);
  const before = at === undefined ? undefined : { at: String(at), id: String(id) };
  const { rows, last } = await room.demandsOf(organisationId, { limit, before });
  return { rows, ...(last === undefined ? {} : { next: encodeCursor([last.at, last.id]) }) };
}
