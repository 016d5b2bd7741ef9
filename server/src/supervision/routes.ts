import * as supervision from '@heliu/contract/supervision';
import { long, type Route, route } from '../kernel/route.ts';
import { demandOf, kinds } from './acts.ts';
import { acknowledge, lift, reply } from './answers.ts';
import { boardOf, cardsPage } from './board.ts';
import { bulletinOf } from './bulletin.ts';
import { sendBulletin } from './bulletin-file.ts';
import { supervisionOf } from './of-matter.ts';
import type { SupervisionRoom } from './room.ts';

const { issueCard, urge, instruct, acknowledgeCard, replyToCard, liftCard } = supervision;

const readRoutes = (room: SupervisionRoom): Route[] => [
  route(supervision.listCards, ({ query }, { actor }) => cardsPage(room, actor, query)),
  long(route(supervision.getBoard, ({ query }, { actor }) => boardOf(room, actor, query))),
  route(supervision.getSupervision, ({ params }, { actor }) => supervisionOf(room, actor, params.matterId)),
  long(route(supervision.getBulletin, ({ query }, { actor }) => bulletinOf(room, actor, query))),
  long(route(supervision.getBulletinFile, (input, context) => sendBulletin(room, input, context))),
];

const writeRoutes = (room: SupervisionRoom): Route[] => [
  route(issueCard, ({ params: { matterId }, body }, context) =>
    demandOf(room, issueCard, kinds.issueCard(body.level), { matterId, body, context }),
  ),
  route(urge, ({ params: { matterId }, body }, context) =>
    demandOf(room, urge, kinds.urge(), { matterId, body, context }),
  ),
  route(instruct, ({ params: { matterId }, body }, context) =>
    demandOf(room, instruct, kinds.instruct(), { matterId, body, context }),
  ),
  route(acknowledgeCard, ({ params: { cardId }, body }, context) =>
    acknowledge(room, acknowledgeCard, { cardId, commandId: body.commandId, context }),
  ),
  route(replyToCard, ({ params: { cardId }, body }, context) =>
    reply(room, replyToCard, { cardId, commandId: body.commandId, text: body.text, context }),
  ),
  route(liftCard, ({ params: { cardId }, body }, context) =>
    lift(room, liftCard, { cardId, commandId: body.commandId, reason: body.reason, context }),
  ),
];

export const supervisionRoutes = (room: SupervisionRoom): Route[] => [
  ...readRoutes(room),
  ...writeRoutes(room),
];
