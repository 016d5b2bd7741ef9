import { Problem } from '@heliu/contract/problem';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import type { Listener } from '../kernel/listen.ts';
import { cityChannel } from './announce.ts';
import type { City } from './city.ts';
import { createDocuments } from './documents.ts';
import type { CityHooks } from './hooks.ts';
import { cityRoutes } from './routes.ts';
import { prepareFindables } from './search-index.ts';
import { findVersionId, loadCity } from './store.ts';
import { clearUploads } from './uploads.ts';

export type { City, Place } from './city.ts';
export { compileCity, districtPath, placeOfGrid } from './city.ts';
export { boundsOfArea, centresOf, lineAbove } from './geography.ts';
export type { CityHooks, OpenMatters, PastPlace, StandingMatter } from './hooks.ts';
export type { RoleMove, RolePlace } from './grid-roles.ts';
export { type ImportedCity, importCity, importLegalYear, previewImport } from './import.ts';
export { fateOf } from './uploads.ts';
export { tellChanges } from './told/changes.ts';
export { withYear } from './legal-year.ts';
export { readLegalYearFile } from './legal-year-file.ts';
export { codeText, type NamedCode, typeName, unitNamed } from './named.ts';
export { faultWords } from './pack/fault.ts';
export { expectation } from './pack/issue.ts';
export { syntaxFaults } from './pack/yaml-syntax.ts';
export { faultText, readCityPack, readPackCalendar } from './pack-reader.ts';
export { perCity } from './per-city.ts';
export { pathOfCode, withRetired } from './retired.ts';
export { searchCity } from './search.ts';
export { staffOf } from './staff.ts';
export { findVersionId, loadCity as findCity } from './store.ts';
export { viewWorkingTime, type WorkingTime } from './working-time.ts';

/** The city in force, kept in memory. */
export interface CityCapability extends Capability {
  /** @throws Problem `city.missing` before the first import. */
  current(): City;
  findCurrent(): City | undefined;
  /** Reads the city again after an import here or elsewhere. */
  reload(): Promise<void>;
  /** Calls back when another version is in force in this process. */
  onChange(handle: () => void): void;
}

/** One reload at a time; a call while one runs waits for the next, which sees all that was committed before it. */
function reloader(load: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => {
    running = load().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}

export async function createCity(
  kernel: Kernel,
  listener: Listener,
  hooks: CityHooks = {},
): Promise<CityCapability> {
  const { db, log, clock } = kernel;
  const changeHandlers: (() => void)[] = [];
  let city = await loadCity(db);
  const reload = reloader(async () => {
    if ((await findVersionId(db)) === city?.versionId) return;
    city = await loadCity(db);
    if (city !== undefined) prepare(city);
    for (const handle of changeHandlers) handle();
  });
  const follow = () => {
    reload().catch((error: unknown) => log.error('city not reloaded', { error }));
  };
  listener.on(cityChannel, follow);
  listener.onGap(follow);
  if (city !== undefined) prepare(city);
  const current = () => {
    if (city === undefined) throw new Problem('city.missing');
    return city;
  };
  const room = {
    kernel,
    hooks,
    documents: createDocuments(clock),
    current,
    findCurrent: () => city,
    reload,
  };
  return {
    routes: cityRoutes(room),
    loops: [
      {
        name: 'city.uploads',
        everyMs: 600_000,
        run: async () => {
          await clearUploads(db, clock.now());
          return false;
        },
      },
    ],
    current,
    findCurrent: () => city,
    reload,
    onChange: (handle) => changeHandlers.push(handle),
  };
}

/** Leaves the time until the first pages are served to them. */
const prepareAfterMs = 3000;

/** The index of place search is made before somebody waits for it. */
function prepare(city: City): void {
  setTimeout(() => prepareFindables(city), prepareAfterMs).unref();
}
