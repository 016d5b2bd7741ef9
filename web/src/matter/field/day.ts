import { getCityGrids, getCityOverview, getStaffOverview } from '@heliu/contract/city-api';
import { getPlace } from '@heliu/contract/city/search';
import { getHistory, getMatter, listMatters, type MatterRow, type MatterView } from '@heliu/contract/matter';
import type { SessionAccount } from '@heliu/contract/people';
import type { QueryClient } from '@tanstack/react-query';
import { endpointQuery } from '../../kernel/query/index.ts';
import { keepTiles } from './tiles.ts';

const listed = 200;
const together = 3;

/** The lists whose matters are kept: mine, my unit's, what waits for checks, and what my places have under way. */
export const dayLists = (['mine', 'unit', 'checks', 'area'] as const).map((queue) => ({
  query: { queue, state: 'open' as const, limit: listed },
}));

/** Places that a role is held over. */
export const myPlaces = ({ roles }: Pick<SessionAccount, 'roles'>): string[] => [
  ...new Set(roles.flatMap(({ scope }) => (scope?.kind === 'place' ? [scope.code] : []))),
];

export const placeInput = (code: string) => ({ params: { code }, query: { outline: 'true' } });

/** Reads all that a day in the field needs; what is known in its present version already is not read again. */
export async function readDay(client: QueryClient, account: SessionAccount): Promise<void> {
  const fresh = { staleTimeMs: 0 };
  const lists = await Promise.all(
    dayLists.map((input) => client.fetchQuery(endpointQuery(listMatters, input, fresh))),
  );
  await Promise.all([
    client.fetchQuery(endpointQuery(getCityOverview, {}, { staleTimeMs: 600_000 })),
    client.fetchQuery(endpointQuery(getCityGrids, {}, { staleTimeMs: 3_600_000 })),
    client.fetchQuery(endpointQuery(getStaffOverview, {}, { staleTimeMs: 3_600_000 })),
  ]);
  const rows = [...new Map(lists.flatMap((page) => page.rows).map((row) => [row.matterId, row])).values()];
  await inTurn(
    rows.filter((row) => isNews(client, row)),
    (row) => readMatter(client, row.matterId),
  );
  const places = await Promise.all(
    myPlaces(account).map((code) =>
      client.fetchQuery(endpointQuery(getPlace, placeInput(code), { staleTimeMs: 600_000 })),
    ),
  );
  const versionId = client.getQueryData(endpointQuery(getCityOverview, {}).queryKey)?.versionId;
  await keepTiles(
    places.flatMap(({ bounds }) => (bounds === null ? [] : [bounds])),
    versionId,
  );
}

export const matterInput = (matterId: string) => ({ params: { matterId } });

const isNews = (client: QueryClient, { matterId, version }: MatterRow): boolean =>
  client.getQueryData<MatterView>(endpointQuery(getMatter, matterInput(matterId)).queryKey)?.version !==
  version;

async function readMatter(client: QueryClient, matterId: string): Promise<void> {
  const fresh = { staleTimeMs: 0 };
  await Promise.all([
    client.fetchQuery(endpointQuery(getMatter, matterInput(matterId), fresh)),
    client.fetchQuery(endpointQuery(getHistory, matterInput(matterId), fresh)),
  ]);
}

/** A few at a time, so that a phone's line serves the person too. */
async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: together }, worker));
}
