import { z } from 'zod';
import { Calendar } from '../deadline/calendar.ts';
import { isTimeZone } from '../deadline/zone.ts';
import { Position } from '../geo.ts';
import { HotlineDesk, noHotlineDesk } from '../hotline/desk.ts';
import { JointDuties, noJointDuties } from '../joint/duty.ts';
import { LifeCycleRules } from '../matter/rules.ts';
import { CityNotices, noNotices } from '../notices/rule.ts';
import { noPatrol, Patrol } from '../patrol/plan.ts';
import { noSupervision, Supervision } from '../supervision/ladder.ts';
import { Text } from '../text.ts';
import {
  CatalogueVersion,
  CodeScheme,
  MatterClass,
  MatterType,
  RequestKindEntry,
  Slug,
} from './matter-type.ts';
import { Area, Division, Grid, Landmark, PlaceCode } from './place.ts';
import { Duty, Fallback, RoutingRule } from './routing-rule.ts';
import { StaffAccount, Unit } from './unit.ts';
import { Reasons, ReplyTemplate, Words } from './wording.ts';

/** A way in, and who types the report there: the reporter, an officer in the grid, an operator, or a machine. */
export const Channel = z.strictObject({
  code: Slug,
  name: Text,
  by: z.enum(['resident', 'officer', 'operator', 'system']),
});
export type Channel = z.infer<typeof Channel>;

export const PackHeader = z.object({
  /** Folder name, and the key of the city in the database. */
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: Text,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, { error: 'a version as 1.0.0' }),
  districtCode: PlaceCode,
  timeZone: z.string().refine(isTimeZone, {
    error: 'an IANA time zone such as Asia/Shanghai',
  }),
  hotline: z.string().max(40),
  /** XYZ tiles or a style; null draws the map from the pack alone. */
  baseMapUrl: z.url().nullable(),
  map: z.strictObject({ centre: Position, zoom: z.number().min(0).max(22) }),
  codeScheme: CodeScheme,
  channels: z.array(Channel).min(1),
  catalogue: z.array(CatalogueVersion).min(1),
});
export type PackHeader = z.infer<typeof PackHeader>;

/** A city, read, checked and joined: what `heliu city import` stores and every capability reads. */
export const CityPack = PackHeader.extend({
  outline: Area.nullable(),
  /** Parents before children, then by code. */
  divisions: z.array(Division).min(1),
  grids: z.array(Grid),
  landmarks: z.array(Landmark),
  units: z.array(Unit).min(1),
  staff: z.array(StaffAccount),
  requestKinds: z.array(RequestKindEntry).min(1),
  classes: z.array(MatterClass).min(1),
  /** Every type the city ever had; `typesInForce` picks those of one day. */
  types: z.array(MatterType).min(1),
  duties: z.array(Duty),
  routing: z.array(RoutingRule),
  fallback: Fallback,
  lifeCycle: LifeCycleRules,
  calendar: Calendar,
  replyTemplates: z.array(ReplyTemplate),
  reasons: Reasons,
  notices: CityNotices.default(noNotices),
  words: Words,
  supervision: Supervision.default(noSupervision),
  jointDuties: JointDuties.default(noJointDuties),
  patrol: Patrol.default(noPatrol),
  hotlineDesk: HotlineDesk.default(noHotlineDesk),
});
export type CityPack = z.infer<typeof CityPack>;
