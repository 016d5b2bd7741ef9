import { z } from 'zod';
import { Slug } from './city/matter-type.ts';
import { Command } from './command.ts';
import { endpoint } from './endpoint.ts';
import { CallBackHours, KnowledgeEntry, KnowledgeKind } from './hotline/desk.ts';
import { MatterReceipt, registerMatter, ReporterInput } from './matter/endpoints.ts';
import { Code } from './matter/model.ts';
import { phoneKey } from './matter/phone.ts';
import { PublicProgress } from './matter/track.ts';
import { MatterRow } from './matter/views.ts';
import { PageQuery, pageOf } from './page.ts';

const instant = z.iso.datetime();

/** Why an operator looks for what somebody reported. */
export const findReasons = ['progress', 'addition', 'result', 'again', 'other'] as const;
export const FindReason = z.enum(findReasons);
export type FindReason = z.infer<typeof FindReason>;

/** Words that enter the record of looks, which holds no numbers. */
const Note = z
  .string()
  .trim()
  .min(2)
  .max(150)
  .refine((text) => !/\d(?:[ -]?\d){6}/.test(text.normalize('NFKC')), {
    error: 'words without a telephone or identity number',
  });

const CallerPhone = z
  .string()
  .trim()
  .max(40)
  .refine((text) => /^\d{7,15}$/.test(phoneKey(text)), { error: 'a telephone number' });

export const CallerMatter = MatterRow.extend({
  /** Masked. */
  reporter: z.string().nullable(),
  /** What anybody is told who has the code. */
  progress: PublicProgress,
  /** What its reporters were told in words, the last first. */
  replies: z.array(z.object({ at: instant, body: z.string() })),
  callBackDue: z.boolean(),
});
export type CallerMatter = z.infer<typeof CallerMatter>;

export const findCaller = endpoint({
  id: 'hotline.find',
  method: 'POST',
  path: '/api/hotline/find',
  permission: 'hotline.use',
  summary:
    'Matters of a caller within my sight, by telephone number or code; on record with its reason, and never in an address',
  body: z
    .object({
      caller: z.union([
        z.strictObject({ phone: CallerPhone }),
        z.strictObject({ code: z.string().trim().min(4).max(40) }),
      ]),
      reason: FindReason,
      note: Note.optional(),
    })
    .refine(({ reason, note }) => reason !== 'other' || note !== undefined, {
      path: ['note'],
      error: 'why, in a few words',
    }),
  reply: z.object({ rows: z.array(CallerMatter), more: z.boolean() }),
});

export const KnowledgeView = z.object({
  code: Slug,
  kind: KnowledgeKind,
  title: KnowledgeEntry.shape.title,
  answer: KnowledgeEntry.shape.answer,
  typeCode: Code.nullable(),
  validUntil: z.iso.date().nullable(),
  source: KnowledgeEntry.shape.source,
});
export type KnowledgeView = z.infer<typeof KnowledgeView>;

export const findKnowledge = endpoint({
  id: 'hotline.knowledge',
  method: 'GET',
  path: '/api/knowledge',
  permission: 'public',
  summary: 'Short answers that the city gives today, the best match first',
  query: z.object({
    q: z.string().trim().max(100).default(''),
    kind: KnowledgeKind.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  reply: z.object({ rows: z.array(KnowledgeView) }),
});

const { typeCode, title, description, place, answers, channel } = registerMatter.body.shape;

export const answerCaller = endpoint({
  id: 'hotline.answer',
  method: 'POST',
  path: '/api/hotline/answers',
  permission: 'hotline.use',
  summary: 'Register an inquiry and close it on the spot with an answer of the city’s knowledge',
  body: z.object({
    ...Command.shape,
    entry: Slug,
    typeCode,
    title,
    description,
    place,
    answers,
    channel,
    reporter: ReporterInput.optional(),
  }),
  reply: MatterReceipt,
});

export const CallBackRow = MatterRow.extend({
  /** Attempts so far, and after how many it counts as done. */
  attempts: z.int(),
  maxAttempts: z.int(),
  lastAttemptAt: instant.nullable(),
  /** How many of its reporters left a telephone number. */
  withPhone: z.int(),
  /** The last words that its reporters were told. */
  reply: z.string().nullable(),
});
export type CallBackRow = z.infer<typeof CallBackRow>;

export const listCallBacks = endpoint({
  id: 'hotline.callBacks',
  method: 'GET',
  path: '/api/hotline/call-backs',
  permission: 'hotline.use',
  summary: 'Closed matters whose reporters my centres have to call back, the first due first, in pages',
  query: PageQuery,
  reply: pageOf(CallBackRow).extend({
    total: z.int(),
    hours: CallBackHours,
    /** When one may call: now or the next time. */
    callFrom: instant,
    now: instant,
  }),
});

export const AnswerCount = z.object({ entry: Slug, count: z.int() });

export const countAnswers = endpoint({
  id: 'hotline.counts',
  method: 'GET',
  path: '/api/hotline/answers',
  permission: 'hotline.use',
  summary: 'How often each answer of the knowledge closed an inquiry within my sight in the last 30 days',
  reply: z.object({ counts: z.array(AnswerCount) }),
});
