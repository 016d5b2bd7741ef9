import { defaultRules } from '@heliu/contract/matter/rules';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { stretchesOf } from '../kernel/pages.ts';
import type { Chore } from '../kernel/upkeep.ts';
import type { MatterRoom } from './room.ts';
import { gramsOf } from './search.ts';

const dayMs = 86_400_000;
const batch = 100;

/** Stands where a reporter's words stood in the matter itself. */
const erasedWords = '（已按保存期限删除 / erased, its time to be kept was over）';

/**
 * Erases who reported, with words, photos, files, address and point, once the matter has been over for as long as the
 * city keeps them. What the city did about it stays, in its division and grid. Several may work at once: each takes the matters that nobody else has in hand.
 */
export function erasureChore(
  room: Pick<MatterRoom, 'kernel' | 'city'>,
  eraseFiles: (trx: Trx, fileIds: readonly string[]) => Promise<void>,
): Chore {
  const { db, clock } = room.kernel;
  const before = (): Date | undefined => {
    const rules = room.city.findCurrent()?.pack.lifeCycle;
    if (rules === undefined) return undefined;
    const days = Math.max(rules.keepReportsDays ?? defaultRules.keepReportsDays, rules.reopenWithinDays);
    return new Date(clock.now() - days * dayMs);
  };
  const typeOf = (typeCode: string): KnownType => {
    const city = room.city.findCurrent();
    const type = city?.index.types.get(typeCode) ?? city?.former.types.get(typeCode);
    return { name: type?.name.zh ?? typeCode, ofAsset: type?.family === 'component' };
  };
  return {
    name: 'matter.reports',
    does: {
      zh: '删除保存期满的诉求人资料、原文、地址和附件（按事项计）',
      en: 'matters whose reports are erased: who reported, words, address, photos and files',
    },
    count: async () => {
      const date = before();
      return date === undefined ? 0 : (await overBefore(db, date, sql<boolean>`true`)).length;
    },
    run: async () => {
      const date = before();
      if (date === undefined) return 0;
      let erased = 0;
      for await (const stretch of stretchesOf(db, 'matter.reports', 'r')) {
        const ids = await overBefore(db, date, stretch);
        for (let from = 0; from < ids.length; from += batch) {
          const some = ids.slice(from, from + batch);
          erased += await db
            .transaction()
            .execute((trx) => eraseReports(trx, some, { at: clock.now(), eraseFiles, typeOf }));
        }
      }
      return erased;
    },
  };
}

/** Matters with reports that are over since before an instant; one that was merged, when the one it went into is. */
async function overBefore(db: Db, before: Date, stretch: RawBuilder<boolean>): Promise<string[]> {
  const columns = sql`m.id, m.stage, coalesce(m.closed_at, m.changed_at) AS ended_at,
    CASE WHEN m.stage = 'merged' THEN (m.state->'merge'->>'intoMatterId')::uuid END AS into_id`;
  const { rows } = await sql<{ origin: string }>`
    WITH RECURSIVE line AS (
      SELECT kept.matter_id AS origin, ${columns}
      FROM (SELECT DISTINCT r.matter_id FROM matter.reports r
        WHERE ${stretch} AND r.erased_at IS NULL AND r.created_at < ${before}) kept
      JOIN matter.matters m ON m.id = kept.matter_id
      UNION ALL
      SELECT line.origin, ${columns} FROM line JOIN matter.matters m ON m.id = line.into_id)
    SELECT origin FROM line WHERE stage IN ('closed', 'declined', 'voided') AND ended_at < ${before}
    ORDER BY origin`.execute(db);
  return rows.map(({ origin }) => origin);
}

interface KnownType {
  readonly name: string;
  /** It stands in the open, and its point is that of nobody's home. */
  readonly ofAsset: boolean;
}

interface Erasing {
  readonly at: number;
  readonly eraseFiles: (trx: Trx, fileIds: readonly string[]) => Promise<void>;
  readonly typeOf: (typeCode: string) => KnownType;
}

interface FoundRow {
  id: string;
  title: string;
  description: string;
  type_code: string;
  /** The title is how the description begins: whoever reports on their own gives none. */
  begins: boolean;
  own: boolean;
}

/** @returns how many matters it took in hand; the event log is told how much went, not what. */
async function eraseReports(
  trx: Trx,
  matterIds: readonly string[],
  { at, eraseFiles, typeOf }: Erasing,
): Promise<number> {
  const { rows } = await sql<FoundRow>`
    SELECT m.id, m.title, m.description, m.type_code, starts_with(m.description, m.title) AS begins, EXISTS (
      SELECT FROM matter.reports r WHERE r.matter_id = m.id AND r.text = m.description) AS own
    FROM matter.matters m WHERE m.id = ANY(${matterIds}::uuid[])
      AND EXISTS (SELECT FROM matter.reports r WHERE r.matter_id = m.id AND r.erased_at IS NULL)
    ORDER BY m.id FOR UPDATE OF m SKIP LOCKED`.execute(trx);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await eraseWords(
    trx,
    rows.map(({ id, title, description, type_code: typeCode, begins, own }) => {
      const { name, ofAsset } = typeOf(typeCode);
      return {
        id,
        title: own && begins ? name : title,
        description: own ? erasedWords : description,
        keeps_point: ofAsset,
      };
    }),
  );
  // What reporters added later, such as why they disputed the result, is theirs as well.
  await sql`DELETE FROM matter.notes WHERE matter_id = ANY(${ids}::uuid[]) AND kind = 'comment'`.execute(trx);
  const { rows: files } = await sql<{ matter_id: string; file_id: string }>`
    DELETE FROM matter.evidence WHERE matter_id = ANY(${ids}::uuid[]) AND report_id IS NOT NULL
    RETURNING matter_id, file_id`.execute(trx);
  await eraseFiles(
    trx,
    files.map(({ file_id: id }) => id),
  );
  const { rows: reports } = await sql<{ matter_id: string }>`
    UPDATE matter.reports SET name = NULL, phone = NULL, email = NULL, text = '', erased_at = ${new Date(at)}
    WHERE matter_id = ANY(${ids}::uuid[]) AND erased_at IS NULL RETURNING matter_id`.execute(trx);
  const count = (list: readonly { readonly matter_id: string }[], id: string) =>
    list.filter(({ matter_id: matterId }) => matterId === id).length;
  await appendEvents(
    trx,
    ids.map((id) => ({
      kind: 'reports.erased',
      subject: `reports:${id}`,
      at,
      payload: { reports: count(reports, id), files: count(files, id) },
    })),
  );
  return ids.length;
}

interface Erased {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly keeps_point: boolean;
}

/** Where the matter repeats a reporter's words, they go there and from the search as well, and so does where it was. */
async function eraseWords(trx: Trx, matters: readonly Erased[]): Promise<void> {
  const entries = matters.map((matter) => ({
    ...matter,
    grams: gramsOf(
      matter.description === erasedWords ? matter.title : `${matter.title}\n${matter.description}`,
    ),
  }));
  const given = JSON.stringify(entries);
  await sql`UPDATE matter.matters m SET description = e.description, title = e.title, address = NULL,
      lng = CASE WHEN e.keeps_point THEN m.lng END, lat = CASE WHEN e.keeps_point THEN m.lat END
    FROM jsonb_to_recordset(${given}::jsonb) AS e(id uuid, title text, description text, keeps_point boolean)
    WHERE m.id = e.id`.execute(trx);
  await sql`UPDATE matter.search s SET grams = e.grams
    FROM jsonb_to_recordset(${given}::jsonb) AS e(id uuid, grams text[]) WHERE s.matter_id = e.id`.execute(
    trx,
  );
}
