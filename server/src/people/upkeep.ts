import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { eachEdition } from '../kernel/each-edition.ts';
import type { Db, Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Loop } from '../kernel/loops.ts';
import type { Chore } from '../kernel/upkeep.ts';
import { commonPath, grantRows, asGrant } from './grants.ts';
import { accountColumns, type StoredAccount } from './account-view.ts';
import { deviceDays } from './guard.ts';
import { findReach, rootPath } from './places.ts';
import type { PeopleRoom } from './room.ts';
import { announceChange } from './session-store.ts';

const day = 86_400_000;

/** What the worker does for this capability. */
export const peopleLoops = (room: PeopleRoom): Loop[] => [
  { name: 'people.releases', everyMs: 15_000, run: () => lookAgain(room) },
  { name: 'people.places', everyMs: 15_000, run: followCity(room) },
  { name: 'people.retention', everyMs: 3_600_000, run: () => forgetOld(room.kernel) },
];

/** Gives back work that was taken in the moment in which its holder lost the role for it. */
async function lookAgain({ kernel, hooks }: PeopleRoom): Promise<boolean> {
  return kernel.db.transaction().execute(async (trx) => {
    const at = kernel.clock.now();
    const due = await trx
      .selectFrom('people.releases')
      .select('account_id')
      .where('due_at', '<=', new Date(at))
      .orderBy('due_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (due === undefined) return false;
    const { rows } = await sql<StoredAccount>`
      SELECT ${accountColumns} FROM people.accounts a WHERE a.id = ${due.account_id}`.execute(trx);
    const account = rows[0];
    const remaining = account?.status === 'active' ? grantRows(account.grants).map(asGrant) : [];
    await hooks.onRelease?.(trx, {
      accountId: due.account_id,
      remaining,
      at,
      actorId: null,
      commandId: randomUUID(),
    });
    await trx.deleteFrom('people.releases').where('account_id', '=', due.account_id).execute();
    return true;
  });
}

/** Scopes follow when an import moves a place or a unit. One that left the city keeps its last path. */
const followCity = ({ kernel, hooks }: PeopleRoom) =>
  eachEdition(
    () => hooks.city.findCurrent(),
    (city) => moveScopes(kernel.db, city),
  );

export async function moveScopes(db: Db, city: City): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const grants = await trx
      .selectFrom('people.grants')
      .select(['id', 'account_id', 'place_code', 'unit_code', 'reach_path'])
      .execute();
    const moved = grants.flatMap((grant) => {
      const scope =
        grant.unit_code === null
          ? ({ kind: 'place', code: grant.place_code ?? '' } as const)
          : ({ kind: 'unit', code: grant.unit_code } as const);
      const path = findReach(city, scope);
      return path === undefined || path === grant.reach_path ? [] : [{ ...grant, path }];
    });
    if (moved.length > 0) {
      await sql`
        UPDATE people.grants g SET reach_path = m.path,
          place_path = CASE WHEN g.place_code IS NULL THEN NULL ELSE m.path END
        FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS m(id bigint, path text)
        WHERE g.id = m.id`.execute(trx);
    }
    await moveHomes(trx, city);
    for (const id of new Set(moved.map(({ account_id: id }) => id))) await announceChange(trx, id);
  });
}

async function moveHomes(trx: Trx, city: City): Promise<void> {
  await trx
    .updateTable('people.accounts')
    .set({ home_path: rootPath(city) })
    .where('kind', '=', 'resident')
    .where('home_path', '<>', rootPath(city))
    .execute();
  const { rows } = await sql<{ id: number; unit_code: string | null; home_path: string; paths: string[] }>`
    SELECT a.id, a.unit_code, a.home_path,
      ARRAY(SELECT g.reach_path FROM people.grants g WHERE g.account_id = a.id) AS paths
    FROM people.accounts a WHERE a.kind = 'staff'`.execute(trx);
  const moved = rows.flatMap((row) => {
    const unit = row.unit_code === null ? undefined : findReach(city, { kind: 'unit', code: row.unit_code });
    const path = unit ?? commonPath(row.paths);
    return path === undefined || path === row.home_path ? [] : [{ id: row.id, path }];
  });
  if (moved.length === 0) return;
  await sql`
    UPDATE people.accounts a SET home_path = m.path
    FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS m(id bigint, path text)
    WHERE a.id = m.id`.execute(trx);
}

/** The same at once, for `heliu upkeep`. */
export const retentionChore = (kernel: Pick<Kernel, 'db' | 'clock'>): Chore => ({
  name: 'people.retention',
  does: {
    zh: '删除过期的会话、验证码、计数、设备和决定理由，抹去已注销账号的资料',
    en: 'old sessions, codes, counters, devices and reasons deleted, closed accounts erased',
  },
  count: () => countOld(kernel),
  run: async () => {
    const due = await countOld(kernel);
    await forgetOld(kernel);
    return due;
  },
});

async function countOld({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Promise<number> {
  const ago = (days: number) => new Date(clock.now() - days * day);
  const { rows } = await sql<{ n: number }>`
    SELECT ((SELECT count(*) FROM people.sessions WHERE expires_at < ${ago(30)} OR revoked_at < ${ago(30)})
      + (SELECT count(*) FROM people.contact_codes WHERE expires_at < ${ago(1)})
      + (SELECT count(*) FROM people.attempts WHERE window_ends_at < ${ago(0)})
      + (SELECT count(*) FROM people.known_devices WHERE seen_at < ${ago(deviceDays)})
      + (SELECT count(*) FROM people.decisions WHERE decided_at < ${ago(730)})
      + (SELECT count(*) FROM people.accounts WHERE ${unerased(ago(90))}))::int AS n`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Deletes what has served its purpose; the COMMENTs of the tables say when. */
export async function forgetOld({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Promise<boolean> {
  const ago = (days: number) => new Date(clock.now() - days * day);
  await db
    .deleteFrom('people.sessions')
    .where((eb) => eb.or([eb('expires_at', '<', ago(30)), eb('revoked_at', '<', ago(30))]))
    .execute();
  await db.deleteFrom('people.contact_codes').where('expires_at', '<', ago(1)).execute();
  await db.deleteFrom('people.attempts').where('window_ends_at', '<', ago(0)).execute();
  await db.deleteFrom('people.known_devices').where('seen_at', '<', ago(deviceDays)).execute();
  await db.deleteFrom('people.decisions').where('decided_at', '<', ago(730)).execute();
  await db.transaction().execute((trx) => eraseClosed(trx, ago(90)));
  return false;
}

const erasedName = '已注销';

/** Accounts closed long enough ago of which something is left to erase. */
const unerased = (
  before: Date,
) => sql`closed_at < ${before} AND (num_nonnulls(email, phone, password_hash) > 0
  OR kind = 'resident' AND display_name <> ${erasedName})`;

async function eraseClosed(trx: Trx, before: Date): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    UPDATE people.accounts SET email = NULL, phone = NULL, password_hash = NULL,
      login = CASE WHEN kind = 'resident' THEN 'closed-' || id ELSE login END,
      display_name = CASE WHEN kind = 'resident' THEN ${erasedName} ELSE display_name END
    WHERE ${unerased(before)}
    RETURNING id`.execute(trx);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await trx.deleteFrom('people.authenticators').where('account_id', 'in', ids).execute();
  await trx.deleteFrom('people.recovery_codes').where('account_id', 'in', ids).execute();
  await trx.deleteFrom('people.identities').where('account_id', 'in', ids).execute();
  await trx.deleteFrom('people.known_devices').where('account_id', 'in', ids).execute();
}
