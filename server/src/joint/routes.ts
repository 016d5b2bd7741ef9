import type { EndpointSpec } from '@heliu/contract/endpoint';
import * as joint from '@heliu/contract/joint';
import type { LegAct } from '@heliu/contract/joint/leg';
import { type Context, type Route, route } from '../kernel/route.ts';
import { actOnLeg, close } from './acts.ts';
import { boardOf, callsPage } from './board.ts';
import { call, callMore } from './call-units.ts';
import { dutyLists } from './duty-lists.ts';
import { callsOfMatter } from './of-matter.ts';
import type { JointRoom } from './room.ts';

interface LegInput {
  readonly params: { readonly callId: string; readonly no: number };
  readonly body: { readonly commandId: string; readonly words?: string };
}

/** What is done to a leg, alike for all that is done. */
const onLeg =
  (room: JointRoom, endpoint: EndpointSpec, act: LegAct) =>
  ({ params, body: { commandId, words } }: LegInput, context: Context) =>
    actOnLeg(room, endpoint, act, { ...params, commandId, words: words ?? null, context });

export const jointRoutes = (room: JointRoom): Route[] => [
  route(joint.listDuties, ({ query }) => dutyLists(room, query)),
  route(joint.listCalls, ({ query }, { actor }) => callsPage(room, actor, query)),
  route(joint.getCallBoard, (_input, { actor }) => boardOf(room, actor)),
  route(joint.listCallsOfMatter, ({ params }, { actor }) => callsOfMatter(room, actor, params.matterId)),
  route(joint.callUnits, (input, context) => call(room, input, context)),
  route(joint.callMoreUnits, (input, context) => callMore(room, input, context)),
  route(joint.closeCall, ({ params, body: { commandId, words } }, context) =>
    close(room, { ...params, commandId, words, context }),
  ),
  route(joint.withdrawUnit, onLeg(room, joint.withdrawUnit, 'withdraw')),
  route(joint.acknowledgeCall, onLeg(room, joint.acknowledgeCall, 'acknowledge')),
  route(joint.arriveAtCall, onLeg(room, joint.arriveAtCall, 'arrive')),
  route(joint.reportOnCall, onLeg(room, joint.reportOnCall, 'report')),
  route(joint.declineCall, onLeg(room, joint.declineCall, 'decline')),
];
