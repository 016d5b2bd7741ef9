import { z } from 'zod';
import { PlaceCode } from '../city/place.ts';
import { UnitCode } from '../city/unit.ts';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { EvidenceInput } from '../matter/endpoints.ts';
import { Id } from '../matter/model.ts';
import { PageQuery, pageOf } from '../page.ts';
import { CircularRow, CircularView, CopyRow, CopyView, OwnCopyRow, OwnCopyView } from './circular-views.ts';
import { circularKinds, copyStates } from './copy.ts';
import { Kinds } from './desk.ts';
import { organisationKinds } from './organisation.ts';
import { OrganisationRow } from './views.ts';

const flag = z.literal('true').optional();
const Words = z.string().trim().min(2).max(4000);
/** Most organisations that one notice or order goes to. */
export const mostRecipients = 5000;

const audienceOf = <K extends z.ZodType>(kinds: K) => ({
  kinds: kinds.optional(),
  place: PlaceCode.optional(),
  text: z.string().trim().min(1).max(80).optional(),
});

export const listAudience = endpoint({
  id: 'circular.audience',
  method: 'GET',
  path: '/api/circular-audience',
  permission: 'organisation.send',
  summary: 'Verified organisations that a unit may send to, how many there are, and the first 200 by name',
  query: z.object({ unit: UnitCode, ...audienceOf(Kinds) }),
  reply: z.object({
    count: z.int(),
    rows: z.array(OrganisationRow.pick({ organisationId: true, name: true, kind: true, place: true })),
  }),
});

/** Those named, or all that fit; `count` is how many the sender was shown. */
export const Audience = z.union([
  z.strictObject({ organisationIds: z.array(z.uuid()).min(1).max(500) }),
  z.strictObject({
    ...audienceOf(z.array(z.enum(organisationKinds)).min(1)),
    count: z.int().min(1).max(mostRecipients),
  }),
]);
export type Audience = z.output<typeof Audience>;

const Receipt = z.object({ circularId: Id });

export const sendCircular = endpoint({
  id: 'circular.send',
  method: 'POST',
  path: '/api/circulars',
  permission: 'organisation.send',
  summary:
    'Send a notice, or an order to be answered by a time, to organisations in the place of a unit of mine',
  body: z
    .object({
      ...Command.shape,
      unit: UnitCode,
      kind: z.enum(circularKinds),
      title: z.string().trim().min(2).max(120),
      body: Words,
      dueAt: z.iso.datetime().optional(),
      to: Audience,
      evidence: z.array(EvidenceInput).max(10).default([]),
    })
    .refine(({ kind, dueAt }) => (kind === 'order') === (dueAt !== undefined), {
      error: 'a time for an order, and none for a notice',
      path: ['dueAt'],
    }),
  reply: Receipt.extend({ count: z.int() }),
});

export const listCirculars = endpoint({
  id: 'circular.list',
  method: 'GET',
  path: '/api/circulars',
  permission: 'organisation.read',
  summary:
    'Notices and orders that units within my sight sent: those with overdue answers first, then the newest',
  query: z.object({ kind: z.enum(circularKinds).optional(), open: flag, ours: flag, ...PageQuery.shape }),
  reply: pageOf(CircularRow),
});

const path = z.object({ circularId: z.uuid() });
const copyPath = path.extend({ organisationId: z.uuid() });

export const getCircular = endpoint({
  id: 'circular.get',
  method: 'GET',
  path: '/api/circulars/:circularId',
  permission: 'organisation.read',
  summary: 'A notice or order with how far it got',
  params: path,
  reply: CircularView,
});

export const listCopies = endpoint({
  id: 'circular.copies',
  method: 'GET',
  path: '/api/circulars/:circularId/copies',
  permission: 'organisation.read',
  summary: 'The organisations it went to with the state of each: overdue ones first, then by name',
  params: path,
  query: z.object({ state: z.enum(copyStates).optional(), overdue: flag, ...PageQuery.shape }),
  reply: pageOf(CopyRow),
});

export const getCircularFile = endpoint({
  id: 'circular.file',
  method: 'GET',
  path: '/api/circulars/:circularId/file',
  permission: 'organisation.read',
  summary: 'The same as a CSV file',
  params: path,
  reply: 'bytes',
});

export const getCopy = endpoint({
  id: 'circular.copy',
  method: 'GET',
  path: '/api/circulars/:circularId/copies/:organisationId',
  permission: 'organisation.read',
  summary: 'What one organisation answered, and what was said to it',
  params: copyPath,
  reply: CopyView,
});

export const acceptAnswer = endpoint({
  id: 'circular.accept',
  method: 'POST',
  path: '/api/circulars/:circularId/copies/:organisationId/accept',
  permission: 'organisation.send',
  summary: 'Accept what an organisation answered to an order',
  params: copyPath,
  body: z.object({ ...Command.shape, words: Words.optional() }),
  reply: Receipt,
});

export const sendAnswerBack = endpoint({
  id: 'circular.sendBack',
  method: 'POST',
  path: '/api/circulars/:circularId/copies/:organisationId/send-back',
  permission: 'organisation.send',
  summary: 'Send an answer back with what is missing, and until when',
  params: copyPath,
  body: z.object({ ...Command.shape, words: Words, dueAt: z.iso.datetime() }),
  reply: Receipt,
});

export const withdrawCircular = endpoint({
  id: 'circular.withdraw',
  method: 'POST',
  path: '/api/circulars/:circularId/withdraw',
  permission: 'organisation.send',
  summary: 'Withdraw a notice or order; whoever got it is told why',
  params: path,
  body: z.object({ ...Command.shape, words: Words }),
  reply: Receipt,
});

const ownPath = z.object({ organisationId: z.uuid() });
const ownCopyPath = ownPath.extend({ circularId: z.uuid() });

export const listOwnCopies = endpoint({
  id: 'circular.own',
  method: 'GET',
  path: '/api/own/organisations/:organisationId/circulars',
  permission: 'organisation.represent',
  summary: 'Notices and orders to an organisation that I speak for: overdue ones first, then the newest',
  params: ownPath,
  query: PageQuery,
  reply: pageOf(OwnCopyRow),
});

export const getOwnCopy = endpoint({
  id: 'circular.ownOne',
  method: 'GET',
  path: '/api/own/organisations/:organisationId/circulars/:circularId',
  permission: 'organisation.represent',
  summary: 'One of them with the answers so far',
  params: ownCopyPath,
  reply: OwnCopyView,
});

export const readCircular = endpoint({
  id: 'circular.read',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/circulars/:circularId/read',
  permission: 'organisation.represent',
  summary: 'Say that it was read; the sender sees it',
  params: ownCopyPath,
  body: Command,
  reply: Receipt,
});

export const acknowledgeCircular = endpoint({
  id: 'circular.acknowledge',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/circulars/:circularId/acknowledge',
  permission: 'organisation.represent',
  summary: 'Acknowledge a notice or order',
  params: ownCopyPath,
  body: Command,
  reply: Receipt,
});

export const answerCircular = endpoint({
  id: 'circular.answer',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/circulars/:circularId/answer',
  permission: 'organisation.represent',
  summary: 'Answer with words and files',
  params: ownCopyPath,
  body: z.object({ ...Command.shape, words: Words, evidence: z.array(EvidenceInput).max(10).default([]) }),
  reply: Receipt,
});
