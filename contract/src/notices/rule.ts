import { z } from 'zod';
import { Slug } from '../city/matter-type.ts';
import { eventKinds } from '../matter/events.ts';
import { Text } from '../text.ts';
import { QuietHours, TimeOfDay } from './quiet.ts';

/**
 * Whom a rule tells: every reporter; the person who has to act next, or the members of the unit while nobody is named;
 * whoever asked for what was decided; the person, or else the unit, that had to act before; whoever follows the matter; supervisors of the places above it; those whom a supervision card is for; those who speak
 * for an organisation, or are asked to.
 */
export const audiences = [
  'reporter',
  'holder',
  'asker',
  'former',
  'recipients',
  'followers',
  'supervisors',
  'representatives',
] as const;
export const Audience = z.enum(audiences);
export type Audience = z.infer<typeof Audience>;

/** What a clock does by itself: no act is behind it, so no event is in the log. */
export const clockHappenings = ['clock.dueSoon', 'clock.overdue'] as const;
export type ClockHappening = (typeof clockHappenings)[number];

/** What has an event of its own beside a matter, and the fields of its data that a rule may look at. */
export const besideFields = {
  'holding.returned': [],
  'supervision.cardIssued': ['source', 'level', 'clock', 'ladder', 'step', 'raised'],
  'joint.unitCalled': ['dutyCode'],
  'joint.unitInvited': [],
  'joint.consultationMoved': [],
  'joint.consultationOff': [],
  'joint.inspectionInvited': [],
  'joint.inspectionMoved': [],
  'joint.inspectionOff': [],
  'joint.findingReferred': [],
  'organisation.registered': [],
  'organisation.applied': [],
  'organisation.verified': [],
  'organisation.declined': [],
  'organisation.suspended': [],
  'organisation.resumed': [],
  'organisation.ended': [],
  'organisation.invited': [],
  'organisation.removed': [],
  'organisation.circularSent': ['circularKind'],
  'organisation.circularAnswered': [],
  'organisation.answerSentBack': [],
  'organisation.circularWithdrawn': [],
  'organisation.orderDueSoon': [],
  'organisation.orderOverdue': [],
} as const;
/** Of these no one matter is the subject. */
const apartHappenings: readonly string[] = (Object.keys(besideFields) as BesideHappening[]).filter(
  (on) => on !== 'supervision.cardIssued' && on !== 'joint.unitCalled',
);
export const isApart = (on: string): boolean => apartHappenings.includes(on);
export type BesideHappening = keyof typeof besideFields;
export const besideHappenings = Object.keys(besideFields) as readonly BesideHappening[];

export const Happening = z.enum([...eventKinds, ...clockHappenings, ...besideHappenings]);
export type Happening = z.infer<typeof Happening>;

/** Names that a text may use as `{name}`. */
export const noticeFields = [
  'matterCode',
  'typeName',
  'place',
  'unitName',
  'dueAt',
  'reason',
  'count',
  'cityName',
  'hotline',
] as const;
export type NoticeField = (typeof noticeFields)[number];

/**
 * What can be named where no one matter is the subject; `unitName` is then the unit that invites, verifies or sends, and
 * `count` the number of matters that came back to it.
 */
export const apartFields: readonly NoticeField[] = ['unitName', 'dueAt', 'count', 'cityName', 'hotline'];

/** For each audience the first rule that fits a happening speaks. */
export const NoticeRule = z.strictObject({
  code: Slug,
  on: z.array(Happening).min(1),
  /** Fields of the event's data, or `stage` after it, and the value each must have. */
  when: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  to: z.array(Audience).min(1),
  /** Goes out in quiet hours too, to those who chose that. */
  urgent: z.boolean().default(false),
  /** The new status in a few words. */
  status: Text,
  text: Text,
  /** What happens next. */
  next: Text,
});
export type NoticeRule = z.infer<typeof NoticeRule>;

/** What a city decides about notices. */
export const CityNotices = z.strictObject({
  quietHours: QuietHours,
  digestAt: TimeOfDay,
  /** A clock is said to be due soon so many hours before its end. */
  remindBeforeHours: z.number().min(1).max(240),
  rules: z.array(NoticeRule),
});
export type CityNotices = z.infer<typeof CityNotices>;

/** A city that was imported before it could decide about notices sends none. */
export const noNotices: CityNotices = {
  quietHours: { from: '22:00', until: '07:00' },
  digestAt: '08:00',
  remindBeforeHours: 12,
  rules: [],
};
