import { sql } from 'kysely';

/** Name of the account whose id stands in a column, such as `c.issued_by`; null where none does. */
export const accountName = (column: string) =>
  sql<string | null>`(SELECT a.display_name FROM people.accounts a WHERE a.id = ${sql.ref(column)})`;
