import type { GridEditRow, listGridEdits } from '@heliu/contract/city-api';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Language } from '@heliu/contract/text';
import { nameOf } from '../kernel/account-name.ts';
import { type Actor, within } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import type { Db } from '../kernel/db.ts';
import type { City } from './city.ts';
import { withoutEdit } from './edit-grids.ts';
import { type GridEdit, gridEditKind } from './grid-edit.ts';
import { managesPath } from './policy.ts';
import type { CityRoom } from './room.ts';

type Query = EndpointInput<typeof listGridEdits>['query'];

const pathOf = ({ index, former }: City, code: string): string | undefined =>
  (index.divisions.get(code) ?? former.divisions.get(code))?.path;

/** Communities whose edits are shown: those the actor administers, within the place that was asked for. */
function communitiesShown(city: City, { place }: Query, actor: Actor): string[] {
  const within_ = place === undefined ? undefined : pathOf(city, place);
  return [...city.pack.divisions, ...city.former.divisions.values()].flatMap(({ code, level, path }) =>
    level === 'community' && managesPath(actor, path) && (within_ === undefined || within(path, within_))
      ? [code]
      : [],
  );
}

/** Newest first. A grid as the place names edits that it took part in, before or after. */
export async function readGridEdits(
  { kernel, current }: CityRoom,
  query: Query,
  actor: Actor,
): Promise<{ rows: GridEditRow[]; next?: string }> {
  const city = current();
  const { place, cursor, limit } = query;
  const grid = place !== undefined && pathOf(city, place) === undefined ? place : null;
  const before = cursor === undefined ? null : noIn(cursor);
  const { rows } = await sql<{ document: GridEdit; no: number }>`
    SELECT document, (document->>'no')::int AS no FROM city.entries
    WHERE kind = ${gridEditKind} AND until_version IS NULL
      AND document->>'communityCode' = ANY(${communitiesShown(city, query, actor)}::text[])
      AND (${grid}::text IS NULL OR document @> jsonb_build_object('before', jsonb_build_array(jsonb_build_object('code', ${grid}::text)))
        OR document @> jsonb_build_object('after', jsonb_build_array(jsonb_build_object('code', ${grid}::text))))
      AND (${before}::int IS NULL OR (document->>'no')::int < ${before}::int)
    ORDER BY no DESC LIMIT ${limit + 1}`.execute(kernel.db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const names = await namesOf(
    kernel.db,
    page.flatMap(({ document: { by, ended } }) => [by, ended?.by ?? null]),
    actor.language,
  );
  return {
    rows: page.map(({ document }) => rowOf(city, document, names)),
    ...(rows.length > limit && last !== undefined ? { next: encodeCursor([last.no]) } : {}),
  };
}

function noIn(cursor: string): number {
  const [no] = decodeCursor(cursor, 1);
  if (typeof no === 'number' && Number.isSafeInteger(no)) return no;
  throw new Problem('input.invalid', {
    errors: [{ field: 'query.cursor', message: 'not a cursor of this list; ask for the first page again' }],
  });
}

function rowOf(city: City, edit: GridEdit, names: ReadonlyMap<number, string>): GridEditRow {
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? null));
  const { ended } = edit;
  return {
    editId: edit.id,
    kind: edit.kind,
    communityCode: edit.communityCode,
    at: edit.at,
    by: nameOf(edit.by),
    reason: edit.reason,
    before: [...edit.before],
    after: [...edit.after],
    ended: ended && { as: ended.as, at: ended.at, by: nameOf(ended.by), reason: ended.reason },
    canUndo: ended === null && withoutEdit(city.pack, edit) !== undefined,
  };
}

async function namesOf(
  db: Db,
  ids: readonly (number | null)[],
  language: Language,
): Promise<Map<number, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const rows = await db
    .selectFrom('people.accounts as a')
    .select(['a.id', nameOf(language).as('name')])
    .where('a.id', 'in', known)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
