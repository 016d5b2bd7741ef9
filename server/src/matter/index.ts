import { randomUUID } from 'node:crypto';
import type { Capability } from '../kernel/kernel.ts';
import type { Listener } from '../kernel/listen.ts';
import { act } from './act.ts';
import { deskRoutes } from './desk-routes.ts';
import { indexSearch } from './index-search.ts';
import { createPresence } from './presence.ts';
import { calendarFollower } from './recompute.ts';
import { gridFollower } from './relocate.ts';
import { readRoutes, reporterRoutes } from './read-routes.ts';
import type { MatterRoom } from './room.ts';
import { writeRoutes } from './routes.ts';
import { resumeSuspended } from './resume.ts';

export type { MatterRoom } from './room.ts';
export type { Registration } from './register.ts';
export type { EvidenceFacts } from './rows.ts';
export type { MatterChange } from './write.ts';
export { createReader, findMatters } from './load.ts';
export { createRecent } from './recent.ts';
export { createWriter } from './writer.ts';
export { erasureChore } from './erase.ts';
export { copyStories, type MatterStory } from './bulk.ts';
export { planAct, planCounterpart, planRegistration } from './plan.ts';
export { isTold, progressOf, publicDue, toldStep } from './progress.ts';
export { registerAsStaff } from './register-as-staff.ts';
export { receiptCodeOf } from './receipt.ts';
export { commentAsStaff } from './comment-as-staff.ts';
export { type ListedRow, rowColumns, rowOf } from './row-view.ts';
export { gramsOf } from './search.ts';
export { inForce, typesOpenOn } from './references.ts';
export { dialled } from './recover-receipt.ts';
export { receivingCentre } from './register.ts';
export { commentFor, reportFor } from './report-for.ts';
export { mask } from './mask.ts';
export { maySee } from './see.ts';
export { clocksOf, fromStored, type StoredClock, type StoredMatter } from './stored.ts';
export { planOrder, sendable } from './order-for.ts';
export { centresLed, mayRegister, sightOf, unitsServed, visible } from './policy.ts';
export { reportersOf } from './reporters.ts';
export { holdingsOf, releaseHolder } from './release.ts';
export { conditionsOf } from './filter.ts';
export { giveToOrganisation } from './in-name.ts';
export { ownReports } from './own-report.ts';
export { openMattersOn, standingOn } from './open-matters.ts';
export { pastPlaces } from './past-places.ts';
export { findSighting, linkedFiles } from './evidence-access.ts';

export function createMatter(room: MatterRoom, listener: Listener): Capability {
  const presence = createPresence(room.kernel, listener);
  return {
    routes: [
      ...readRoutes(room),
      ...deskRoutes(room, presence),
      ...reporterRoutes(room),
      ...writeRoutes(room),
    ],
    loops: [
      { name: 'matter.calendar', everyMs: 5000, run: calendarFollower(room) },
      { name: 'matter.grids', everyMs: 3000, run: gridFollower(room) },
      { name: 'matter.search', everyMs: 1000, run: () => indexSearch(room) },
      {
        name: 'matter.resume',
        everyMs: 15_000,
        run: () =>
          resumeSuspended(room, (matterId) =>
            act(room, {
              ref: matterId,
              command: { kind: 'resume' },
              commandId: randomUUID(),
              endpoint: 'matter.resume',
              giver: { as: 'system' },
            }),
          ),
      },
    ],
  };
}
