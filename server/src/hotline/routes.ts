import * as hotline from '@heliu/contract/hotline';
import { type Route, route } from '../kernel/route.ts';
import { answer, answerCounts } from './answer.ts';
import { callBacksPage } from './call-backs.ts';
import { findCallersMatters } from './find-caller.ts';
import { searchKnowledge } from './knowledge.ts';
import type { HotlineRoom } from './room.ts';

export const hotlineRoutes = (room: HotlineRoom): Route[] => [
  route(hotline.findCaller, ({ body }, { actor }) => findCallersMatters(room, actor, body)),
  route(hotline.findKnowledge, async ({ query }, context) => {
    room.limitKnowledge(context);
    return { rows: searchKnowledge(room, query) };
  }),
  route(hotline.answerCaller, ({ body }, context) => answer(room, body, context)),
  route(hotline.countAnswers, async (_input, { actor }) => ({ counts: await answerCounts(room, actor) })),
  route(hotline.listCallBacks, ({ query }, { actor }) => callBacksPage(room, actor, query)),
];
