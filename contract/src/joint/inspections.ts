import { z } from 'zod';
import { Slug } from '../city/matter-type.ts';
import { PlaceCode } from '../city/place.ts';
import { UnitCode } from '../city/unit.ts';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { Position } from '../geo.ts';
import { MatterReceipt } from '../matter/endpoints.ts';
import { Code, Id } from '../matter/model.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Answers } from '../patrol.ts';
import { Text } from '../text.ts';
import { Candidate, InspectionOfMatter, InspectionRow, InspectionView } from './inspection-views.ts';

export const inspectionViews = ['coming', 'underway', 'toAnswer', 'over'] as const;
const filters = {
  /** Those to come without it. `toAnswer` waits for a unit of mine; `over` has closed and cancelled ones, the last first. */
  view: z.enum(inspectionViews).optional(),
  /** That a unit of mine convenes or is invited to. */
  ours: z.literal('true').optional(),
};
export const InspectionQuery = z.object(filters);
export type InspectionQuery = z.infer<typeof InspectionQuery>;

export const listInspections = endpoint({
  id: 'inspection.list',
  method: 'GET',
  path: '/api/joint/inspections',
  permission: 'joint.attend',
  summary: 'Joint inspections within my sight: the next one first, or the last one of those that are over',
  query: z.object({ ...filters, ...PageQuery.shape }),
  reply: pageOf(InspectionRow),
});

const NamedCode = z.object({ code: Code, name: Text });

export const getInspectionBoard = endpoint({
  id: 'inspection.board',
  method: 'GET',
  path: '/api/joint/inspection-board',
  permission: 'joint.attend',
  summary: 'How many inspections are to come and under way, and the centres for which I may plan one',
  reply: z.object({
    coming: z.int(),
    underway: z.int(),
    toAnswer: z.int(),
    hosts: z.array(NamedCode),
    /** Checklists that a unit may answer for, which are those of the patrol plans. */
    checklists: z.array(NamedCode),
  }),
});

export const candidatesAtMost = 50;

export const listInspectionPlaces = endpoint({
  id: 'inspection.candidates',
  method: 'GET',
  path: '/api/joint/inspection-places',
  permission: 'joint.inspect',
  summary:
    'Places below a centre that can be inspected: grids, landmarks and premises, or those of a patrol plan',
  query: z.object({
    host: UnitCode,
    /** Part of a name or code. */
    q: z.string().trim().max(60).default(''),
    plan: Slug.optional(),
    kind: Candidate.shape.kind.optional(),
  }),
  reply: z.object({ rows: z.array(Candidate), hasMore: z.boolean() }),
});

const path = z.object({ inspectionId: z.uuid() });
const no = z.coerce.number().int().min(1).max(999);
const unitPath = path.extend({ unit: UnitCode });
const placePath = path.extend({ no });
const reportPath = placePath.extend({ unit: UnitCode });
const findingPath = reportPath.extend({ item: Slug });

export const getInspection = endpoint({
  id: 'inspection.get',
  method: 'GET',
  path: '/api/joint/inspections/:inspectionId',
  permission: 'joint.attend',
  summary: 'A joint inspection with its units, places, reports and findings',
  params: path,
  reply: InspectionView,
});

export const listInspectionsOfMatter = endpoint({
  id: 'inspection.ofMatter',
  method: 'GET',
  path: '/api/matters/:matterId/inspections',
  permission: 'joint.read',
  summary: 'The joint inspection that found a matter, where it is open to me',
  params: z.object({ matterId: z.uuid() }),
  reply: z.object({ rows: z.array(InspectionOfMatter) }),
});

const Words = z.string().trim().min(2).max(2000);
const Receipt = z.object({ inspectionId: Id, version: z.int() });

/** What every act carries: the version that the person saw. One that changed meanwhile refuses it, `resource.changed`. */
const Act = Command.extend({ expectedVersion: z.int().min(1).optional() });

const meeting = {
  title: z.string().trim().min(2).max(120),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  meetingPlace: z.string().trim().min(1).max(200),
  note: z.string().trim().max(2000).optional(),
  /** The convening centre, or an invited unit. */
  lead: UnitCode,
};
const runs = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
  Date.parse(startsAt) < Date.parse(endsAt);
const endless = { error: 'it ends after it starts', path: ['endsAt'] };

const Invited = z.object({
  unit: UnitCode,
  /** Patrol plan whose checklist the unit answers for; without it the unit comes along. */
  checklist: Slug.optional(),
});
const Units = z.array(Invited).min(1).max(20);

/** One that the city or a register knows, or an address with a point or grid. */
export const PlaceToInspect = z.union([
  z.object({ kind: z.enum(['grid', 'landmark', 'premises']), code: PlaceCode }),
  z
    .object({
      kind: z.literal('address'),
      address: z.string().trim().min(2).max(200),
      position: Position.optional(),
      placeCode: PlaceCode.optional(),
    })
    .refine(({ position, placeCode }) => position !== undefined || placeCode !== undefined, {
      error: 'a point, or a division or grid',
      path: ['placeCode'],
    }),
]);
export type PlaceToInspect = z.infer<typeof PlaceToInspect>;
const Places = z.array(PlaceToInspect).max(40);

export const planInspection = endpoint({
  id: 'inspection.plan',
  method: 'POST',
  path: '/api/joint/inspections',
  permission: 'joint.inspect',
  summary: 'Plan a joint inspection for a centre of mine, with the units invited and the places to inspect',
  body: Command.extend({ host: UnitCode, ...meeting, units: Units, places: Places.default([]) }).refine(
    runs,
    endless,
  ),
  reply: Receipt,
});

export const changeInspection = endpoint({
  id: 'inspection.change',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/change',
  permission: 'joint.inspect',
  summary:
    'Change title, time, meeting place, note or lead before it begins; another time or place asks those anew who come',
  params: path,
  body: Act.extend(meeting).refine(runs, endless),
  reply: Receipt,
});

export const inviteToInspection = endpoint({
  id: 'inspection.invite',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/invitations',
  permission: 'joint.inspect',
  summary: 'Invite more units, each with the checklist that it answers for',
  params: path,
  body: Act.extend({ units: Units }),
  reply: Receipt,
});

export const withdrawFromInspection = endpoint({
  id: 'inspection.withdraw',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/invitations/:unit/withdraw',
  permission: 'joint.inspect',
  summary: 'Withdraw an invitation; the unit sees the inspection no more',
  params: unitPath,
  body: Act.extend({ words: Words }),
  reply: Receipt,
});

/** The arrangement that the person saw: another time or place meanwhile refuses the answer, `resource.changed`. */
const Reply = Act.extend({ arrangement: z.int().min(1).optional() });

export const acceptInspection = endpoint({
  id: 'inspection.accept',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/invitations/:unit/accept',
  permission: 'joint.attend',
  summary: 'Say that the invited unit takes part, and who comes',
  params: unitPath,
  body: Reply.extend({ comes: z.string().trim().min(1).max(400) }),
  reply: Receipt,
});

export const declineInspection = endpoint({
  id: 'inspection.decline',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/invitations/:unit/decline',
  permission: 'joint.attend',
  summary: 'Say that the invited unit does not take part, and why',
  params: unitPath,
  body: Reply.extend({ words: Words }),
  reply: Receipt,
});

export const addInspectionPlaces = endpoint({
  id: 'inspection.addPlaces',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/places',
  permission: 'joint.inspect',
  summary: 'Put more places on the inspection, also while it is under way',
  params: path,
  body: Act.extend({ places: Places.min(1) }),
  reply: Receipt,
});

export const removeInspectionPlace = endpoint({
  id: 'inspection.removePlace',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/places/:no/remove',
  permission: 'joint.inspect',
  summary: 'Take a place off before the inspection begins',
  params: placePath,
  body: Act,
  reply: Receipt,
});

export const beginInspection = endpoint({
  id: 'inspection.begin',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/begin',
  permission: 'joint.inspect',
  summary: 'Begin: places can be inspected',
  params: path,
  body: Act,
  reply: Receipt,
});

export const photosAtMost = 6;

/** Item that is a finding → uploads of `evidence.upload`, and those of the report that is changed which stay. */
const Photos = z.record(Slug, z.array(z.uuid()).min(1).max(photosAtMost));

export const reportOnPlace = endpoint({
  id: 'inspection.report',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/places/:no/reports/:unit',
  permission: 'joint.attend',
  summary: 'Answer the checklist of a unit at a place; what is amiss becomes a finding, with photos of it',
  params: reportPath,
  /** `revision`: the report that was changed, 0 where there was none; somebody else’s newer one is not written over. */
  body: Command.extend({
    answers: Answers,
    revision: z.int().min(0).max(32_000),
    photos: Photos.default({}),
  }),
  reply: Receipt,
});

export const skipInspectionPlace = endpoint({
  id: 'inspection.skip',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/places/:no/skip',
  permission: 'joint.inspect',
  summary: 'Skip a place, and say why',
  params: placePath,
  body: Act.extend({ words: Words }),
  reply: Receipt,
});

export const raiseFinding = endpoint({
  id: 'inspection.raise',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/places/:no/reports/:unit/findings/:item/raise',
  permission: 'matter.register',
  summary: 'Register a finding as a matter, filled in from the checklist and the place, with its photos',
  params: findingPath,
  body: Command.extend({ description: z.string().trim().min(2).max(5000) }),
  reply: MatterReceipt,
});

export const referFinding = endpoint({
  id: 'inspection.refer',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/places/:no/reports/:unit/findings/:item/refer',
  permission: 'joint.attend',
  summary: 'Ask the convening centre to register a finding as a matter, for those who may not themselves',
  params: findingPath,
  body: Command.extend({ words: Words }),
  reply: Receipt,
});

export const settleFinding = endpoint({
  id: 'inspection.settle',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/places/:no/reports/:unit/findings/:item/settle',
  permission: 'joint.attend',
  summary: 'Say why a finding needs no matter, as it was put right on the spot',
  params: findingPath,
  body: Command.extend({ words: Words }),
  reply: Receipt,
});

export const reopenFinding = endpoint({
  id: 'inspection.reopen',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/places/:no/reports/:unit/findings/:item/reopen',
  permission: 'joint.attend',
  summary: 'Take a settled finding up again while the inspection is under way, and say why',
  params: findingPath,
  body: Command.extend({ words: Words }),
  reply: Receipt,
});

export const closeInspection = endpoint({
  id: 'inspection.close',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/close',
  permission: 'joint.inspect',
  summary: 'Close it with a summary, when no place and no finding is open any more',
  params: path,
  body: Act.extend({ words: Words }),
  reply: Receipt,
});

export const cancelInspection = endpoint({
  id: 'inspection.cancel',
  method: 'POST',
  path: '/api/joint/inspections/:inspectionId/cancel',
  permission: 'joint.inspect',
  summary: 'Cancel an inspection before any place was inspected, and say why',
  params: path,
  body: Act.extend({ words: Words }),
  reply: Receipt,
});
