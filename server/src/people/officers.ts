import { sql } from 'kysely';
import type { Language } from '@heliu/contract/text';
import { nameOf } from '../kernel/account-name.ts';
import type { Db } from '../kernel/db.ts';

interface Officer {
  readonly login: string;
  readonly name: string;
  readonly unitCode: string | null;
}

/** Active officers who answer for a place, by path: of the place itself first, then of what lies above. */
export async function officersOf(db: Db, path: string, language: Language): Promise<Officer[]> {
  const segments = path.split('/');
  const line = segments.map((_, i) => segments.slice(0, i + 1).join('/'));
  const { rows } = await sql<Officer>`
    SELECT login, name, "unitCode" FROM (
      SELECT DISTINCT ON (a.id) a.login, ${nameOf(language)} AS name, a.unit_code AS "unitCode", length(g.place_path) AS near, a.id
      FROM people.grants g JOIN people.accounts a ON a.id = g.account_id
      WHERE g.role = 'officer' AND a.status = 'active' AND g.place_path = ANY(${line}::text[])
      ORDER BY a.id, length(g.place_path) DESC) AS officers
    ORDER BY near DESC, name COLLATE "C", id LIMIT 100`.execute(db);
  return rows;
}
