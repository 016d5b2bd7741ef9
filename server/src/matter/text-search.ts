import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../kernel/db.ts';
import { gramsOf } from './search.ts';

/**
 * So many of a list's next matters are looked at one by one for a text before it is looked up, and what at least so many
 * have is no use to look up.
 */
const bounds = { near: 2000, many: 20_000 } as const;

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

/** A list without the text that is looked for in it: conditions on `matter.matters m`, its order, and how many are wanted. */
interface Sought {
  readonly conditions: readonly RawBuilder<boolean>[];
  readonly order: RawBuilder<unknown>;
  readonly limit: number;
}

/**
 * Reads the first matters with a text of a list that shows a part of the district. What is looked for and what is seen go
 * together or not at all, which no statistics tell: a list read from its beginning in the hope of the next hit may be read
 * to its end for nothing, and a word that very many have fills the page at once. So the first `near` of the list are looked
 * at; if they do not fill the page, the text is looked up and the list read from there, unless `many` others have it too.
 */
export async function readWithText<Row>(
  db: Db,
  text: string,
  { conditions, order, limit }: Sought,
  read: (conditions: readonly RawBuilder<boolean>[]) => Promise<Row[]>,
  { near, many }: Readonly<Record<keyof typeof bounds, number>> = bounds,
): Promise<Row[]> {
  const first = sql<boolean>`m.id = ANY(ARRAY(
    SELECT m.id FROM matter.matters m WHERE ${sql.join([...conditions], sql` AND `)} ORDER BY ${order} LIMIT ${near}))`;
  const rows = await read([first, hasText(text)]);
  if (rows.length === limit) return rows;
  const { rows: counted } = await sql<{ hits: number }>`SELECT count(*) AS hits
    FROM (SELECT FROM matter.search s WHERE ${having(text)} LIMIT ${many}) AS counted`.execute(db);
  const few = (counted[0]?.hits ?? 0) < many;
  return read([...conditions, few ? amongThoseWithText(text) : hasText(text)]);
}
