import { z } from 'zod';
import { Command, Done } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { QuietHours, TimeOfDay } from './quiet.ts';

/** Why somebody is told: their own report, work for them or their unit, what they follow, what they supervise, the system. */
export const noticeKinds = ['ownReport', 'work', 'followed', 'supervision', 'system'] as const;
export const NoticeKind = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** Ways out of the system. The list of notices on screen always has them all. */
export const noticeChannels = ['mail', 'sms', 'wechat', 'push'] as const;
export const NoticeChannel = z.enum(noticeChannels);
export type NoticeChannel = z.infer<typeof NoticeChannel>;

export const NoticeChoice = z.enum(['now', 'digest', 'off']);
export type NoticeChoice = z.infer<typeof NoticeChoice>;

const Choices = z.record(NoticeChannel, z.record(NoticeKind, NoticeChoice));
export type NoticeChoices = z.infer<typeof Choices>;

/** Times are those of the city. */
export const NoticePreferences = z.object({
  choices: Choices,
  quietHours: QuietHours,
  urgentInQuietHours: z.boolean(),
  digestAt: TimeOfDay,
});
export type NoticePreferences = z.infer<typeof NoticePreferences>;

export const getNoticePreferences = endpoint({
  id: 'notice.preferences',
  method: 'GET',
  path: '/api/me/notice-preferences',
  permission: 'signedIn',
  summary: 'By which ways, when and of what I am told',
  reply: NoticePreferences.extend({
    /** Kinds of notices that can concern this account. */
    kinds: z.array(NoticeKind),
    /** Ways that this installation has; `reached` where the account has what they need. */
    channels: z.array(z.object({ channel: NoticeChannel, reached: z.boolean() })),
    timeZone: z.string(),
  }),
});

export const setNoticePreferences = endpoint({
  id: 'notice.setPreferences',
  method: 'POST',
  path: '/api/me/notice-preferences',
  permission: 'signedIn',
  summary: 'Change by which ways, when and of what I am told',
  body: Command.extend(NoticePreferences.shape),
  reply: Done,
});
