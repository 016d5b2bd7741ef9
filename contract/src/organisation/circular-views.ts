import { z } from 'zod';
import { Code, Id } from '../matter/model.ts';
import { Text } from '../text.ts';
import { circularKinds, copyStates, recipientActs, senderActs } from './copy.ts';
import { organisationKinds } from './organisation.ts';
import { FileView } from './views.ts';

const instant = z.iso.datetime();
const NamedCode = z.object({ code: Code, name: Text });

const facts = {
  circularId: Id,
  kind: z.enum(circularKinds),
  title: z.string(),
  unit: NamedCode,
  sentAt: instant,
  dueAt: instant.nullable(),
};

/** How many of the organisations it went to have got how far. */
const Counts = z.object({
  sent: z.int(),
  read: z.int(),
  acknowledged: z.int(),
  answered: z.int(),
  sentBack: z.int(),
  accepted: z.int(),
  overdue: z.int(),
  all: z.int(),
});
export type Counts = z.infer<typeof Counts>;

export const CircularRow = z.object({ ...facts, withdrawnAt: instant.nullable(), counts: Counts });
export type CircularRow = z.infer<typeof CircularRow>;

export const CircularView = CircularRow.extend({
  body: z.string(),
  sentBy: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  words: z.string().nullable(),
  files: z.array(FileView),
  allowed: z.array(z.literal('withdraw')),
});
export type CircularView = z.infer<typeof CircularView>;

const progress = {
  state: z.enum(copyStates),
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  readAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
};

export const CopyRow = z.object({
  organisationId: Id,
  name: z.string(),
  organisationKind: z.enum(organisationKinds),
  place: NamedCode,
  ...progress,
  answers: z.int(),
});
export type CopyRow = z.infer<typeof CopyRow>;

const AnswerView = z.object({
  no: z.int(),
  words: z.string(),
  answeredAt: instant,
  /** Whoever wrote it; the sender is told the organisation alone. */
  by: z.string().nullable(),
  files: z.array(FileView),
  decision: z.enum(['accepted', 'sentBack']).nullable(),
  decidedAt: instant.nullable(),
  decisionWords: z.string().nullable(),
});
export type AnswerView = z.infer<typeof AnswerView>;

export const CopyView = CopyRow.extend({
  conversation: z.array(AnswerView),
  allowed: z.array(z.enum(senderActs)),
});
export type CopyView = z.infer<typeof CopyView>;

export const OwnCopyRow = z.object({ ...facts, ...progress });
export type OwnCopyRow = z.infer<typeof OwnCopyRow>;

/** A notice or order as those see it whom it went to. */
export const OwnCopyView = OwnCopyRow.extend({
  body: z.string(),
  phone: z.string().nullable(),
  files: z.array(FileView),
  withdrawnWords: z.string().nullable(),
  conversation: z.array(AnswerView),
  allowed: z.array(z.enum(recipientActs)),
});
export type OwnCopyView = z.infer<typeof OwnCopyView>;
