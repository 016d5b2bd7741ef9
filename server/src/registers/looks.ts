import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';
import type { Db } from '../kernel/db.ts';

const most = 50;

export interface NewLook {
  readonly at: number;
  readonly accountId: number;
  readonly endpoint: string;
  readonly subject: string;
  readonly purpose: string;
}

/** On record before the data leaves. */
export async function recordLook(
  db: Db,
  { at, accountId, endpoint, subject, purpose }: NewLook,
): Promise<void> {
  await db
    .insertInto('log.accesses')
    .values({ at: new Date(at), account_id: accountId, endpoint, subject, purpose })
    .execute();
}

/** Who looked, when and what for; the last first. */
export async function looksAt(
  db: Db,
  subject: string,
  language: Language,
): Promise<{ at: string; by: string; purpose: string | null }[]> {
  const { rows } = await sql<{ at: Date; by: string; purpose: string | null }>`
    SELECT l.at, ${nameOf(language)} AS by, l.purpose FROM log.accesses l JOIN people.accounts a ON a.id = l.account_id
    WHERE l.subject = ${subject} ORDER BY l.at DESC LIMIT ${most}`.execute(db);
  return rows.map(({ at, ...look }) => ({ ...look, at: at.toISOString() }));
}
