import type { Capability } from '../kernel/kernel.ts';
import { followMatters } from './follow.ts';
import type { SupervisionRoom } from './room.ts';
import { supervisionRoutes } from './routes.ts';
import { tick } from './tick.ts';

export { type CardRow, climbPast, copyCards, type PastLadders } from './past.ts';
export { heldKeys } from './recipients.ts';
export type { SupervisionRoom } from './room.ts';

/** The ladder over every open clock, cards by hand, the board and the weekly bulletin. */
export const createSupervision = (room: SupervisionRoom): Capability => ({
  routes: supervisionRoutes(room),
  loops: [
    { name: 'supervision.climbs', everyMs: 1000, run: () => followMatters(room) },
    { name: 'supervision.tick', everyMs: 5000, run: () => tick(room) },
  ],
});
