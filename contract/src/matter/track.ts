import { z } from 'zod';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { pageOf, PageQuery } from '../page.ts';
import { matterCommands } from './commands.ts';
import { EvidenceInput, MatterReceipt, ReporterInput } from './endpoints.ts';
import { Code, Id, Outcome, ReporterVerdict, Satisfaction, Stage } from './model.ts';

/** Progress as anybody may see it who holds the code: no person, no words of the report, no exact place. */
export const PublicProgress = z.object({
  code: z.string(),
  typeCode: Code,
  /** Community, or the division above where none is known. */
  divisionCode: Code,
  stage: Stage,
  outcome: Outcome.nullable(),
  registeredAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  closedAt: z.iso.datetime().nullable(),
  steps: z.array(
    z.object({
      at: z.iso.datetime(),
      step: z.enum([
        'registered',
        'accepted',
        'declined',
        'dispatched',
        'handling',
        'fedBack',
        'checked',
        'closed',
        'reopened',
        'suspended',
        'resumed',
        'extended',
        'merged',
        'parted',
        'voided',
      ]),
      unitId: Id.nullable(),
    }),
  ),
});
export type PublicProgress = z.infer<typeof PublicProgress>;

/** Progress by the code alone, also where the matter was merged and goes on under another code. */
export const TrackedProgress = PublicProgress.extend({ mergedInto: PublicProgress.nullable() });
export type TrackedProgress = z.infer<typeof TrackedProgress>;

export const trackMatter = endpoint({
  id: 'matter.track',
  method: 'POST',
  path: '/api/track',
  permission: 'public',
  summary: 'Progress of a matter by its code; the code travels in the body, so that no log keeps it',
  body: z.object({ code: z.string().min(4).max(40) }),
  reply: TrackedProgress,
});

/** A report as its own reporter sees it. */
export const OwnReport = PublicProgress.extend({
  matterId: Id,
  version: z.number(),
  title: z.string(),
  text: z.string(),
  address: z.string().nullable(),
  replies: z.array(z.object({ at: z.iso.datetime(), body: z.string(), by: z.enum(['centre', 'reporter']) })),
  evidence: z.array(z.object({ fileId: Id, kind: z.enum(['photo', 'file']), mediaType: z.string() })),
  /** Why it was declined, voided or found not solvable: a code of the city's list for that act. */
  reason: z.object({ act: z.enum(['decline', 'void', 'unsolvable']), code: Code }).nullable(),
  /** When and for what somebody of which unit had the contact details shown. */
  looks: z.array(z.object({ at: z.iso.datetime(), unitId: Id.nullable(), purpose: z.string() })),
  /** Photos of the result, for the reporters of a closed matter alone. */
  results: z.array(z.object({ fileId: Id })),
  /** Where a merged matter goes on, and what its reporters are told there. */
  mergedInto: PublicProgress.nullable(),
  rating: z.object({ verdict: ReporterVerdict, satisfaction: Satisfaction }).nullable(),
  mayComment: z.boolean(),
  mayRate: z.boolean(),
  mayReopen: z.boolean(),
});
export type OwnReport = z.infer<typeof OwnReport>;

export const listOwnReports = endpoint({
  id: 'report.list',
  method: 'GET',
  path: '/api/own/reports',
  permission: 'signedIn',
  summary: 'My reports, newest first',
  query: PageQuery,
  reply: pageOf(
    OwnReport.pick({
      code: true,
      matterId: true,
      title: true,
      typeCode: true,
      stage: true,
      outcome: true,
      registeredAt: true,
      dueAt: true,
      overdue: true,
      divisionCode: true,
    }),
  ),
});

/** Who asks: the session, or for an anonymous report its receipt code. */
const own = { code: z.string().min(4).max(40), receiptCode: z.string().min(8).max(60).optional() };

export const openOwnReport = endpoint({
  id: 'report.open',
  method: 'POST',
  path: '/api/own/report',
  permission: 'public',
  summary: 'One of my reports, by session or receipt code',
  body: z.object(own),
  reply: OwnReport,
});

/** Travels in a body as well: a receipt code in an address would stay in logs and histories. */
export const openOwnEvidence = endpoint({
  id: 'report.evidence',
  method: 'POST',
  path: '/api/own/report/evidence',
  permission: 'public',
  summary: 'A photo or file of my report, or a photo of its result, by session or receipt code',
  body: z.object({ ...own, fileId: z.uuid(), size: z.enum(['full', 'thumb']).default('full') }),
  reply: 'bytes',
});

export const recoverReceipt = endpoint({
  id: 'report.recover',
  method: 'POST',
  path: '/api/own/report/recover',
  permission: 'public',
  summary:
    'Send a lost receipt code again to the address or number left with the report; answers the same either way',
  body: z.object({
    ...Command.shape,
    /** E-mail address, or telephone number where the city sends text messages. */
    contact: z.union([ReporterInput.shape.email.unwrap(), ReporterInput.shape.phone.unwrap()]),
    /** Of one matter; without it of the latest reports left with this address. */
    code: z.string().min(4).max(40).optional(),
  }),
  reply: z.object({ asked: z.literal(true) }),
});

export const commentOwnReport = endpoint({
  id: 'report.comment',
  method: 'POST',
  path: '/api/own/report/comment',
  permission: 'public',
  summary: 'Add something to my report',
  body: z.object({
    ...own,
    ...Command.shape,
    note: matterCommands.addComment.shape.note,
    evidence: z.array(EvidenceInput).max(10).default([]),
  }),
  reply: MatterReceipt,
});

export const rateOwnReport = endpoint({
  id: 'report.rate',
  method: 'POST',
  path: '/api/own/report/rate',
  permission: 'public',
  summary: 'Confirm or dispute the result and rate the service',
  body: z.object({
    ...own,
    ...Command.shape,
    verdict: ReporterVerdict,
    satisfaction: Satisfaction,
    note: matterCommands.rate.shape.note,
  }),
  reply: MatterReceipt,
});

export const reopenOwnReport = endpoint({
  id: 'report.reopen',
  method: 'POST',
  path: '/api/own/report/reopen',
  permission: 'public',
  summary: 'Ask for the matter to be taken up again',
  body: z.object({
    ...own,
    ...Command.shape,
    reasonCode: Code,
    note: matterCommands.reopen.shape.note,
  }),
  reply: MatterReceipt,
});
