import {
  applyCityPack,
  checkCityPack,
  getCalendarAlarm,
  getCatalogue,
  getCityGrids,
  getCityOverview,
  getPlace,
  getStaffOverview,
  importLegalYear,
  listCityVersions,
  listLegalYears,
  listRoutingRules,
  listVersionChanges,
  locatePlace,
  searchPlaces,
  simulateRoute,
} from '@heliu/contract/city-api';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import { long, type Context, type Route, route } from '../kernel/route.ts';
import { sendStored } from '../kernel/stored-reply.ts';
import { summarise } from './changes.ts';
import { gridRoutes } from './grid-routes.ts';
import { enterYear } from './import.ts';
import { findPlaces, locatePoint, viewPlace } from './places.ts';
import { assertAdministersCity } from './policy.ts';
import type { CityRoom } from './room.ts';
import { tryRoute, viewRules } from './rules.ts';
import { applyUpload, checkUpload } from './uploads.ts';
import { versionChanges } from './version-changes.ts';
import { listVersions } from './versions.ts';
import { viewCalendarAlarm, viewWorkingTime } from './working-time.ts';

/** Kept by clients, but asked about each time: an import shows at once. */
const revalidate = 'no-cache';
const revalidatePrivate = 'private, no-cache';

export const cityRoutes = (room: CityRoom): Route[] => [
  ...readRoutes(room),
  ...placeRoutes(room),
  ...writeRoutes(room),
  ...gridRoutes(room),
];

const readRoutes = (room: CityRoom): Route[] => {
  const { documents, current, kernel } = room;
  return [
    route(getCityOverview, async (_input, context) =>
      sendStored(context, await documents.overview(current()), revalidate),
    ),
    route(getCityGrids, async (_input, context) =>
      sendStored(context, await documents.grids(current()), revalidate),
    ),
    route(getStaffOverview, async (_input, context) =>
      sendStored(context, await documents.staff(current()), revalidatePrivate),
    ),
    route(listRoutingRules, async () => viewRules(current())),
    route(simulateRoute, async ({ body }) => tryRoute(current(), body, kernel.clock.now())),
    route(getCatalogue, async (_input, context) =>
      sendStored(context, await documents.catalogue(current()), revalidatePrivate),
    ),
    route(listLegalYears, async () => viewWorkingTime(kernel.db, current(), kernel.clock.now())),
    route(getCalendarAlarm, async (_input, { actor }) => {
      assertAdministersCity(actor, current());
      return viewCalendarAlarm(room);
    }),
    route(listCityVersions, async ({ query }, { language }) => listVersions(kernel.db, query, language)),
    route(listVersionChanges, async (input) => versionChanges(kernel.db, input)),
  ];
};

const placeRoutes = ({ hooks, current }: CityRoom): Route[] => [
  route(searchPlaces, async ({ query }, context) => {
    hooks.limitSearches?.(context);
    return { rows: await findPlaces(current(), hooks, query, context.actor) };
  }),
  route(locatePlace, async ({ query }) => locatePoint(current(), [query.lng, query.lat])),
  route(getPlace, async ({ params, query }, context) =>
    viewPlace(current(), hooks, { code: params.code, outline: query.outline }, context.actor),
  ),
];

function writeRoutes(room: CityRoom): Route[] {
  const { kernel, hooks } = room;
  const record = (endpoint: string, commandId: string, { actor }: Context<Actor>) => ({
    commandId,
    endpoint,
    accountId: actor.accountId,
    at: kernel.clock.now(),
  });
  return [
    long(
      route(checkCityPack, async (_input, { request, actor }) => {
        assertAdministersCity(actor, room.findCurrent());
        return checkUpload(kernel.db, request, hooks, { accountId: actor.accountId, at: kernel.clock.now() });
      }),
    ),
    long(
      route(applyCityPack, async ({ body }, context) => {
        assertAdministersCity(context.actor, room.findCurrent());
        const by = record(applyCityPack.id, body.commandId, context);
        const reply = await runCommand(kernel.db, by, async (trx) => {
          const { versionId, version, changes } = await applyUpload(trx, body.uploadId, by, hooks);
          return { reply: { versionId, version, changes: summarise(changes) }, subject: `city:${versionId}` };
        });
        await room.reload();
        return reply;
      }),
    ),
    long(
      route(importLegalYear, async ({ body }, context) => {
        assertAdministersCity(context.actor, room.current());
        const by = record(importLegalYear.id, body.commandId, context);
        const reply = await runCommand(kernel.db, by, async (trx) => {
          const { versionId, changed, legalYears } = await enterYear(trx, body.legalYear, by);
          return { reply: { versionId, changed, legalYears: [...legalYears] }, subject: `city:${versionId}` };
        });
        await room.reload();
        return reply;
      }),
    ),
  ];
}
