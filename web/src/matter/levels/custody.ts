import type { UnitEntry } from '@heliu/contract/city/overview';
import type { DivisionLevel } from '@heliu/contract/city/place';
import type { HistoryEntry } from '@heliu/contract/matter/views';

/** From the top of the district down. */
export const levels = ['district', 'township', 'community', 'grid'] as const;
export type Level = (typeof levels)[number];

/** A unit had the matter from one instant to another; null while it still has it. */
export interface Stay {
  readonly unitId: string;
  readonly from: string;
  readonly until: string | null;
}

/** Who had the matter when, in order; ended for good where the matter is over. */
export function staysOf(entries: readonly HistoryEntry[], overAt: string | null): Stay[] {
  const stays: Stay[] = [];
  for (const { at, holderUnitAfter: unitId } of entries) {
    const last = stays.at(-1);
    if (last?.unitId === unitId) continue;
    if (last !== undefined) stays[stays.length - 1] = { ...last, until: at };
    stays.push({ unitId, from: at, until: null });
  }
  const last = stays.at(-1);
  if (last !== undefined && overAt !== null) stays[stays.length - 1] = { ...last, until: overAt };
  return stays;
}

/** The level that a unit works at; one that the city has no more is taken for the district's. */
export const levelOf = (units: readonly Pick<UnitEntry, 'code' | 'level'>[], unitId: string): DivisionLevel =>
  units.find(({ code }) => code === unitId)?.level ?? 'district';
