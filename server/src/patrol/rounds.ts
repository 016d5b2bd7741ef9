import type { EndpointResult } from '@heliu/contract/endpoint';
import type { listRounds } from '@heliu/contract/patrol';
import { localDay, periodOf, standingOf } from '@heliu/contract/patrol/frequency';
import type { Actor } from '../kernel/actor.ts';
import { plansIn } from './places.ts';
import { beats, mayVisit } from './policy.ts';
import type { PatrolRoom } from './room.ts';
import { visitedDays } from './store.ts';

/** The places in an officer's grids that plans go to, and how each stands today. */
export async function roundsOf(room: PatrolRoom, actor: Actor): Promise<EndpointResult<typeof listRounds>> {
  const { kernel, city } = room;
  const now = city.current();
  const { timeZone, staff } = now.pack;
  const today = localDay(kernel.clock.now(), timeZone);
  const all = await plansIn(room, now, beats(actor));
  const near = [...all.values()].flatMap(({ plan, places }) =>
    [...places.values()].filter(({ path }) => mayVisit(actor, path)).map((place) => ({ plan, place })),
  );
  const plans = [...new Set(near.map(({ plan }) => plan))];
  const since = plans.map(({ frequency }) => periodOf(frequency.per, today).from).toSorted()[0] ?? today;
  const [days, login] = await Promise.all([
    visitedDays(
      kernel.db,
      plans.map(({ code }) => code),
      near.map(({ place }) => place.code),
      since,
    ),
    loginOf({ kernel }, actor),
  ]);
  const own = new Set(staff.find((one) => one.login === login)?.gridCodes);
  return {
    timeZone,
    plans,
    rounds: near.map(({ plan, place: { path: _path, of: _of, ...place } }) => {
      const { from } = periodOf(plan.frequency.per, today);
      const visited = (days.get(`${plan.code} ${place.code}`) ?? []).filter((day) => day >= from);
      return {
        ...place,
        plan: plan.code,
        mine: own.has(place.placeCode),
        days: visited,
        ...standingOf(plan.frequency, visited, today),
      };
    }),
  };
}

/** The city says by their logins which grids officers answer for. */
async function loginOf({ kernel }: Pick<PatrolRoom, 'kernel'>, { accountId }: Actor): Promise<string | null> {
  const row = await kernel.db
    .selectFrom('people.accounts')
    .select('login')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row?.login ?? null;
}
