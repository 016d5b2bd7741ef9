import type { Capability } from '../kernel/kernel.ts';
import { visitsChore } from './retention.ts';
import type { PatrolRoom } from './room.ts';
import { patrolRoutes } from './routes.ts';

export { placesBelow, placesOfPlan, type PlannedPlace, plansWith } from './places.ts';
export { storeVisits, type Visit } from './store.ts';

/** Rounds by the plans of the city; what is measured are places, never who went there. */
export const createPatrol = (room: PatrolRoom): Capability => ({
  routes: patrolRoutes(room),
  chores: [visitsChore(room.kernel)],
});
