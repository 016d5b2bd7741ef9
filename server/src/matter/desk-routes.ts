import { listColleagues } from '@heliu/contract/matter/colleagues';
import { tellPresence } from '@heliu/contract/matter/presence';
import { countRulings, listRulings } from '@heliu/contract/matter/rulings';
import { changeView, deleteView, listSavedViews, saveView } from '@heliu/contract/matter/saved-views';
import { listAllowed } from '@heliu/contract/matter/triage';
import { Problem } from '@heliu/contract/problem';
import { route, type Route } from '../kernel/route.ts';
import { allowedOnEach } from './allowed.ts';
import { listColleaguesOf } from './colleagues.ts';
import { loadMatter } from './load.ts';
import { mayReadAsStaff } from './policy.ts';
import type { Presence } from './presence.ts';
import type { MatterRoom } from './room.ts';
import { rulingCount, rulingsFor } from './rulings.ts';
import { changeOwnView, deleteOwnView, listViews, saveOwnView } from './saved-views.ts';

/** What the desk of the staff needs besides the matters themselves. */
export function deskRoutes(room: MatterRoom, presence: Presence): Route[] {
  return [
    route(listColleagues, async ({ params, query }, { actor }) =>
      listColleaguesOf(room, actor, { ...params, ...query }),
    ),
    route(listAllowed, async ({ query }, { actor }) => ({
      matters: await allowedOnEach(room, actor, query.matterIds),
    })),
    route(listRulings, async ({ query }, { actor }) => rulingsFor(room, actor, query)),
    route(countRulings, async (_input, { actor }) => rulingCount(room, actor)),
    route(listSavedViews, async (_input, { actor }) => ({ views: await listViews(room, actor) })),
    route(saveView, async (input, { actor }) => saveOwnView(room, actor, input)),
    route(changeView, async (input, { actor }) => changeOwnView(room, actor, input)),
    route(deleteView, async (input, { actor }) => deleteOwnView(room, actor, input)),
    route(tellPresence, async ({ params, body }, { actor }) => {
      const loaded = await loadMatter(room.kernel.pool, params.matterId);
      if (!mayReadAsStaff(actor, loaded, room.city.current())) throw new Problem('resource.notFound');
      const { matterId } = loaded.matter;
      await presence.tell(matterId, actor, body.doing);
      return { people: presence.others(matterId, actor) };
    }),
  ];
}
