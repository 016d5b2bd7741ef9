import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { ExportFormat, type getExport, type listExports } from '@heliu/contract/export';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';
import { type Actor, administered } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import type { Context } from '../kernel/route.ts';
import type { ExportRoom } from './room.ts';
import { toldFilter } from './told.ts';

interface Row {
  readonly id: string;
  readonly by: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly format: string;
  readonly personal: boolean;
  readonly purpose: string;
  readonly filter: Record<string, unknown>;
  readonly expected: number;
  readonly written: number | null;
}

/** Administrators see what was taken out of their places. */
function visible(actor: Actor) {
  const ways = administered(actor).map(
    (path) => sql`place = ${path} OR place LIKE ${`${path}/%`} OR ${path} LIKE place || '/%'`,
  );
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`EXISTS (SELECT FROM unnest(e.place_paths) AS place WHERE ${sql.join(ways, sql` OR `)})`;
}

export async function list(
  { kernel, city }: ExportRoom,
  { query }: EndpointInput<typeof listExports>,
  { actor }: Context,
): Promise<EndpointResult<typeof listExports>> {
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2);
  const after =
    at === undefined
      ? sql<boolean>`true`
      : sql<boolean>`(e.started_at, e.id) < (${String(at)}::timestamptz, ${String(id)}::uuid)`;
  const { rows } = await sql<Row>`SELECT e.*, ${nameOf(actor.language)} AS by FROM export.exports e
    JOIN people.accounts a ON a.id = e.account_id
    WHERE ${visible(actor)} AND ${after} ORDER BY e.started_at DESC, e.id DESC LIMIT ${query.limit + 1}`.execute(
    kernel.db,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > page.length && last !== undefined;
  return {
    rows: page.map((row) => ({
      ...progress(row),
      by: row.by,
      format: ExportFormat.parse(row.format),
      personal: row.personal,
      purpose: row.purpose,
      filter: toldFilter(row.filter, city.findCurrent(), actor.language),
    })),
    ...(more ? { next: encodeCursor([last.started_at.toISOString(), last.id]) } : {}),
  };
}

const progress = (row: Pick<Row, 'id' | 'started_at' | 'ended_at' | 'expected' | 'written'>) => ({
  id: row.id,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  expected: row.expected,
  written: row.written,
});

export async function view(
  { kernel }: ExportRoom,
  { params }: EndpointInput<typeof getExport>,
  { actor }: Context,
): Promise<EndpointResult<typeof getExport>> {
  const row = await kernel.db
    .selectFrom('export.exports')
    .select(['id', 'started_at', 'ended_at', 'expected', 'written'])
    .where('id', '=', params.id)
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('resource.notFound');
  return progress(row);
}
