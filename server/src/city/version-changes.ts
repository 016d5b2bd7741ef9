import type { EntryChange, listVersionChanges } from '@heliu/contract/city-api';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import { Text } from '@heliu/contract/text';
import { sql } from 'kysely';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import type { Db } from '../kernel/db.ts';
import { canonical } from './entry.ts';

interface Pair {
  readonly code: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly was: boolean;
  readonly is: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (document: unknown): Fields =>
  typeof document === 'object' && document !== null && !Array.isArray(document) ? (document as Fields) : {};

function nameIn(document: unknown): Text | null {
  const { name, title, text } = fieldsOf(document);
  for (const candidate of [name, title, text]) {
    const found = Text.safeParse(candidate);
    if (found.success) return found.data;
  }
  return null;
}

/** Names of the parts that differ; none where an entry is a single value. */
function differing(before: unknown, after: unknown): string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].filter((name) => canonical(was[name]) !== canonical(is[name])).toSorted();
}

function changeOf({ code, before, after, was, is }: Pair): EntryChange {
  const act = was && is ? 'changed' : is ? 'added' : 'removed';
  return {
    code,
    name: nameIn(is ? after : before),
    act,
    fields: act === 'changed' ? differing(before, after) : [],
  };
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
    WHERE code COLLATE "C" > ${after} ORDER BY code COLLATE "C" LIMIT ${limit + 1}`.execute(db);
  if (rows.length === 0 && cursor === undefined) await assertVersion(db, versionId);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(changeOf),
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
