import { permissionsOf, Role } from '@heliu/contract/permission';
import type { Language } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import type { Actor, Grant } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { hashToken, newToken } from './token.ts';

/** How long a session lives unused, and at most. Staff sign in anew each day, residents twice a year. */
const lifetimes = {
  staff: { idleMs: 24 * 3_600_000, maxMs: 7 * 86_400_000 },
  resident: { idleMs: 30 * 86_400_000, maxMs: 180 * 86_400_000 },
} as const;

/** Time to enter the second factor. */
const stepMs = 10 * 60_000;

/** `seen_at` moves at most once in this time: coarse for privacy, cheap for the database. */
export const seenEveryMs = 3_600_000;

export type AccountKind = keyof typeof lifetimes;

export interface NewSession {
  readonly accountId: number;
  readonly kind: AccountKind;
  readonly userAgent: string | undefined;
  readonly at: number;
  readonly awaiting?: 'totp' | null;
}

export interface OpenedSession {
  readonly id: number;
  readonly token: string;
  readonly seconds: number;
}

export async function openSession(db: Db | Trx, session: NewSession): Promise<OpenedSession> {
  const { idleMs, maxMs } = lifetimes[session.kind];
  const awaiting = session.awaiting ?? null;
  const lives = awaiting === null ? { idleMs, maxMs } : { idleMs: stepMs, maxMs: stepMs };
  const token = newToken();
  const { id } = await db
    .insertInto('people.sessions')
    .values({
      account_id: session.accountId,
      token_hash: hashToken(token),
      awaiting,
      created_at: new Date(session.at),
      seen_at: new Date(session.at),
      expires_at: new Date(session.at + lives.idleMs),
      ends_at: new Date(session.at + lives.maxMs),
      user_agent: session.userAgent?.slice(0, 200) ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, token, seconds: Math.round(lives.maxMs / 1000) };
}

/** A live session and whose it is; one that awaits its second factor is found too, and opens nothing. */
export interface LiveSession {
  readonly id: number;
  readonly awaiting: 'totp' | null;
  readonly kind: AccountKind;
  readonly mustChangePassword: boolean;
  readonly seenAt: number;
  readonly expiresAt: number;
  readonly endsAt: number;
  readonly actor: Actor;
}

interface SessionRow {
  id: number;
  account_id: number;
  awaiting: 'totp' | null;
  seen_at: Date;
  expires_at: Date;
  ends_at: Date;
  kind: AccountKind;
  display_name: string;
  display_name_en: string | null;
  language: Language;
  must_change_password: boolean;
  grants: { role: string; place_path: string | null; unit_code: string | null }[] | null;
}

const live = (now: number, which: RawBuilder<boolean>) => sql<SessionRow>`
    SELECT s.id, s.account_id, s.awaiting, s.seen_at, s.expires_at, s.ends_at,
      a.kind, a.display_name, a.display_name_en, a.language, a.must_change_password,
      (SELECT jsonb_agg(jsonb_build_object('role', g.role, 'place_path', g.place_path, 'unit_code', g.unit_code)
         ORDER BY g.id) FROM people.grants g WHERE g.account_id = a.id) AS grants
    FROM people.sessions s JOIN people.accounts a ON a.id = s.account_id
    WHERE ${which} AND s.revoked_at IS NULL AND s.expires_at > ${new Date(now)} AND a.status = 'active'`;

export async function findSession(db: Db, tokenHash: Buffer, now: number): Promise<LiveSession | undefined> {
  const { rows } = await live(now, sql<boolean>`s.token_hash = ${tokenHash}`).execute(db);
  const [row] = rows;
  return row && liveSession(row);
}

/** Who is behind each of some sessions, by its id, as far as it is open still. Looking does not count as use. */
export async function findActors(
  db: Db,
  sessionIds: readonly string[],
  now: number,
): Promise<Map<string, Actor>> {
  const { rows } = await live(now, sql<boolean>`s.id = ANY(${sessionIds}::bigint[])`).execute(db);
  const open = rows.map(liveSession).filter((one) => one.awaiting === null && !one.mustChangePassword);
  return new Map(open.map(({ actor }) => [actor.sessionId, actor]));
}

function liveSession(row: SessionRow): LiveSession {
  const grants: Grant[] =
    row.kind === 'resident'
      ? [{ role: 'resident', placePath: null, unitId: null }]
      : (row.grants ?? []).flatMap((grant) => {
          const role = Role.safeParse(grant.role);
          return role.success
            ? [{ role: role.data, placePath: grant.place_path, unitId: grant.unit_code }]
            : [];
        });
  return {
    id: row.id,
    awaiting: row.awaiting,
    kind: row.kind,
    mustChangePassword: row.must_change_password,
    seenAt: row.seen_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    endsAt: row.ends_at.getTime(),
    actor: {
      accountId: row.account_id,
      sessionId: String(row.id),
      displayName: row.display_name,
      displayNameEn: row.display_name_en,
      language: row.language,
      grants,
      permissions: permissionsOf(grants.map(({ role }) => role)),
    },
  };
}

/** Moves the end of an idle session on, to the hour. */
export async function touchSession(db: Db, session: LiveSession, now: number): Promise<void> {
  const expiresAt = Math.min(session.endsAt, now + lifetimes[session.kind].idleMs);
  await db
    .updateTable('people.sessions')
    .set({ seen_at: new Date(now), expires_at: new Date(expiresAt) })
    .where('id', '=', session.id)
    .where('seen_at', '<', new Date(now))
    .execute();
}

export interface RevokeFilter {
  readonly accountId: number;
  readonly onlyId?: number;
  readonly exceptId?: number;
}

/** Ends sessions at once; every process forgets them when the transaction commits. @returns how many. */
export async function revokeSessions(trx: Trx, filter: RevokeFilter, at: number): Promise<number> {
  const ended = await trx
    .updateTable('people.sessions')
    .set({ revoked_at: new Date(at) })
    .where('account_id', '=', filter.accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date(at))
    .$if(filter.onlyId !== undefined, (query) => query.where('id', '=', filter.onlyId ?? 0))
    .$if(filter.exceptId !== undefined, (query) => query.where('id', '<>', filter.exceptId ?? 0))
    .returning('awaiting')
    .execute();
  await announceChange(trx, filter.accountId);
  return ended.filter(({ awaiting }) => awaiting === null).length;
}

export const changeChannel = 'people_changed';

/** Tells every process that what it keeps of this account is old, once the transaction commits. */
export async function announceChange(trx: Trx, accountId: number): Promise<void> {
  await sql`SELECT pg_notify(${changeChannel}, ${String(accountId)})`.execute(trx);
}
