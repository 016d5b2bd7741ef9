import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import type { Coverage, getCoverage, listCoveragePlaces } from '@heliu/contract/patrol';
import { localDay, type Period, periodOf } from '@heliu/contract/patrol/frequency';
import type { PatrolPlan } from '@heliu/contract/patrol/plan';
import { Problem } from '@heliu/contract/problem';
import { type City, lineAbove } from '../city/index.ts';
import { type Actor, pathsAbove, within } from '../kernel/actor.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { getPlan, type PlannedPlace, type Plans, plansIn } from './places.ts';
import { coveredPaths, mayReadCoverage } from './policy.ts';
import type { PatrolRoom } from './room.ts';
import { lastVisits, type PlaceVisits, visitsIn } from './store.ts';

interface Covered {
  readonly code: string;
  readonly path: string;
}

/** The place asked for, or the widest that the actor sees. @throws Problem `place.unknown`, `auth.forbidden`. */
function placeAsked(city: City, actor: Actor, code: string | undefined): Covered {
  if (code !== undefined) {
    const found = city.findPlace(code);
    if (found === undefined) throw new Problem('place.unknown', { params: { place: code } });
    if (!mayReadCoverage(actor, found.path)) throw new Problem('auth.forbidden');
    return found;
  }
  const [widest] = coveredPaths(actor);
  const found = [...city.pack.divisions, ...city.pack.grids].find(({ path }) => path === widest);
  if (found === undefined) throw new Problem('auth.forbidden');
  return found;
}

const periodAsked = ({ kernel }: PatrolRoom, city: City, { frequency }: PatrolPlan, back: number): Period =>
  periodOf(frequency.per, localDay(kernel.clock.now(), city.pack.timeZone), back);

function count(
  places: Iterable<PlannedPlace>,
  visits: ReadonlyMap<string, PlaceVisits>,
  times: number,
): Coverage {
  const coverage = { places: 0, visited: 0, complete: 0, findings: 0 };
  for (const { code } of places) {
    const { days = [], findings = 0 } = visits.get(code) ?? {};
    coverage.places += 1;
    if (days.length > 0) coverage.visited += 1;
    if (days.length >= times) coverage.complete += 1;
    coverage.findings += findings;
  }
  return coverage;
}

const nothing: Coverage = { places: 0, visited: 0, complete: 0, findings: 0 };

/** What lies directly below a place. */
function below({ pack }: City, { code }: Covered) {
  const divisions = pack.divisions.filter(({ parentCode }) => parentCode === code);
  const grids = pack.grids.filter(({ communityCode }) => communityCode === code);
  return [
    ...divisions,
    ...grids.map(({ code: grid, name, path }) => ({ code: grid, name, path, level: 'grid' as const })),
  ];
}

/** The place and what lies above it, as far as the actor sees it. */
function lineTo(city: City, actor: Actor, { code }: Covered) {
  const grid = city.index.grids.get(code);
  const line = lineAbove(city, grid?.communityCode ?? code);
  const all = grid === undefined ? line : [...line, { ...grid, level: 'grid' as const }];
  return all
    .filter(({ path }) => mayReadCoverage(actor, path))
    .map(({ code: one, name, level }) => ({ code: one, name, level }));
}

export async function coverageOf(
  room: PatrolRoom,
  actor: Actor,
  { plan: planCode, place: placeCode, back }: EndpointInput<typeof getCoverage>['query'],
): Promise<EndpointResult<typeof getCoverage>> {
  const city = room.city.current();
  const place = placeAsked(city, actor, placeCode);
  const { plans } = city.pack.patrol;
  const all = await plansIn(room, city, [place.path]);
  const code = planCode ?? bestPlan(all, place)?.code;
  const line = lineTo(city, actor, place);
  if (code === undefined) return { plans, plan: null, from: null, to: null, line, total: nothing, rows: [] };
  const { plan, places } = getPlan(all, code);
  const period = periodAsked(room, city, plan, back);
  const visits = await visitsIn(room.kernel.db, code, period);
  const inside = [...places.values()].filter(({ path }) => within(path, place.path));
  const rows = below(city, place);
  const paths = new Set(rows.map(({ path }) => path));
  const grouped = Map.groupBy(inside, ({ path }) => pathsAbove(path).find((one) => paths.has(one)));
  const { times } = plan.frequency;
  return {
    plans,
    plan: code,
    ...period,
    line,
    total: count(inside, visits, times),
    rows: rows.flatMap(({ code: one, name, level, path }) => {
      const members = grouped.get(path);
      return members === undefined
        ? []
        : [{ code: one, name, level, coverage: count(members, visits, times) }];
    }),
  };
}

/** The first plan that goes to the place at all. */
function bestPlan(plans: Plans, { path }: Covered): PatrolPlan | undefined {
  const all = [...plans.values()];
  const goes = all.find(({ places }) => [...places.values()].some((place) => within(place.path, path)));
  return (goes ?? all[0])?.plan;
}

export async function coveragePlaces(
  room: PatrolRoom,
  actor: Actor,
  query: EndpointInput<typeof listCoveragePlaces>['query'],
): Promise<EndpointResult<typeof listCoveragePlaces>> {
  const { kernel } = room;
  const city = room.city.current();
  const place = placeAsked(city, actor, query.place);
  const { plan, places } = getPlan(await plansIn(room, city, [place.path]), query.plan);
  const period = periodAsked(room, city, plan, query.back);
  const visits = await visitsIn(kernel.db, plan.code, period);
  const { times } = plan.frequency;
  const daysAt = ({ code }: PlannedPlace): readonly string[] => visits.get(code)?.days ?? [];
  const after = query.cursor === undefined ? '' : String(decodeCursor(query.cursor, 1)[0]);
  const rest = [...places.values()]
    .filter((one) => within(one.path, place.path) && one.code > after)
    .filter((one) => query.open === 'false' || daysAt(one).length < times)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const page = rest.slice(0, query.limit);
  const last = await lastVisits(
    kernel.db,
    plan.code,
    page.map(({ code }) => code),
    period,
  );
  const end = page.at(-1);
  return {
    rows: page.map((one) => ({
      code: one.code,
      kind: one.kind,
      name: one.name,
      placeCode: one.placeCode,
      days: daysAt(one).toSorted(),
      done: Math.min(daysAt(one).length, times),
      last: last.get(one.code) ?? null,
    })),
    ...(end !== undefined && rest.length > page.length ? { next: encodeCursor([end.code]) } : {}),
  };
}
