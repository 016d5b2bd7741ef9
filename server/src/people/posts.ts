import { sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';

interface Post {
  readonly role: string;
  readonly placePath: string | null;
  readonly unitId: string | null;
}

/** Roles in their places and units that somebody active holds; says nothing of who. */
export async function postsHeld(db: Db | Trx, roles: readonly string[]): Promise<Post[]> {
  const { rows } = await sql<Post>`
    SELECT DISTINCT g.role, g.place_path AS "placePath", g.unit_code AS "unitId"
    FROM people.grants g JOIN people.accounts a ON a.id = g.account_id
    WHERE a.status = 'active' AND g.role = ANY(${[...roles]}::text[])`.execute(db);
  return rows;
}
