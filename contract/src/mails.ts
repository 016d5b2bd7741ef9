import { z } from 'zod';
import { Command, Done } from './command.ts';
import { endpoint } from './endpoint.ts';
import { EvidenceFile, UploadedEvidence } from './evidence.ts';
import { MailReason, SetAsideReason } from './mails/desk.ts';
import { MatterReceipt, registerMatter } from './matter/endpoints.ts';
import { Id, Stage } from './matter/model.ts';
import { PageQuery, pageOf } from './page.ts';
import { Language, Text } from './text.ts';

const instant = z.iso.datetime();
const MailId = z.uuid();
const params = z.object({ mailId: MailId });

export const mailStates = ['open', 'registered', 'attached', 'setAside'] as const;
export const MailState = z.enum(mailStates);
export type MailState = z.infer<typeof MailState>;

/** Lists of the desk: what waits, what became part of a matter, and what did not. */
export const mailViews = ['open', 'handled', 'setAside'] as const;
export const MailView = z.enum(mailViews);
export type MailView = z.infer<typeof MailView>;

const MailMatter = z.object({ matterId: Id, code: z.string() });

export const MailRow = z.object({
  mailId: MailId,
  receivedAt: instant,
  /** Masked; the mail itself says who wrote, and looking at it is on record. */
  sender: z.string().nullable(),
  subject: z.string(),
  files: z.int(),
  refused: z.int(),
  /** Whether its attachments are missing for a fault that is not theirs. */
  failed: z.boolean(),
  state: MailState,
  reason: MailReason.nullable(),
  /** Absent where the matter is not within my sight. */
  matter: MailMatter.nullable(),
  handledAt: instant.nullable(),
  erased: z.boolean(),
});
export type MailRow = z.infer<typeof MailRow>;

export const MailDetail = MailRow.extend({
  senderName: z.string().nullable(),
  senderAddress: z.string().nullable(),
  sentAt: instant.nullable(),
  language: Language,
  /** What was written, and below it what it answers to. */
  body: z.string(),
  quoted: z.string(),
  evidence: z.array(EvidenceFile),
  /** Attachments that were not taken, by name. */
  refusals: z.array(z.object({ name: z.string(), why: Text })),
  /** What kept its attachments from being taken, how often, and when they are tried again by themselves. */
  fault: z.object({ code: z.string(), attempts: z.int(), nextAt: instant.nullable() }).nullable(),
  /** Matters within my sight whose codes the mail names. It says nothing of who wrote it. */
  suggested: z.array(MailMatter.extend({ title: z.string(), stage: Stage })),
  note: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
});
export type MailDetail = z.infer<typeof MailDetail>;

export const listMails = endpoint({
  id: 'mail.list',
  method: 'GET',
  path: '/api/mails',
  permission: 'mail.handle',
  summary: 'Mails to my centre, in pages: those that wait from the oldest on, the others from the last',
  query: PageQuery.extend({ view: MailView.default('open') }),
  reply: pageOf(MailRow).extend({
    counts: z.object({ open: z.int(), handled: z.int(), setAside: z.int() }),
  }),
});

export const getMail = endpoint({
  id: 'mail.get',
  method: 'GET',
  path: '/api/mails/:mailId',
  permission: 'mail.handle',
  summary: 'A mail to my centre with its words and files; the look is on record',
  params,
  reply: MailDetail,
});

export const takeMailFiles = endpoint({
  id: 'mail.takeFiles',
  method: 'POST',
  path: '/api/mails/:mailId/files',
  permission: 'mail.handle',
  summary: 'Gives me the files of a mail as uploads of my own, to be attached where I register it',
  params,
  body: Command,
  reply: z.object({ files: z.array(UploadedEvidence) }),
});

const { channel: _channel, onSpot: _onSpot, ...facts } = registerMatter.body.shape;

export const registerMail = endpoint({
  id: 'mail.register',
  method: 'POST',
  path: '/api/mails/:mailId/register',
  permission: 'mail.handle',
  summary: 'Register a matter from a mail; whoever wrote is told its number and receipt code',
  params,
  body: z.object(facts),
  reply: MatterReceipt,
});

export const attachMail = endpoint({
  id: 'mail.attach',
  method: 'POST',
  path: '/api/mails/:mailId/attach',
  permission: 'mail.handle',
  summary: 'Add a mail to a matter within my sight as an internal comment, with files of it',
  params,
  body: z.object({
    ...Command.shape,
    code: z.string().trim().min(4).max(40),
    note: z.string().trim().min(1).max(4000),
    fileIds: z.array(z.uuid()).max(10).default([]),
  }),
  reply: MatterReceipt,
});

export const setMailAside = endpoint({
  id: 'mail.setAside',
  method: 'POST',
  path: '/api/mails/:mailId/set-aside',
  permission: 'mail.handle',
  summary: 'Set a mail aside with a reason; nobody is answered',
  params,
  body: z
    .object({ ...Command.shape, reason: SetAsideReason, note: z.string().trim().max(300).optional() })
    .refine(({ reason, note = '' }) => reason !== 'other' || note.length > 1, {
      path: ['note'],
      error: 'why, in a few words',
    }),
  reply: Done,
});

export const restoreMail = endpoint({
  id: 'mail.restore',
  method: 'POST',
  path: '/api/mails/:mailId/restore',
  permission: 'mail.handle',
  summary: 'Put a mail that was set aside back among those that wait',
  params,
  body: Command,
  reply: Done,
});

export const retryMail = endpoint({
  id: 'mail.retry',
  method: 'POST',
  path: '/api/mails/:mailId/retry',
  permission: 'mail.handle',
  summary: 'Have the missing attachments of a mail taken anew, with the next reading of the mailbox',
  params,
  body: Command,
  reply: Done,
});

export const getMailboxAlarm = endpoint({
  id: 'mail.alarm',
  method: 'GET',
  path: '/api/mail-alarm',
  permission: 'notice.manage',
  summary: 'Since when the mailbox of the district cannot be read, if that has lasted; for administrators',
  reply: z.object({ failingSince: instant.nullable() }),
});
