import { z } from 'zod';
import { PlaceCode } from './city/place.ts';
import { UnitCode, UnitKind } from './city/unit.ts';
import { Command } from './command.ts';
import { endpoint } from './endpoint.ts';
import { Position } from './geo.ts';
import { callEnds } from './joint/call.ts';
import { JointDuty } from './joint/duty.ts';
import { legActs, legEnds, legStates } from './joint/leg.ts';
import { Code, Id, Stage } from './matter/model.ts';
import { PageQuery, pageOf } from './page.ts';
import { Text } from './text.ts';

const instant = z.iso.datetime();
const NamedCode = z.object({ code: Code, name: Text });

export const DutiesOfUnit = z.object({
  unit: NamedCode,
  kind: UnitKind,
  /** The place it works for. */
  place: Text,
  phone: z.string().nullable(),
  duties: z.array(JointDuty.extend({ onCallNow: z.boolean() })),
});
export type DutiesOfUnit = z.infer<typeof DutiesOfUnit>;

export const listDuties = endpoint({
  id: 'joint.duties',
  method: 'GET',
  path: '/api/joint/duties',
  permission: 'city.read',
  summary: 'Duty lists: what each unit comes for when it is called, and within how many minutes',
  query: z.object({
    /** Of this unit alone. */
    unit: UnitCode.optional(),
    /** Of the units that work where this place is: its own, those above it, those of the whole district. */
    place: PlaceCode.optional(),
  }),
  reply: z.object({ rows: z.array(DutiesOfUnit) }),
});

const ClockView = z.object({
  dueAt: instant,
  /** Null while it has not been done. */
  at: instant.nullable(),
  by: z.string().nullable(),
});

export const LegView = z.object({
  no: z.int(),
  unit: NamedCode,
  phone: z.string().nullable(),
  duty: NamedCode,
  state: z.enum(legStates),
  calledAt: instant,
  calledBy: z.string().nullable(),
  acknowledge: ClockView,
  arrive: ClockView,
  ended: z
    .object({
      at: instant,
      as: z.enum(legEnds),
      by: z.string().nullable(),
      /** The report, or why it was declined or withdrawn. */
      words: z.string().nullable(),
    })
    .nullable(),
  allowed: z.array(z.enum(legActs)),
});
export type LegView = z.infer<typeof LegView>;

export const callActs = ['callMore', 'close'] as const;
export type CallAct = (typeof callActs)[number];

export const CallView = z.object({
  callId: Id,
  matterId: Id,
  matterCode: z.string(),
  title: z.string(),
  typeName: Text,
  stage: Stage,
  /** Names of the place, outermost first, and the address where one is known: where the units are to go. */
  place: Text,
  /** Its grid, or the division where no grid is known. */
  placeCode: PlaceCode,
  address: z.string().nullable(),
  position: Position.nullable(),
  /** Whether the matter's own page is open to me: a called unit without a work order sees the call alone. */
  seesMatter: z.boolean(),
  centre: NamedCode,
  note: z.string().nullable(),
  calledAt: instant,
  calledBy: z.string().nullable(),
  legs: z.array(LegView),
  ended: z
    .object({
      at: instant,
      because: z.enum(callEnds),
      by: z.string().nullable(),
      words: z.string().nullable(),
    })
    .nullable(),
  allowed: z.array(z.enum(callActs)),
});
export type CallView = z.infer<typeof CallView>;

const flag = z.literal('true').optional();
const callFilters = {
  /** Calls that have ended, the last one first, in place of open ones. */
  ended: flag,
  /** Where somebody should have answered or arrived and has not. */
  overdue: flag,
  /** To units that I work for. */
  toUs: flag,
  unit: UnitCode.optional(),
  /** A place with all below it. */
  place: PlaceCode.optional(),
};
export const CallQuery = z.object(callFilters);
export type CallQuery = z.infer<typeof CallQuery>;

export const listCalls = endpoint({
  id: 'joint.calls',
  method: 'GET',
  path: '/api/joint/calls',
  permission: 'joint.read',
  summary: 'Calls within my sight: the longest overdue first, then whose time is up next, in pages',
  query: z.object({ ...callFilters, ...PageQuery.shape }),
  reply: pageOf(CallView),
});

export const getCallBoard = endpoint({
  id: 'joint.board',
  method: 'GET',
  path: '/api/joint/board',
  permission: 'joint.read',
  summary: 'How many calls within my sight are open, overdue, and to units that I work for',
  reply: z.object({
    open: z.int(),
    overdue: z.int(),
    /** Open, to units that I work for. */
    toUs: z.int(),
    /** Of these, not yet acknowledged by us. */
    unanswered: z.int(),
  }),
});

const matterPath = z.object({ matterId: z.uuid() });
const callPath = z.object({ callId: z.uuid() });
const legPath = callPath.extend({ no: z.coerce.number().int().min(1).max(999) });

export const listCallsOfMatter = endpoint({
  id: 'joint.ofMatter',
  method: 'GET',
  path: '/api/matters/:matterId/calls',
  permission: 'joint.read',
  summary: 'Calls to a matter, and whether I may make one',
  params: matterPath,
  reply: z.object({
    calls: z.array(CallView),
    placeCode: PlaceCode,
    allowed: z.array(z.literal('call')),
  }),
});

const Words = z.string().trim().min(2).max(2000);
const CalledUnits = z
  .array(z.object({ unit: UnitCode, duty: Code }))
  .min(1)
  .max(20);
export type CalledUnits = z.infer<typeof CalledUnits>;
const Receipt = z.object({ callId: Id });

export const callUnits = endpoint({
  id: 'joint.call',
  method: 'POST',
  path: '/api/matters/:matterId/calls',
  permission: 'joint.call',
  summary: 'Call units to a matter, each for one of its duties; its clocks start',
  params: matterPath,
  body: Command.extend({ units: CalledUnits, note: Words.optional() }),
  reply: Receipt,
});

export const callMoreUnits = endpoint({
  id: 'joint.callMore',
  method: 'POST',
  path: '/api/joint/calls/:callId/legs',
  permission: 'joint.call',
  summary: 'Call more units in an open call',
  params: callPath,
  body: Command.extend({ units: CalledUnits }),
  reply: Receipt,
});

export const closeCall = endpoint({
  id: 'joint.close',
  method: 'POST',
  path: '/api/joint/calls/:callId/close',
  permission: 'joint.call',
  summary: 'End a call; units that have not reported are withdrawn',
  params: callPath,
  body: Command.extend({ words: Words }),
  reply: Receipt,
});

export const withdrawUnit = endpoint({
  id: 'joint.withdraw',
  method: 'POST',
  path: '/api/joint/calls/:callId/legs/:no/withdraw',
  permission: 'joint.call',
  summary: 'Withdraw a called unit, saying why',
  params: legPath,
  body: Command.extend({ words: Words }),
  reply: Receipt,
});

export const acknowledgeCall = endpoint({
  id: 'joint.acknowledge',
  method: 'POST',
  path: '/api/joint/calls/:callId/legs/:no/acknowledge',
  permission: 'joint.answer',
  summary: 'Acknowledge a call for the called unit: it is coming',
  params: legPath,
  body: Command,
  reply: Receipt,
});

export const arriveAtCall = endpoint({
  id: 'joint.arrive',
  method: 'POST',
  path: '/api/joint/calls/:callId/legs/:no/arrive',
  permission: 'joint.answer',
  summary: 'Say that the called unit is there',
  params: legPath,
  body: Command,
  reply: Receipt,
});

export const reportOnCall = endpoint({
  id: 'joint.report',
  method: 'POST',
  path: '/api/joint/calls/:callId/legs/:no/report',
  permission: 'joint.answer',
  summary: 'Report what the called unit found and did; its part is over',
  params: legPath,
  body: Command.extend({ words: Words }),
  reply: Receipt,
});

export const declineCall = endpoint({
  id: 'joint.decline',
  method: 'POST',
  path: '/api/joint/calls/:callId/legs/:no/decline',
  permission: 'joint.answer',
  summary: 'Say that the called unit cannot come, and why',
  params: legPath,
  body: Command.extend({ words: Words }),
  reply: Receipt,
});
