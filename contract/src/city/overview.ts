import { z } from 'zod';
import { Calendar } from '../deadline/calendar.ts';
import { endpoint } from '../endpoint.ts';
import { Position } from '../geo.ts';
import { LifeCycleRules, MatterTypeRules } from '../matter/rules.ts';
import { Text } from '../text.ts';
import {
  CatalogueVersion,
  FilingCondition,
  MatterClass,
  MatterType,
  RequestKindEntry,
} from './matter-type.ts';
import { Channel, PackHeader } from './pack-header.ts';
import { Division, divisionLevels, Grid } from './place.ts';
import { Fallback } from './routing-rule.ts';
import { Unit } from './unit.ts';
import { Reasons, ReplyTemplate, Words } from './wording.ts';

/** West, south, east, north in degrees. */
export const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Bounds = z.infer<typeof Bounds>;

export const DivisionEntry = Division.pick({
  code: true,
  name: true,
  level: true,
  parentCode: true,
  kind: true,
  centre: true,
});
export type DivisionEntry = z.infer<typeof DivisionEntry>;

export const UnitEntry = Unit.pick({
  code: true,
  name: true,
  kind: true,
  level: true,
  divisionCode: true,
  parentCode: true,
});
export type UnitEntry = z.infer<typeof UnitEntry>;

export const OfferedType = MatterType.pick({
  code: true,
  classCode: true,
  family: true,
  name: true,
  description: true,
  forResidents: true,
  keywords: true,
  questions: true,
}).extend({
  /** The first is proposed at filing. */
  conditions: z.array(FilingCondition.omit({ typeCode: true })).min(1),
  rules: MatterTypeRules.pick({
    preFilingCheckRequired: true,
    filingRequired: true,
    postHandlingCheckRequired: true,
    evidenceRequired: true,
    onSpotAllowed: true,
    callBackRequired: true,
  }),
});
export type OfferedType = z.infer<typeof OfferedType>;

export const FormerType = MatterType.pick({ code: true, classCode: true, family: true, name: true });
export type FormerType = z.infer<typeof FormerType>;

export const CityOverview = z.object({
  ...PackHeader.pick({
    code: true,
    name: true,
    version: true,
    districtCode: true,
    timeZone: true,
    hotline: true,
    baseMapUrl: true,
  }).shape,
  /** Number of the import in force: goes into the address of map tiles, so that they may be kept for good. */
  versionId: z.int(),
  map: z.object({ centre: Position, zoom: z.number(), bounds: Bounds.nullable() }),
  /** Local names of the levels, of checks and of people. */
  words: Words,
  /** Parents before children. */
  divisions: z.array(DivisionEntry),
  units: z.array(UnitEntry),
  classes: z.array(MatterClass),
  /** Types that a new matter may have today. */
  types: z.array(OfferedType),
  /** Types that left the catalogue or have not joined it yet; open matters may still have them. */
  formerTypes: z.array(FormerType),
  /** Units and places that an earlier version had: old matters still name them. */
  formerUnits: z.array(Unit.pick({ code: true, name: true, kind: true })),
  formerPlaces: z.array(
    z.object({
      code: z.string(),
      name: Text,
      level: z.enum([...divisionLevels, 'grid']),
      parentCode: z.string().nullable(),
    }),
  ),
  catalogue: CatalogueVersion,
  requestKinds: z.array(RequestKindEntry),
  channels: z.array(Channel),
  reasons: Reasons,
});
export type CityOverview = z.infer<typeof CityOverview>;

/** Has a strong ETag that changes with the city and, as types come and go, with the local date. */
export const getCityOverview = endpoint({
  id: 'city.overview',
  method: 'GET',
  path: '/api/city',
  permission: 'public',
  summary: 'The city: names of its codes, its types of matters and what forms need',
  reply: CityOverview,
});

export const GridEntry = Grid.pick({ code: true, name: true, communityCode: true, kind: true, centre: true });
export type GridEntry = z.infer<typeof GridEntry>;

export const getCityGrids = endpoint({
  id: 'city.grids',
  method: 'GET',
  path: '/api/city/grids',
  permission: 'public',
  summary: 'Names of all grids; large, so asked for once a version by pages that name many',
  reply: z.object({ versionId: z.int(), grids: z.array(GridEntry) }),
});

export const StaffOverview = z.object({
  versionId: z.int(),
  replyTemplates: z.array(ReplyTemplate),
  /** Counts and limits of the life cycle, such as how often an order may be extended. */
  lifeCycle: LifeCycleRules,
  unitContacts: z.array(Unit.pick({ code: true, phone: true, position: true })),
  fallback: Fallback,
  workingTime: z.object({
    timeZone: Calendar.shape.timeZone,
    spans: Calendar.shape.spans,
    weekend: Calendar.shape.weekend,
    legalYears: Calendar.shape.legalYears,
    /** Due times after this local date stand on a provisional year; null without any legal year. */
    legalUntil: z.iso.date().nullable(),
  }),
});
export type StaffOverview = z.infer<typeof StaffOverview>;

export const getStaffOverview = endpoint({
  id: 'city.staffOverview',
  method: 'GET',
  path: '/api/city/staff',
  permission: 'city.read',
  summary: 'What staff need of the city beyond the public part: templates, life-cycle limits, working time',
  reply: StaffOverview,
});
