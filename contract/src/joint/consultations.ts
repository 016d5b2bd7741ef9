import { z } from 'zod';
import { UnitCode } from '../city/unit.ts';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { Code, Id } from '../matter/model.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Text } from '../text.ts';
import { ConsultationOfMatter, ConsultationRow, ConsultationView, OrderRole } from './consultation-views.ts';

const flag = z.literal('true').optional();
const filters = {
  /** Closed and cancelled ones, the last first, in place of those to come. */
  over: flag,
  /** That a unit of mine convenes or is invited to. */
  ours: flag,
  /** That wait for the answer of a unit of mine. */
  toAnswer: flag,
};
export const ConsultationQuery = z.object(filters);
export type ConsultationQuery = z.infer<typeof ConsultationQuery>;

export const listConsultations = endpoint({
  id: 'consultation.list',
  method: 'GET',
  path: '/api/joint/consultations',
  permission: 'joint.attend',
  summary:
    'Consultations within my sight: the next one first, or the last one of those that are over, in pages',
  query: z.object({ ...filters, ...PageQuery.shape }),
  reply: pageOf(ConsultationRow),
});

export const getConsultationBoard = endpoint({
  id: 'consultation.board',
  method: 'GET',
  path: '/api/joint/consultation-board',
  permission: 'joint.attend',
  summary: 'How many consultations are to come, and the units for which I may convene one',
  reply: z.object({
    coming: z.int(),
    ours: z.int(),
    toAnswer: z.int(),
    hosts: z.array(z.object({ code: Code, name: Text })),
  }),
});

const path = z.object({ consultationId: z.uuid() });
const no = z.coerce.number().int().min(1).max(999);
const unitPath = path.extend({ unit: UnitCode });
const itemPath = path.extend({ no });
const decisionPath = itemPath.extend({ decision: no });

export const getConsultation = endpoint({
  id: 'consultation.get',
  method: 'GET',
  path: '/api/joint/consultations/:consultationId',
  permission: 'joint.attend',
  summary: 'A consultation with its agenda, answers, minutes and decisions',
  params: path,
  reply: ConsultationView,
});

export const listConsultationsOfMatter = endpoint({
  id: 'consultation.ofMatter',
  method: 'GET',
  path: '/api/matters/:matterId/consultations',
  permission: 'joint.read',
  summary:
    'Consultations with a matter on their agenda, what they decided on it, and whether I may propose one',
  params: z.object({ matterId: z.uuid() }),
  reply: z.object({
    consultations: z.array(ConsultationOfMatter),
    allowed: z.array(z.literal('propose')),
  }),
});

const Words = z.string().trim().min(2).max(2000);
const Minutes = z.string().trim().min(2).max(8000);
const Receipt = z.object({ consultationId: Id, version: z.int() });

/** What every act carries: the version that the person saw. One that changed meanwhile refuses it, `resource.changed`. */
const Act = Command.extend({ expectedVersion: z.int().min(1).optional() });

/** The arrangement that the person saw: another time or place meanwhile refuses the answer, `resource.changed`. */
const Reply = Act.extend({ arrangement: z.int().min(1).optional() });

const Units = z.array(UnitCode).min(1).max(40);
const Item = z.object({
  /** Code of a matter that I see, in any of its spellings. */
  matterCode: z.string().trim().min(1).max(40),
  question: Words,
});
const where = {
  title: z.string().trim().min(2).max(120),
  reason: Words,
  startsAt: z.iso.datetime(),
  place: z.string().trim().min(1).max(200).optional(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
};
const somewhere = ({ place, link }: { place?: string | undefined; link?: string | undefined }) =>
  place !== undefined || link !== undefined;
const nowhere = { error: 'a place or a link', path: ['place'] };

export const proposeConsultation = endpoint({
  id: 'consultation.propose',
  method: 'POST',
  path: '/api/joint/consultations',
  permission: 'joint.convene',
  summary: 'Propose a consultation for a unit of mine, with the units invited and the matters to settle',
  body: Command.extend({
    host: UnitCode,
    ...where,
    units: Units,
    items: z.array(Item).max(40).default([]),
  }).refine(somewhere, nowhere),
  reply: Receipt,
});

export const changeConsultation = endpoint({
  id: 'consultation.change',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/change',
  permission: 'joint.convene',
  summary:
    'Change title, reason, time or place before it is held; another time or place asks those anew who come',
  params: path,
  body: Act.extend(where).refine(somewhere, nowhere),
  reply: Receipt,
});

export const inviteUnits = endpoint({
  id: 'consultation.invite',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/invitations',
  permission: 'joint.convene',
  summary: 'Invite more units',
  params: path,
  body: Act.extend({ units: Units }),
  reply: Receipt,
});

export const withdrawInvitation = endpoint({
  id: 'consultation.withdrawInvitation',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/invitations/:unit/withdraw',
  permission: 'joint.convene',
  summary: 'Withdraw an invitation; the unit sees the consultation no more',
  params: unitPath,
  body: Act.extend({ words: Words }),
  reply: Receipt,
});

export const acceptInvitation = endpoint({
  id: 'consultation.accept',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/invitations/:unit/accept',
  permission: 'joint.attend',
  summary: 'Say that the invited unit comes, and who',
  params: unitPath,
  body: Reply.extend({ comes: z.string().trim().min(1).max(400) }),
  reply: Receipt,
});

export const declineInvitation = endpoint({
  id: 'consultation.decline',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/invitations/:unit/decline',
  permission: 'joint.attend',
  summary: 'Say that nobody of the invited unit comes, and why',
  params: unitPath,
  body: Reply.extend({ words: Words }),
  reply: Receipt,
});

export const addAgendaItem = endpoint({
  id: 'consultation.addItem',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/items',
  permission: 'joint.convene',
  summary: 'Put a matter on the agenda, with the question to settle',
  params: path,
  body: Act.extend(Item.shape),
  reply: Receipt,
});

export const changeAgendaItem = endpoint({
  id: 'consultation.changeItem',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/items/:no/change',
  permission: 'joint.convene',
  summary: 'Put the question of an item in other words before it is held',
  params: itemPath,
  body: Act.extend({ question: Words }),
  reply: Receipt,
});

export const removeAgendaItem = endpoint({
  id: 'consultation.removeItem',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/items/:no/remove',
  permission: 'joint.convene',
  summary: 'Take a matter off the agenda before it is held',
  params: itemPath,
  body: Act,
  reply: Receipt,
});

export const reorderAgenda = endpoint({
  id: 'consultation.reorder',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/reorder',
  permission: 'joint.convene',
  summary: 'Put the agenda in another order',
  params: path,
  body: Act.extend({ items: z.array(no).min(1).max(999) }),
  reply: Receipt,
});

export const holdConsultation = endpoint({
  id: 'consultation.hold',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/hold',
  permission: 'joint.convene',
  summary: 'Open the consultation: minutes and decisions can be written',
  params: path,
  body: Act,
  reply: Receipt,
});

export const closeConsultation = endpoint({
  id: 'consultation.close',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/close',
  permission: 'joint.convene',
  summary: 'Close the consultation: its minutes stay as they are',
  params: path,
  body: Act,
  reply: Receipt,
});

export const cancelConsultation = endpoint({
  id: 'consultation.cancel',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/cancel',
  permission: 'joint.convene',
  summary: 'Cancel a consultation that has not been held, and say why',
  params: path,
  body: Act.extend({ words: Words }),
  reply: Receipt,
});

export const writeMinutes = endpoint({
  id: 'consultation.minute',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/items/:no/minutes',
  permission: 'joint.convene',
  summary: 'Write the minutes of an item while it is held; earlier wordings are kept',
  params: itemPath,
  /** `revision`: the wording that was changed, 0 where there was none; somebody else’s newer one is not written over. */
  body: Command.extend({ words: Minutes, revision: z.number().int().min(0).max(32_000) }),
  reply: Receipt,
});

export const correctMinutes = endpoint({
  id: 'consultation.correct',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/items/:no/corrections',
  permission: 'joint.convene',
  summary: 'Add a dated correction to the minutes of a closed consultation',
  params: itemPath,
  body: Command.extend({ words: Words }),
  reply: Receipt,
});

const SentOrder = z.object({ role: OrderRole, unit: UnitCode });

export const decideItem = endpoint({
  id: 'consultation.decide',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/items/:no/decisions',
  permission: 'joint.convene',
  summary:
    'Record a decision on an item; with `order` the work order is sent by the life cycle in the same act',
  params: itemPath,
  body: Command.extend({ words: Words, order: SentOrder.optional() }),
  reply: Receipt,
});

export const orderDecision = endpoint({
  id: 'consultation.order',
  method: 'POST',
  path: '/api/joint/consultations/:consultationId/items/:no/decisions/:decision/order',
  permission: 'joint.attend',
  summary: 'Send the work order of a decision that has none yet, by whoever may send one on the matter',
  params: decisionPath,
  body: Command.extend(SentOrder.shape),
  reply: Receipt,
});
