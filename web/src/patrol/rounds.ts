import { type Round, type Rounds, recordVisit } from '@heliu/contract/patrol';
import { localDay, standingOf } from '@heliu/contract/patrol/frequency';
import type { PatrolPlan } from '@heliu/contract/patrol/plan';
import type { OutboxItem } from '../kernel/offline/index.ts';

export interface RoundNow extends Round {
  /** A visit is on this device and has not arrived. */
  readonly waiting: boolean;
}

export interface PlanNow {
  readonly plan: PatrolPlan;
  /** What is due today comes first. */
  readonly rounds: readonly RoundNow[];
}

interface OwnVisit {
  readonly at: number;
  readonly waits: boolean;
}

/** Visits made on this device, by plan and place; one that the server refused counts for nothing until it is decided. */
function ownVisits(items: readonly OutboxItem[]): Map<string, OwnVisit[]> {
  const visits = new Map<string, OwnVisit[]>();
  for (const { command, state } of items) {
    const { plan, place, visitedAt } = command.body;
    if (command.endpoint !== recordVisit.id || state === 'held' || typeof visitedAt !== 'string') continue;
    const key = `${String(plan)} ${String(place)}`;
    const visit = { at: Date.parse(visitedAt), waits: state === 'waiting' };
    visits.set(key, [...(visits.get(key) ?? []), visit]);
  }
  return visits;
}

const byDue = (a: RoundNow, b: RoundNow): number =>
  Number(b.due) - Number(a.due) || Number(b.mine) - Number(a.mine);

/** How rounds stand now: what was read, and what this device has done since; without a network days go by all the same. */
export function roundsNow(
  { plans, rounds, timeZone }: Rounds,
  items: readonly OutboxItem[],
  now: number,
): PlanNow[] {
  const own = ownVisits(items);
  const today = localDay(now, timeZone);
  return plans.map((plan) => ({
    plan,
    rounds: rounds
      .filter((round) => round.plan === plan.code)
      .map((round) => {
        const mine = own.get(`${round.plan} ${round.code}`) ?? [];
        const days = [...round.days, ...mine.map(({ at }) => localDay(at, timeZone))];
        const waiting = mine.some(({ waits }) => waits);
        return { ...round, ...standingOf(plan.frequency, days, today), waiting };
      })
      .toSorted(byDue),
  }));
}
