import { sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';
import type { CityChanges } from './changes.ts';
import { type City, compileCity } from './city.ts';
import { packOf } from './entries.ts';
import type { Entry } from './entry.ts';
import { type Former, formerOf } from './former.ts';
import { editsOf } from './grid-edit.ts';

export interface ImportedBy {
  readonly accountId: number | null;
  readonly at: number;
  readonly commandId?: string;
}

export interface Version {
  readonly id: number;
  readonly content_hash: string;
  readonly pack_code: string;
  readonly pack_version: string;
}

export const findLast = (db: Db | Trx): Promise<Version | undefined> =>
  db
    .selectFrom('city.versions')
    .select(['id', 'content_hash', 'pack_code', 'pack_version'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export const readCurrent = (db: Db | Trx): Promise<Entry[]> =>
  db
    .selectFrom('city.entries')
    .select(['kind', 'code', 'document'])
    .where('until_version', 'is', null)
    .execute();

async function readFormer(db: Trx): Promise<Former> {
  const { rows } = await sql<Entry>`
    SELECT DISTINCT ON (kind, code) kind, code, document FROM city.entries e
    WHERE until_version IS NOT NULL AND kind IN ('division', 'grid', 'unit', 'class', 'type')
      AND NOT EXISTS (SELECT FROM city.entries c
        WHERE c.kind = e.kind AND c.code = e.code AND c.until_version IS NULL)
    ORDER BY kind, code, since_version DESC`.execute(db);
  return formerOf(rows);
}

/** Number of the import in force; undefined before the first. */
export const findVersionId = async (db: Db): Promise<number | undefined> => (await findLast(db))?.id;

/** The city in force; undefined before the first import. */
export async function loadCity(db: Db): Promise<City | undefined> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const version = await findLast(trx);
      if (version === undefined) return undefined;
      const entries = await readCurrent(trx);
      return compileCity(packOf(entries), version.id, await readFormer(trx), editsOf(entries));
    });
}

/** One import at a time; readers go on. */
export const lock = (trx: Trx) => sql`LOCK TABLE city.versions IN SHARE ROW EXCLUSIVE MODE`.execute(trx);

interface Written {
  readonly pack: { readonly code: string; readonly version: string };
  readonly hash: string;
  readonly changes: readonly CityChanges[];
  readonly entries: readonly Entry[];
}

/** Makes entries the ones in force, as one more version. @returns its number. */
export async function writeVersion(
  trx: Trx,
  { pack, hash, changes, entries }: Written,
  by: ImportedBy,
): Promise<number> {
  const { id } = await trx
    .insertInto('city.versions')
    .values({
      pack_code: pack.code,
      pack_version: pack.version,
      content_hash: hash,
      imported_at: new Date(by.at),
      imported_by: by.accountId,
      changes: JSON.stringify(changes),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeEntries(trx, id, changes, entries);
  return id;
}

async function writeEntries(
  trx: Trx,
  versionId: number,
  changes: readonly CityChanges[],
  entries: readonly Entry[],
): Promise<void> {
  const ended = changes.flatMap(({ kind, changed, removed }) =>
    [...changed, ...removed].map((code) => ({ kind, code })),
  );
  const begun = new Set(
    changes.flatMap(({ kind, added, changed }) => [...added, ...changed].map((code) => `${kind} ${code}`)),
  );
  await sql`UPDATE city.entries e SET until_version = ${versionId}
    FROM jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) AS gone(kind text, code text)
    WHERE e.kind = gone.kind AND e.code = gone.code AND e.until_version IS NULL`.execute(trx);
  const rows = entries.filter(({ kind, code }) => begun.has(`${kind} ${code}`));
  for (let start = 0; start < rows.length; start += 1000) {
    const chunk = JSON.stringify(rows.slice(start, start + 1000));
    await sql`INSERT INTO city.entries (kind, code, since_version, document)
      SELECT kind, code, ${versionId}, coalesce(document, 'null'::jsonb)
      FROM jsonb_to_recordset(${chunk}::jsonb) AS e(kind text, code text, document jsonb)`.execute(trx);
  }
}
