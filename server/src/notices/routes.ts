import * as notices from '@heliu/contract/notices';
import { type Route, route } from '../kernel/route.ts';
import { deliveries, deliveryCounts, retry } from './deliveries.ts';
import { chooseFollow, countUnread, isFollowing, markRead, ownNotices } from './own.ts';
import { choosePreferences, ownPreferences } from './preferences.ts';
import { end, ownPush, subscribe } from './push/subscriptions.ts';
import type { NoticeRoom } from './room.ts';

export const noticeRoutes = (room: NoticeRoom): Route[] => [
  route(notices.listNotices, (input, context) => ownNotices(room, input, context)),
  route(notices.countNotices, (_input, context) => countUnread(room, context)),
  route(notices.readNotices, (input, context) => markRead(room, input, context)),
  route(notices.getFollow, ({ params }, context) => isFollowing(room, params.matterId, context)),
  route(notices.setFollow, (input, context) => chooseFollow(room, input, context)),
  route(notices.listDeliveries, (input, context) => deliveries(room, input, context)),
  route(notices.countDeliveries, (input, context) => deliveryCounts(room, input, context)),
  route(notices.retryDelivery, (input, context) => retry(room, input, context)),
  route(notices.getNoticePreferences, (_input, context) => ownPreferences(room, context)),
  route(notices.setNoticePreferences, (input, context) => choosePreferences(room, input, context)),
  route(notices.getPush, (_input, context) => ownPush(room, context)),
  route(notices.subscribePush, (input, context) => subscribe(room, input, context)),
  route(notices.endPush, (input, context) => end(room, input, context)),
];
