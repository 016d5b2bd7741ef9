import type { Capability } from '../kernel/kernel.ts';
import { mountOpen311 } from './edge.ts';
import type { Open311Room } from './room.ts';
import { submissionsChore } from './submissions.ts';

export { stageTexts } from './texts.ts';

/** Open311 GeoReport v2: what residents may report, for programs of others, in XML and JSON. */
export const createOpen311 = (room: Open311Room): Capability => ({
  routes: [],
  chores: [submissionsChore(room.kernel)],
  mountEdge: (server) => mountOpen311(server, room),
});
