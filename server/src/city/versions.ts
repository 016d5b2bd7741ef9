import type { CityVersion } from '@heliu/contract/city-api';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { nameOf } from '../kernel/account-name.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import type { Db } from '../kernel/db.ts';
import { type CityChanges, summarise } from './changes.ts';

function idIn(cursor: string): number {
  const [id] = decodeCursor(cursor, 1);
  if (typeof id === 'number' && Number.isSafeInteger(id)) return id;
  throw new Problem('input.invalid', {
    errors: [{ field: 'query.cursor', message: 'not a cursor of this list; ask for the first page again' }],
  });
}

/** Imports, newest first. */
export async function listVersions(
  db: Db,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  language: Language,
): Promise<{ rows: CityVersion[]; next?: string }> {
  const before = cursor === undefined ? undefined : idIn(cursor);
  const rows = await db
    .selectFrom('city.versions as v')
    .leftJoin('people.accounts as a', 'a.id', 'v.imported_by')
    .select(['v.id', 'v.pack_version', 'v.imported_at', 'v.changes', nameOf(language).as('by')])
    .select(({ selectFrom }) =>
      selectFrom('city.versions')
        .select(({ fn }) => fn.max('id').as('last'))
        .as('last'),
    )
    .$if(before !== undefined, (query) => query.where('v.id', '<', before ?? 0))
    .orderBy('v.id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({
      versionId: row.id,
      version: row.pack_version,
      importedAt: row.imported_at.toISOString(),
      importedBy: row.by,
      inForce: row.id === row.last,
      changes: summarise(row.changes as readonly CityChanges[]),
    })),
    ...(rows.length > limit && last !== undefined ? { next: encodeCursor([last.id]) } : {}),
  };
}
