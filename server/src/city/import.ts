import type { LegalYear } from '@heliu/contract/city-api';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Calendar } from '@heliu/contract/deadline/calendar';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';
import { appendEvents, type NewEvent } from '../kernel/events.ts';
import { type CityChanges, compareEntries } from './changes.ts';
import { calendarOf, entriesOf, hashOf, yearsOf } from './entries.ts';
import type { Entry } from './entry.ts';
import {
  assertMakeUpDays,
  keptYears,
  legalYearKind,
  sayingOf,
  withYear,
  withYears,
  yearsThatDiffer,
} from './legal-year.ts';
import { findLast, type ImportedBy, lock, readCurrent, type Version, writeVersion } from './store.ts';

/** Notices that another version is in force. */
export const cityChannel = 'heliu_city';

export interface ImportedCity {
  readonly versionId: number;
  /** Empty when the same content was imported before: nothing was written. */
  readonly changes: readonly CityChanges[];
}

/**
 * Makes a pack the one in force, in one transaction. What did not change stays as it is, what left is ended, not
 * deleted; the same content again changes nothing. Running processes load it by themselves.
 */
export const importCity = (db: Db, pack: CityPack, by: ImportedBy): Promise<ImportedCity> =>
  db.transaction().execute((trx) => importPack(trx, pack, by));

/** What `importCity` would change now, and the version that is in force meanwhile. */
export async function previewImport(
  db: Db,
  pack: CityPack,
): Promise<{ readonly baseVersionId: number | null; readonly changes: readonly CityChanges[] }> {
  const wanted = entriesOf(pack);
  const last = await findLast(db);
  assertSameCity(last, pack);
  if (last?.content_hash === hashOf(wanted)) return { baseVersionId: last.id, changes: [] };
  const current = await readCurrent(db);
  return { baseVersionId: last?.id ?? null, changes: plan(current, wanted).changes };
}

export async function importPack(trx: Trx, pack: CityPack, by: ImportedBy): Promise<ImportedCity> {
  await lock(trx);
  const wanted = entriesOf(pack);
  const hash = hashOf(wanted);
  const last = await findLast(trx);
  assertSameCity(last, pack);
  if (last?.content_hash === hash) return { versionId: last.id, changes: [] };
  const { changes, entries, before, after } = plan(await readCurrent(trx), wanted);
  const versionId = await writeVersion(trx, { pack, hash, changes, entries }, by);
  const counted = changes.map(({ kind, added, changed, removed }) => ({
    kind,
    added: added.length,
    changed: changed.length,
    removed: removed.length,
  }));
  await announce(trx, versionId, [
    event('city.imported', pack.code, by, { version: pack.version, versionId, changes: counted }),
    ...calendarEvents(pack.code, versionId, by, before, after),
  ]);
  return { versionId, changes };
}

export interface ImportedYear {
  readonly versionId: number;
  /** False when the city had exactly these days already. */
  readonly changed: boolean;
  readonly legalYears: readonly number[];
}

/** Enters one more legal year into the running city; what waits on it follows from the event `city.calendarChanged`. */
export const importLegalYear = (db: Db, year: LegalYear, by: ImportedBy): Promise<ImportedYear> =>
  db.transaction().execute((trx) => enterYear(trx, year, by));

/**
 * @throws Problem `city.missing` before the first import, `input.invalid` where a make-up day is a working day anyway.
 */
export async function enterYear(trx: Trx, year: LegalYear, by: ImportedBy): Promise<ImportedYear> {
  await lock(trx);
  const last = await findLast(trx);
  if (last === undefined) throw new Problem('city.missing');
  const current = await readCurrent(trx);
  const before = withYears(calendarOf(current), yearsOf(current));
  assertMakeUpDays(year, before);
  const after = withYear(before, year);
  if (sayingOf(before, year.year) === sayingOf(after, year.year)) {
    return { versionId: last.id, changed: false, legalYears: before.legalYears };
  }
  const code = String(year.year);
  const entry: Entry = { kind: legalYearKind, code, document: year };
  const entries = [...current.filter((one) => one.kind !== legalYearKind || one.code !== code), entry];
  const changes = compareEntries(current, entries);
  const pack = { code: last.pack_code, version: last.pack_version };
  const versionId = await writeVersion(trx, { pack, hash: last.content_hash, changes, entries }, by);
  await announce(trx, versionId, calendarEvents(pack.code, versionId, by, before, after));
  return { versionId, changed: true, legalYears: after.legalYears };
}

function assertSameCity(last: Version | undefined, pack: CityPack): void {
  if (last === undefined || last.pack_code === pack.code) return;
  throw new Problem('city.otherCity', { params: { there: last.pack_code, given: pack.code } });
}

interface Plan {
  readonly changes: CityChanges[];
  /** Entries in force afterwards. */
  readonly entries: readonly Entry[];
  readonly before: Calendar | undefined;
  readonly after: Calendar;
}

function plan(current: readonly Entry[], wanted: readonly Entry[]): Plan {
  const packed = calendarOf(wanted);
  if (current.length === 0) {
    return { changes: compareEntries([], wanted), entries: wanted, before: undefined, after: packed };
  }
  const had = calendarOf(current);
  const entries = [...wanted, ...keptYears(current, had, packed)];
  return {
    changes: compareEntries(current, entries),
    entries,
    before: withYears(had, yearsOf(current)),
    after: withYears(packed, yearsOf(entries)),
  };
}

const event = (
  kind: string,
  packCode: string,
  { at, accountId, commandId }: ImportedBy,
  payload: Readonly<Record<string, unknown>>,
): NewEvent => ({
  kind,
  subject: `city:${packCode}`,
  at,
  actorId: accountId,
  commandId: commandId ?? null,
  payload,
});

function calendarEvents(
  packCode: string,
  versionId: number,
  by: ImportedBy,
  before: Calendar | undefined,
  after: Calendar,
): NewEvent[] {
  const years = before === undefined ? [] : yearsThatDiffer(before, after);
  return years.length === 0 ? [] : [event('city.calendarChanged', packCode, by, { versionId, years })];
}

/** The notice goes out with the commit; imports are rare, so that it may hold up others does no harm. */
async function announce(trx: Trx, versionId: number, events: readonly NewEvent[]): Promise<void> {
  await appendEvents(trx, events);
  await sql`SELECT pg_notify(${cityChannel}, ${String(versionId)})`.execute(trx);
}
