import { z } from 'zod';
import { PlaceCode } from '../city/place.ts';
import { Position } from '../geo.ts';
import { Code, Id, Stage } from '../matter/model.ts';
import { ChecklistItem } from '../patrol/plan.ts';
import { Text } from '../text.ts';
import { answers, invitationActs } from './consultation.ts';
import { findingActs, findingStates, inspectionActs, inspectionStates, placeStates } from './inspection.ts';

const instant = z.iso.datetime();
const NamedCode = z.object({ code: Code, name: Text });
const Done = z.object({ at: instant, by: z.string().nullable() });

const facts = {
  inspectionId: Id,
  /** Counts what was done; sent back with an act, so that nobody acts on what has changed meanwhile. */
  version: z.int(),
  title: z.string(),
  host: NamedCode,
  lead: NamedCode,
  startsAt: instant,
  endsAt: instant,
  meetingPlace: z.string(),
  state: z.enum(inspectionStates),
};

export const InspectionRow = z.object({
  ...facts,
  places: z.int(),
  /** Places that were inspected or skipped. */
  done: z.int(),
  findings: z.int(),
  /** Findings that the convening centre is asked to make matters. */
  referred: z.int(),
  /** Units that were invited, how many of them come, and how many have not answered. */
  invited: z.int(),
  accepted: z.int(),
  waiting: z.int(),
  /** Whether a unit that I work for convenes it, and how those that are invited have answered. */
  isHost: z.boolean(),
  ours: z.array(z.object({ unit: NamedCode, answer: z.enum(answers) })),
  ended: Done.nullable(),
});
export type InspectionRow = z.infer<typeof InspectionRow>;

/** What a unit answers for, as the patrol plan of the city had it when the unit was invited. */
export const Checklist = z.object({ code: Code, name: Text, items: z.array(ChecklistItem) });
export type Checklist = z.infer<typeof Checklist>;

const InvitedUnit = z.object({
  unit: NamedCode,
  phone: z.string().nullable(),
  checklist: Checklist.nullable(),
  invited: Done,
  answer: z.enum(answers),
  answered: Done.nullable(),
  /** Who comes; of a unit that is asked anew, who was to come before. */
  comes: z.string().nullable(),
  /** Why it was declined or withdrawn. */
  words: z.string().nullable(),
  allowed: z.array(z.enum(invitationActs)),
});
export type InvitedUnit = z.infer<typeof InvitedUnit>;

const Finding = z.object({
  item: Code,
  state: z.enum(findingStates),
  /** The matter that it became; null where it is not open to me. */
  matterId: Id.nullable(),
  matterCode: z.string().nullable(),
  stage: Stage.nullable(),
  /** What the convening centre was asked to register. */
  referred: z.object({ ...Done.shape, words: z.string() }).nullable(),
  /** Why nothing more is to be done. */
  words: z.string().nullable(),
  /** Why it was taken up again after it was settled, and in what words it had been. */
  reopened: z.object({ ...Done.shape, words: z.string(), settled: z.string() }).nullable(),
  done: Done.nullable(),
  /** Files of `evidence.get`, in the order given. */
  photos: z.array(Id),
  allowed: z.array(z.enum(findingActs)),
});
export type Finding = z.infer<typeof Finding>;

const ReportView = z.object({
  unit: Code,
  revision: z.int(),
  answers: z.record(z.string(), z.string()),
  recorded: Done,
  findings: z.array(Finding),
});
export type ReportView = z.infer<typeof ReportView>;

export const placeKinds = ['grid', 'landmark', 'premises', 'address'] as const;

const InspectedPlace = z.object({
  no: z.int(),
  kind: z.enum(placeKinds),
  /** Of the register or the city; null for an address in words. */
  code: Code.nullable(),
  name: Text,
  /** Grid or division that a matter found here gets. */
  area: NamedCode,
  position: Position.nullable(),
  state: z.enum(placeStates),
  /** When it was first inspected, or skipped. */
  done: Done.nullable(),
  /** Why it was skipped. */
  words: z.string().nullable(),
  reports: z.array(ReportView),
  /** Units whose checklists I may answer here now. */
  reportable: z.array(Code),
  allowed: z.array(z.enum(['skip', 'removePlace'])),
});
export type InspectedPlace = z.infer<typeof InspectedPlace>;

export const InspectionView = z.object({
  ...facts,
  /** Counts the changes of time and meeting place; sent back with an answer, which is for what was seen. */
  arrangement: z.int(),
  note: z.string().nullable(),
  planned: Done,
  begun: Done.nullable(),
  /** With the summary, or why it was cancelled. */
  ended: z.object({ ...Done.shape, words: z.string() }).nullable(),
  units: z.array(InvitedUnit),
  places: z.array(InspectedPlace),
  allowed: z.array(z.enum(inspectionActs)),
});
export type InspectionView = z.infer<typeof InspectionView>;

/** A place that can be put on an inspection: of the city, or of the register of premises. */
export const Candidate = z.object({
  kind: z.enum(['grid', 'landmark', 'premises']),
  code: PlaceCode,
  name: Text,
  area: NamedCode,
});
export type Candidate = z.infer<typeof Candidate>;

/** An inspection as the page of a matter that it found tells of it. */
export const InspectionOfMatter = z.object({
  inspectionId: Id,
  title: z.string(),
  startsAt: instant,
  place: Text,
});
