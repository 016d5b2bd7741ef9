import type { LegalYear } from '@heliu/contract/city-api';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Calendar } from '@heliu/contract/deadline/calendar';
import { Problem } from '@heliu/contract/problem';
import type { Db, Trx } from '../kernel/db.ts';
import type { NewEvent } from '../kernel/events.ts';
import { announce, cityEvent } from './announce.ts';
import { type CityChanges, compareEntries } from './changes.ts';
import { calendarOf, entriesOf, gridsIn, hashOf, yearsOf } from './entries.ts';
import type { Entry } from './entry.ts';
import { editsOf, entryOf, type GridEdit } from './grid-edit.ts';
import { endingMoves, type RoleMover } from './grid-roles.ts';
import { keepEdits } from './keep-grid-edits.ts';
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
import type { Compared } from './told/changes.ts';

export interface ImportedCity {
  readonly versionId: number;
  /** Empty when the same content was imported before: nothing was written. */
  readonly changes: readonly CityChanges[];
  readonly gridEdits: GridEditFate;
  /** For telling the changes in words. */
  readonly compared: Compared;
}

/** What becomes of the changes of grids made by hand. */
export interface GridEditFate {
  readonly kept: readonly GridEdit[];
  readonly contained: readonly GridEdit[];
  readonly dropped: readonly GridEdit[];
}
const noEdits: GridEditFate = { kept: [], contained: [], dropped: [] };
const nothing = { changes: [], gridEdits: noEdits, compared: { before: [], after: [] } };

/**
 * Makes a pack the one in force, in one transaction. What did not change stays as it is, what left is ended, not
 * deleted; the same content again changes nothing. Running processes load it by themselves.
 */
export const importCity = (
  db: Db,
  pack: CityPack,
  by: ImportedBy,
  movers: RoleMover = {},
): Promise<ImportedCity> => db.transaction().execute((trx) => importPack(trx, pack, by, movers));

/** What `importCity` would change now, and the version that is in force meanwhile. */
export async function previewImport(
  db: Db,
  pack: CityPack,
): Promise<Omit<ImportedCity, 'versionId'> & { readonly baseVersionId: number | null }> {
  const last = await findLast(db);
  assertSameCity(last, pack);
  if (last?.content_hash === hashOf(entriesOf(pack))) {
    return { baseVersionId: last.id, ...nothing };
  }
  const current = await readCurrent(db);
  const { changes, gridEdits, entries } = plan(current, pack, { accountId: null, at: 0 });
  const compared = { before: current, after: entries };
  return { baseVersionId: last?.id ?? null, changes, gridEdits, compared };
}

export async function importPack(
  trx: Trx,
  pack: CityPack,
  by: ImportedBy,
  { moveRoles }: RoleMover = {},
): Promise<ImportedCity> {
  await lock(trx);
  const hash = hashOf(entriesOf(pack));
  const last = await findLast(trx);
  assertSameCity(last, pack);
  if (last?.content_hash === hash) return { versionId: last.id, ...nothing };
  const current = await readCurrent(trx);
  const { changes, entries, before, after, gridEdits } = plan(current, pack, by);
  const versionId = await writeVersion(trx, { pack, hash, changes, entries }, by);
  const counted = changes.map(({ kind, added, changed, removed }) => ({
    kind,
    added: added.length,
    changed: changed.length,
    removed: removed.length,
  }));
  await announce(trx, versionId, [
    cityEvent('city.imported', pack.code, by, { version: pack.version, versionId, changes: counted }),
    ...calendarEvents(pack.code, versionId, by, before, after),
  ]);
  for (const move of endingMoves(gridEdits.dropped, gridsIn(entries), by)) await moveRoles?.(trx, move);
  return { versionId, changes, gridEdits, compared: { before: current, after: entries } };
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
  readonly gridEdits: GridEditFate;
}

function plan(current: readonly Entry[], pack: CityPack, by: ImportedBy): Plan {
  const packed = pack.calendar;
  if (current.length === 0) {
    const entries = entriesOf(pack);
    const changes = compareEntries([], entries);
    return { changes, entries, before: undefined, after: packed, gridEdits: noEdits };
  }
  const had = calendarOf(current);
  const { pack: laid, edits, ...gridEdits } = keepEdits(pack, editsOf(current), gridsIn(current), by);
  const entries = [...entriesOf(laid), ...edits.map(entryOf), ...keptYears(current, had, packed)];
  return {
    changes: compareEntries(current, entries),
    entries,
    gridEdits,
    before: withYears(had, yearsOf(current)),
    after: withYears(packed, yearsOf(entries)),
  };
}

function calendarEvents(
  packCode: string,
  versionId: number,
  by: ImportedBy,
  before: Calendar | undefined,
  after: Calendar,
): NewEvent[] {
  const years = before === undefined ? [] : yearsThatDiffer(before, after);
  return years.length === 0 ? [] : [cityEvent('city.calendarChanged', packCode, by, { versionId, years })];
}
