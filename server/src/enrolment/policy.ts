import type { Capacity } from '@heliu/contract/enrolment';
import type { Role } from '@heliu/contract/permission';
import { type Actor, within } from '../kernel/actor.ts';

const appointing: ReadonlySet<Role> = new Set(['supervisor', 'administrator']);

/** Whether a role over a place covers a grid: then its people are known by name. */
export const mayRead = (actor: Actor, gridPath: string): boolean =>
  actor.grants.some(({ placePath }) => placePath !== null && within(gridPath, placePath));

/** Places in which an actor puts cadres in charge of grids, and whose people may be chosen. */
export const appointingPaths = (actor: Actor): string[] =>
  actor.grants.flatMap(({ role, placePath }) =>
    appointing.has(role) && placePath !== null ? [placePath] : [],
  );

export const mayAppoint = (actor: Actor, gridPath: string): boolean =>
  appointingPaths(actor).some((place) => within(gridPath, place));

/** What somebody enrols as by their own will. */
export const ownCapacity = (actor: Actor): Capacity =>
  actor.grants.some(({ role }) => role === 'resident') ? 'resident_volunteer' : 'staff_at_home';

/** A charge is given, and taken back by those who give it. */
export const mayLeave = (capacity: Capacity): boolean => capacity !== 'cadre_in_charge';
