import * as sign from '@heliu/contract/sign';
import { type Route, route } from '../kernel/route.ts';
import type { SignRoom } from './room.ts';
import { sendSheet } from './sheet.ts';
import { signAt, signsPage } from './signs.ts';

export const signRoutes = (room: SignRoom): Route[] => [
  route(sign.listSigns, ({ query }, { actor }) => signsPage(room, actor, query)),
  route(sign.getSignSheet, ({ query }, context) => sendSheet(room, query, context)),
  route(sign.getSign, ({ params }) => signAt(room, params)),
];
