import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../kernel/db.ts';
import { gramsOf } from './search.ts';

/** What at least so many matters have is no use to look up first. */
const many = 20_000;

/** A text without a sign to look for finds nothing. */
const having = (text: string) => {
  const grams = gramsOf(text);
  return grams.length === 0 ? sql<boolean>`false` : sql<boolean>`s.grams @> ${grams}::text[]`;
};

/** Condition on `matter.matters m` that looks for the text in each matter that the others find. */
export const hasText = (text: string): RawBuilder<boolean> =>
  sql`EXISTS (SELECT FROM matter.search s WHERE s.matter_id = m.id AND ${having(text)})`;

/** Condition on `matter.matters m` that looks up the text over all matters before any other is asked. */
export const amongThoseWithText = (text: string): RawBuilder<boolean> =>
  sql`m.id = ANY(ARRAY(SELECT s.matter_id FROM matter.search s WHERE ${having(text)}))`;

/** The same where fewer than `limit` have it; finds nothing where more do. */
const amongTheFewWithText = (text: string, limit: number): RawBuilder<boolean> =>
  sql`m.id = ANY(ARRAY(SELECT h.matter_id FROM (
    SELECT f.matter_id, count(*) OVER () AS hits FROM (
      SELECT s.matter_id FROM matter.search s WHERE ${having(text)} LIMIT ${limit}) AS f) AS h WHERE h.hits < ${limit}))`;

/**
 * Reads the first matters with a text of a list that shows a part of the district. What is looked for and what is seen go
 * together or not at all, which no statistics tell: a list read from its beginning in the hope of the next hit may be read
 * to its end for nothing, so what few have is looked up first; and what very many have is not worth looking up, because the
 * list comes by it soon.
 */
export async function readWithText<Row>(
  db: Db,
  text: string,
  read: (having: RawBuilder<boolean>) => Promise<Row[]>,
  limit = many,
): Promise<Row[]> {
  const rows = await read(amongTheFewWithText(text, limit));
  if (rows.length > 0) return rows;
  const { rows: counted } = await sql<{ hits: number }>`SELECT count(*) AS hits
    FROM (SELECT FROM matter.search s WHERE ${having(text)} LIMIT ${limit}) AS counted`.execute(db);
  return (counted[0]?.hits ?? 0) < limit ? [] : read(hasText(text));
}
