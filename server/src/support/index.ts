import * as support from '@heliu/contract/support';
import type { Capability } from '../kernel/kernel.ts';
import { route } from '../kernel/route.ts';
import { createSecrets } from '../kernel/secret.ts';
import { looksAt } from '../registers/index.ts';
import { add, getHandled, list, reassign, withdraw } from './keep.ts';
import { listOfficers } from './officers.ts';
import { followCity } from './places.ts';
import { supportChores } from './retention.ts';
import type { SupportHooks } from './room.ts';
import { coverage, record, reveal, tasks } from './visits.ts';

export { storeEntries, type ToldEntry, type ToldVisit } from './told.ts';

/** Visits to people who asked for or agreed to them; never a category of suspicion, a score or a label. */
export function createSupport(hooks: SupportHooks): Capability {
  const room = { ...hooks, secrets: createSecrets(hooks.kernel.config.secret) };
  return {
    routes: [
      route(support.listSupport, (_input, { actor }) => list(room, actor)),
      route(support.addSupport, (input, context) => add(room, input, context)),
      route(support.listSupportOfficers, (input, { actor }) => listOfficers(room, input, actor)),
      route(support.listSupportTasks, (_input, { actor }) => tasks(room, actor)),
      route(support.getSupportCoverage, (_input, { actor }) => coverage(room, actor)),
      route(support.assignSupport, (input, context) => reassign(room, input, context)),
      route(support.revealSupport, (input, context) => reveal(room, input, context)),
      route(support.listSupportLooks, async ({ params }, { actor }) => {
        const { id } = await getHandled(room, actor, params.entryId);
        return { rows: await looksAt(hooks.kernel.db, `support:${id}`, actor.language) };
      }),
      route(support.withdrawSupport, (input, context) => withdraw(room, input, context)),
      route(support.recordSupportVisit, (input, context) => record(room, input, context)),
    ],
    chores: supportChores(hooks.kernel),
    loops: [followCity(room)],
  };
}
