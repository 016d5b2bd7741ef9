import { z } from 'zod';
import { Slug } from '../city/matter-type.ts';
import { Text } from '../text.ts';

/** Why a mail was never meant for the desk; it is listed, and nobody is answered. */
export const mailSortings = ['autoReply', 'bounce', 'list', 'own', 'tooMany', 'unreadable'] as const;
/** Why an operator sets a mail aside. */
export const setAsideReasons = ['spam', 'notOurs', 'answered', 'again', 'empty', 'other'] as const;
export const SetAsideReason = z.enum(setAsideReasons);
export type SetAsideReason = z.infer<typeof SetAsideReason>;

export const MailReason = z.enum([...mailSortings, ...setAsideReasons]);
export type MailReason = z.infer<typeof MailReason>;
export type MailSorting = (typeof mailSortings)[number];

/** Names that the words to the sender may use as `{name}`. */
export const acknowledgementFields = [
  'matterCode',
  'receiptCode',
  'status',
  'cityName',
  'hotline',
  'link',
] as const;

/** `mails.yaml` of a city pack. */
export const MailDesk = z.strictObject({
  /** The channel of what is registered from a mail. */
  channel: Slug,
  /** What whoever wrote is told once the matter is registered. */
  acknowledgement: z.strictObject({ subject: Text, body: Text }),
  /** Of one sender in an hour; what comes after that is set aside. */
  perSenderPerHour: z.int().min(1).max(1000).default(20),
  /** Days after which what was dealt with is erased. */
  keepDays: z.int().min(1).max(3650).default(180),
});
export type MailDesk = z.infer<typeof MailDesk>;

/** Of a city without the file. */
export const plainMailDesk: MailDesk = MailDesk.parse({
  channel: 'mail',
  acknowledgement: {
    subject: { zh: '{cityName}：您的来信已登记', en: '{cityName}: your mail is registered' },
    body: {
      zh: '您的来信已登记，编号：{matterCode}，回执码：{receiptCode}。当前状态：{status}。凭这两项可在“我的上报”中查看进度和回复，请勿转交他人。本邮件由系统发出，请勿直接回复。',
      en: 'Your mail is registered under number {matterCode}, receipt code {receiptCode}. Status: {status}. With both, My reports shows progress and replies; do not pass them on. This mail was sent by a program: please do not answer it.',
    },
  },
});
