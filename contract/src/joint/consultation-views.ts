import { z } from 'zod';
import { Code, Id, Stage } from '../matter/model.ts';
import { Text } from '../text.ts';
import { answers, consultationActs, consultationStates, invitationActs, itemActs } from './consultation.ts';

const instant = z.iso.datetime();
const NamedCode = z.object({ code: Code, name: Text });
/** When something was done, and the name of who did it. */
const Done = z.object({ at: instant, by: z.string().nullable() });

const facts = {
  consultationId: Id,
  title: z.string(),
  host: NamedCode,
  startsAt: instant,
  place: z.string().nullable(),
  /** Address of a meeting on the network. */
  link: z.string().nullable(),
  state: z.enum(consultationStates),
};

export const ConsultationRow = z.object({
  ...facts,
  items: z.int(),
  /** Units that were invited, and how many of them come. */
  invited: z.int(),
  accepted: z.int(),
  /** Whether a unit that I work for convenes it, and how those that are invited have answered. */
  isHost: z.boolean(),
  ours: z.array(z.object({ unit: NamedCode, answer: z.enum(answers) })),
  ended: Done.nullable(),
});
export type ConsultationRow = z.infer<typeof ConsultationRow>;

const InvitationView = z.object({
  unit: NamedCode,
  phone: z.string().nullable(),
  invited: Done,
  answer: z.enum(answers),
  /** Null while it waits. */
  answered: Done.nullable(),
  /** Who comes; of a unit that is asked anew, who was to come before. */
  comes: z.string().nullable(),
  /** Why it was declined or withdrawn. */
  words: z.string().nullable(),
  allowed: z.array(z.enum(invitationActs)),
});
export type InvitationView = z.infer<typeof InvitationView>;

export const orderRoles = ['lead', 'assist'] as const;
export const OrderRole = z.enum(orderRoles);
export type OrderRole = z.infer<typeof OrderRole>;

const Entry = z.object({ ...Done.shape, words: z.string() });

const DecisionView = z.object({
  no: z.int(),
  ...Entry.shape,
  /** The work order that it became. */
  order: z.object({ ...Done.shape, role: OrderRole, unit: NamedCode, workOrderNo: z.int() }).nullable(),
  allowed: z.array(z.literal('order')),
});
export type DecisionView = z.infer<typeof DecisionView>;

const ItemView = z.object({
  no: z.int(),
  matterCode: z.string(),
  title: z.string(),
  question: z.string(),
  /** Null where the matter's page is not open to me: an invited unit sees code, title and question alone. */
  matterId: Id.nullable(),
  stage: Stage.nullable(),
  minutes: z.object({ ...Entry.shape, revision: z.int() }).nullable(),
  corrections: z.array(Entry),
  decisions: z.array(DecisionView),
  /** Work orders that I may send on the matter as it stands. */
  orders: z.array(OrderRole),
  allowed: z.array(z.enum(itemActs)),
});
export type ItemView = z.infer<typeof ItemView>;

export const ConsultationView = z.object({
  ...facts,
  /** Counts what was done; sent back with an act, so that nobody acts on what has changed meanwhile. */
  version: z.int(),
  /** Counts the changes of time and place; sent back with an answer, which is for what was seen. */
  arrangement: z.int(),
  reason: z.string(),
  proposed: Done,
  held: Done.nullable(),
  ended: z.object({ ...Done.shape, words: z.string().nullable() }).nullable(),
  invitations: z.array(InvitationView),
  /** In the order of the agenda. */
  items: z.array(ItemView),
  allowed: z.array(z.enum(consultationActs)),
});
export type ConsultationView = z.infer<typeof ConsultationView>;

/** A consultation as the page of one of its matters tells of it. */
export const ConsultationOfMatter = z.object({
  ...facts,
  question: z.string(),
  decisions: z.array(DecisionView.omit({ allowed: true })),
  /** Whether the page of the consultation is open to me. */
  opens: z.boolean(),
});
export type ConsultationOfMatter = z.infer<typeof ConsultationOfMatter>;
