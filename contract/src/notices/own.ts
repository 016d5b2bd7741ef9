import { z } from 'zod';
import { Command, Done } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Instant } from '../people/field.ts';
import { Text } from '../text.ts';
import { NoticeKind } from './preferences.ts';

const NoticeId = z.int().positive();

/** What a notice opens where that is not the matter: whoever is called or invited may not see it. */
export const noticeSubjects = ['call', 'consultation', 'inspection', 'organisation', 'circular'] as const;
const About = z.object({ what: z.enum(noticeSubjects), id: z.string() });
export type NoticeAbout = z.infer<typeof About>;

/** The page of the residents' app that shows what an organisation was told, or who asks one to speak for it. */
export const ownOrganisationsPage = '/organisations';

/** The page of the console that shows it. */
export const noticePage = ({ what, id }: NoticeAbout): string =>
  what === 'call' ? '/calls?toUs=true' : `/${what}s/${id}`;

export const Notice = z.object({
  id: NoticeId,
  at: Instant,
  kind: NoticeKind,
  urgent: z.boolean(),
  status: Text,
  text: Text,
  /** Matter it is about, and the code under which the person knows it; null for notices of the system. */
  matter: z.object({ id: z.string(), code: z.string() }).nullable(),
  about: About.nullable(),
  readAt: Instant.nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const listNotices = endpoint({
  id: 'notice.list',
  method: 'GET',
  path: '/api/me/notices',
  permission: 'signedIn',
  summary: 'What I was told, newest first',
  query: PageQuery.extend({
    unread: z.stringbool().default(false),
    kind: NoticeKind.optional(),
  }),
  reply: pageOf(Notice),
});

/** More than this is shown as "99+", so nobody counts them. */
export const unreadShown = 100;

export const countNotices = endpoint({
  id: 'notice.count',
  method: 'GET',
  path: '/api/me/notices/count',
  permission: 'signedIn',
  summary: 'How many notices I have not read, up to 100',
  reply: z.object({ unread: z.int() }),
});

/** `ids` names some; `upTo` is the newest one seen: it and all that the list has after it, so that what came meanwhile stays unread. */
export const readNotices = endpoint({
  id: 'notice.read',
  method: 'POST',
  path: '/api/me/notices/read',
  permission: 'signedIn',
  summary: 'Mark some of my notices as read, or all up to one',
  body: Command.extend({
    which: z.union([z.object({ ids: z.array(NoticeId).min(1).max(200) }), z.object({ upTo: NoticeId })]),
  }),
  reply: Done,
});

const followPath = z.object({ matterId: z.uuid() });

export const getFollow = endpoint({
  id: 'notice.follow.get',
  method: 'GET',
  path: '/api/matters/:matterId/follow',
  permission: 'matter.read',
  summary: 'Whether I follow a matter',
  params: followPath,
  reply: z.object({ following: z.boolean() }),
});

export const setFollow = endpoint({
  id: 'notice.follow.set',
  method: 'POST',
  path: '/api/matters/:matterId/follow',
  permission: 'matter.read',
  summary: 'Follow a matter, or no more',
  params: followPath,
  body: Command.extend({ following: z.boolean() }),
  reply: z.object({ following: z.boolean() }),
});
