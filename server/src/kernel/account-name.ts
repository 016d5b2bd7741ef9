import type { Language } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';

interface Names {
  readonly displayName: string;
  readonly displayNameEn?: string | null;
}

/** The name that a reader sees: staff may have another one in English; residents have the one they gave. */
export const nameFor = (language: Language, { displayName, displayNameEn }: Names): string =>
  language === 'en' ? (displayNameEn ?? displayName) : displayName;

/** The same in SQL, of accounts as `alias`; null where an outer join found none. */
export const nameOf = (language: Language, alias = 'a'): RawBuilder<string> => {
  const column = (name: string) => sql.ref<string>(`${alias}.${name}`);
  return language === 'en'
    ? sql<string>`coalesce(${column('display_name_en')}, ${column('display_name')})`
    : sql<string>`${column('display_name')}`;
};

/** The same for the account whose id stands in a column, such as `c.issued_by`; null where none does. */
export const accountName = (column: string, language: Language): RawBuilder<string | null> =>
  sql<
    string | null
  >`(SELECT ${nameOf(language, 'named')} FROM people.accounts named WHERE named.id = ${sql.ref(column)})`;
