import type { Capability } from '../kernel/kernel.ts';
import { consultationRoutes } from './consultation/routes.ts';
import { inspectionRoutes } from './inspection/routes.ts';
import { endCallsOfMatters } from './matter-over.ts';
import type { JointRoom } from './room.ts';
import { jointRoutes } from './routes.ts';
import { tellRunOut } from './run-out.ts';

export { enterConsultation, type PastConsultation, type PastItem } from './consultation/enter.ts';
export { enterInspection, type PastInspection } from './inspection/enter.ts';
export { findInspectionPhoto } from './inspection/photos.ts';
export { enterCall, type PastAct, type PastCall } from './enter.ts';

/** Centres call units to a matter, which answer while their clocks run; units meet over matters and decide, and inspect places together. */
export const createJoint = (room: JointRoom): Capability => ({
  routes: [...jointRoutes(room), ...consultationRoutes(room), ...inspectionRoutes(room)],
  loops: [
    { name: 'joint.runOut', everyMs: 5000, run: () => tellRunOut(room.kernel) },
    { name: 'joint.matterOver', everyMs: 2000, run: () => endCallsOfMatters(room.kernel) },
  ],
});
