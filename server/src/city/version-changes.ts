import type { EntryChange, listVersionChanges } from '@heliu/contract/city-api';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import type { Db } from '../kernel/db.ts';
import { ruleOrder } from './changes.ts';
import type { Entry } from './entry.ts';
import { tellEntry } from './told/changes.ts';
import { type Names, namesIn } from './told/names.ts';

interface Pair {
  readonly code: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly was: boolean;
  readonly is: boolean;
}

const changeOf = (kind: string, { code, before, after, was, is }: Pair, names: Names): EntryChange =>
  tellEntry({ kind, code, act: was && is ? 'changed' : is ? 'added' : 'removed', before, after }, names);

/** What has a name that others use, in every version of the city; of places no outlines are read. */
async function readNames(db: Db): Promise<Names> {
  const { rows } = await sql<Entry>`
    SELECT kind, code, CASE WHEN kind IN ('division', 'grid')
      THEN jsonb_build_object('name', document -> 'name') ELSE document END AS document
    FROM city.entries
    WHERE kind IN ('division', 'grid', 'unit', 'class', 'type', 'rule') OR (kind = 'setting' AND code = 'channels')
    ORDER BY since_version`.execute(db);
  return namesIn(rows);
}

function codeIn(cursor: string): string {
  const [code] = decodeCursor(cursor, 1);
  return String(code);
}

/** Entries that begin or end with a version, by code. @throws Problem `resource.notFound` for an unknown version. */
export async function versionChanges(
  db: Db,
  { params: { versionId }, query: { kind, cursor, limit } }: EndpointInput<typeof listVersionChanges>,
): Promise<{ rows: EntryChange[]; next?: string }> {
  const after = cursor === undefined ? '' : codeIn(cursor);
  const { rows } = await sql<Pair>`
    WITH begun AS (SELECT code, document FROM city.entries WHERE kind = ${kind} AND since_version = ${versionId}),
      ended AS (SELECT code, document FROM city.entries WHERE kind = ${kind} AND until_version = ${versionId})
    SELECT code, ended.document AS before, begun.document AS after,
      ended.document IS NOT NULL AS was, begun.document IS NOT NULL AS is
    FROM begun FULL JOIN ended USING (code)
    WHERE code COLLATE "C" > ${after} AND (${kind} <> 'order' OR code = ${ruleOrder}) ORDER BY code COLLATE "C" LIMIT ${limit + 1}`.execute(
    db,
  );
  if (rows.length === 0 && cursor === undefined) await assertVersion(db, versionId);
  const page = rows.slice(0, limit);
  const names = page.some(({ was, is }) => was && is) ? await readNames(db) : namesIn();
  const last = page.at(-1);
  return {
    rows: page.map((pair) => changeOf(kind, pair, names)),
    ...(rows.length > limit && last !== undefined ? { next: encodeCursor([last.code]) } : {}),
  };
}

async function assertVersion(db: Db, versionId: number): Promise<void> {
  const found = await db
    .selectFrom('city.versions')
    .select('id')
    .where('id', '=', versionId)
    .executeTakeFirst();
  if (found === undefined) throw new Problem('resource.notFound');
}
