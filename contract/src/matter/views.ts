import { z } from 'zod';
import { RequestKind } from '../city/matter-type.ts';
import { Clock } from '../deadline/model.ts';
import { endpoint } from '../endpoint.ts';
import { Position } from '../geo.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Text } from '../text.ts';
import { ClockEnd } from './clock-end.ts';
import { commandKinds } from './commands.ts';
import { eventKinds } from './events.ts';
import { Code, Id, Matter, Outcome, Stage } from './model.ts';

/** How much of a limit is left: plenty, little, none. */
export const Light = z.enum(['green', 'yellow', 'red']);
export type Light = z.infer<typeof Light>;

/** An account as others see it: by its name on the platform. */
export const Person = z.object({ accountId: Id, name: z.string() });
export type Person = z.infer<typeof Person>;

export const MatterRow = z.object({
  matterId: Id,
  code: z.string(),
  title: z.string(),
  typeCode: Code,
  requestKind: RequestKind,
  channel: Code,
  stage: Stage,
  /** Grid, or the division where no grid is known. */
  placeCode: Code,
  address: z.string().nullable(),
  position: Position.nullable(),
  centreUnitId: Id,
  holderUnitId: Id,
  holder: Person.nullable(),
  registeredAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  provisionalDue: z.boolean(),
  light: Light.nullable(),
  closedAt: z.iso.datetime().nullable(),
  outcome: Outcome.nullable(),
  onTime: z.boolean().nullable(),
  version: z.number(),
});
export type MatterRow = z.infer<typeof MatterRow>;

const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value))
    .pipe(z.array(item).max(40));

/**
 * `mine`: what I hold myself; `unit`: what my units have to act on, work orders included; `area`: open and closed in
 * my places; `all`: everything I may see.
 */
export const QueueKind = z.enum(['mine', 'unit', 'area', 'all', 'checks', 'approvals']);
export type QueueKind = z.infer<typeof QueueKind>;

export const MatterFilter = z.object({
  queue: QueueKind.default('all'),
  stage: list(Stage).optional(),
  state: z.enum(['open', 'closed', 'any']).default('any'),
  type: list(Code).optional(),
  class: Code.optional(),
  kind: list(RequestKind).optional(),
  channel: list(Code).optional(),
  unit: Code.optional(),
  place: Code.optional(),
  light: list(Light).optional(),
  q: z.string().trim().max(100).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type MatterFilter = z.infer<typeof MatterFilter>;

export const listMatters = endpoint({
  id: 'matter.list',
  method: 'GET',
  path: '/api/matters',
  permission: 'matter.read',
  summary: 'Matters that I may see, by queue and filters, in pages',
  query: z.object({
    ...MatterFilter.shape,
    ...PageQuery.shape,
    sort: z.enum(['due', 'newest', 'oldest']).default('due'),
  }),
  reply: pageOf(MatterRow),
});

export const countMatters = endpoint({
  id: 'matter.count',
  method: 'GET',
  path: '/api/matters/count',
  permission: 'matter.read',
  summary: 'How many matters each of my queues holds, and how many of them are near or past due',
  reply: z.object({
    queues: z.array(
      z.object({
        queue: QueueKind,
        open: z.number(),
        yellow: z.number(),
        red: z.number(),
        capped: z.boolean(),
      }),
    ),
  }),
});

export const ClockView = Clock.omit({ pauses: true, extensions: true }).extend({
  light: Light.nullable(),
  remainingMs: z.number().nullable(),
  /** What ended it; null while it can still run. */
  end: ClockEnd.nullable(),
  /** How the due time came about, a line a step. */
  explanation: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
});
export type ClockView = z.infer<typeof ClockView>;

export const ActView = z.object({
  command: z.enum(commandKinds),
  /** The order that the command would act on; null for commands on the matter as a whole. */
  workOrderNo: z.number().nullable(),
  /** Null when it is possible now; else why not and what to do. */
  refusal: Text.nullable(),
});
export type ActView = z.infer<typeof ActView>;

export const ReportView = z.object({
  reportId: Id,
  mine: z.boolean(),
  /** Masked unless revealed by `matter.reveal`. */
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  text: z.string(),
  /** In whose name it was reported, where that is an organisation. */
  organisation: z.object({ organisationId: Id, name: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
});

export const NoteView = z.object({
  /** Of this matter; 0 where it was written on one that went into it. */
  version: z.number(),
  /** Written by the reporter of a matter that was merged into this one, since. */
  merged: z.boolean(),
  at: z.iso.datetime(),
  kind: z.enum(['note', 'reply', 'instructions', 'comment']),
  workOrderNo: z.number().nullable(),
  by: Person.nullable(),
  body: z.string(),
});

export const EvidenceView = z.object({
  fileId: Id,
  version: z.number(),
  workOrderNo: z.number().nullable(),
  /** Report that it came with; null for evidence of the staff. */
  reportId: Id.nullable(),
  kind: z.enum(['photo', 'file']),
  mediaType: z.string(),
  name: z.string().nullable(),
  bytes: z.number(),
});

export const MatterView = MatterRow.extend({
  description: z.string(),
  answers: z.record(z.string(), z.string()),
  route: z
    .object({ ruleCode: Code, explanation: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }) })
    .nullable(),
  state: Matter.omit({ clocks: true, merge: true }),
  clocks: z.array(ClockView),
  reports: z.array(ReportView),
  notes: z.array(NoteView),
  evidence: z.array(EvidenceView),
  people: z.array(Person),
  merged: z.array(z.object({ matterId: Id, code: z.string(), title: z.string() })),
  mergedInto: z.object({ matterId: Id, code: z.string(), title: z.string() }).nullable(),
  allowed: z.array(ActView),
});
export type MatterView = z.infer<typeof MatterView>;

/** By id, or by code in any of its spellings. */
const byMatter = z.object({ matterId: z.string().min(1).max(64) });

export const getMatter = endpoint({
  id: 'matter.get',
  method: 'GET',
  path: '/api/matters/:matterId',
  permission: 'matter.read',
  summary: 'One matter with all that its viewer may see of it, and what the viewer may do',
  params: byMatter,
  reply: MatterView,
});

export const HistoryEntry = z.object({
  at: z.iso.datetime(),
  version: z.number(),
  kind: z.enum(eventKinds),
  by: Person.nullable(),
  stageBefore: Stage.nullable(),
  stageAfter: Stage,
  holderUnitBefore: Id.nullable(),
  holderUnitAfter: Id,
  /** The event's own data: ids, codes and instants. */
  data: z.record(z.string(), z.unknown()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const getHistory = endpoint({
  id: 'matter.history',
  method: 'GET',
  path: '/api/matters/:matterId/history',
  permission: 'matter.read',
  summary: 'Everything that happened to a matter, oldest first',
  params: byMatter,
  reply: z.object({ entries: z.array(HistoryEntry) }),
});

export const revealReporter = endpoint({
  id: 'matter.reveal',
  method: 'POST',
  path: '/api/matters/:matterId/reveal',
  permission: 'matter.reveal',
  summary: 'Show how to reach the reporters; the purpose is logged and the reporters can see it',
  params: byMatter,
  body: z.object({ purpose: z.string().trim().min(2).max(200) }),
  reply: z.object({
    reports: z.array(
      z.object({
        reportId: Id,
        name: z.string().nullable(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
      }),
    ),
  }),
});

export const findDuplicates = endpoint({
  id: 'matter.duplicates',
  method: 'GET',
  path: '/api/duplicates',
  permission: 'matter.register',
  summary: 'Recent matters of the same class within 250 m or at the same address',
  query: z.object({
    typeCode: Code,
    lng: z.coerce.number().min(-180).max(180).optional(),
    lat: z.coerce.number().min(-90).max(90).optional(),
    placeCode: Code.optional(),
    address: z.string().trim().max(300).optional(),
  }),
  reply: z.object({ rows: z.array(MatterRow.extend({ distanceM: z.number().nullable() })) }),
});
