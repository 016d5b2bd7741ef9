import { type RawBuilder, sql } from 'kysely';

/** Whether a column with paths of places, such as `500117/500117100`, names a place or one that lies in it. */
export function atOrBelow(column: string, path: string): RawBuilder<boolean> {
  const it = sql.ref(column);
  return sql<boolean>`(${it} = ${path} OR ${it} LIKE ${`${path}/%`})`;
}

/** The same for any of several places; nothing lies in none. */
export const atOrBelowAny = (column: string, paths: readonly string[]): RawBuilder<boolean> =>
  paths.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        paths.map((path) => atOrBelow(column, path)),
        sql` OR `,
      )})`;
