import type { Capability } from '../kernel/kernel.ts';
import type { EnrolmentRoom } from './room.ts';
import { enrolmentRoutes } from './routes.ts';
import { enrolmentChore, followCity } from './upkeep.ts';

export { movePeople } from './grid-moves.ts';
export { enterGrid } from './store.ts';
export { endWithAccount } from './upkeep.ts';

/** Volunteers and staff in the grid where they live, and cadres in charge of grids. */
export const createEnrolment = (room: EnrolmentRoom): Capability => ({
  routes: enrolmentRoutes(room),
  loops: [followCity(room)],
  chores: [enrolmentChore(room.kernel)],
});
