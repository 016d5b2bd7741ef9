import { z } from 'zod';
import { Calendar } from '../deadline/calendar.ts';
import { HotlineDesk, noHotlineDesk } from '../hotline/desk.ts';
import { JointDuties, noJointDuties } from '../joint/duty.ts';
import { MailDesk, plainMailDesk } from '../mails/desk.ts';
import { LifeCycleRules } from '../matter/rules.ts';
import { CityNotices, noNotices } from '../notices/rule.ts';
import { noPatrol, Patrol } from '../patrol/plan.ts';
import { noRegisters, Registers } from '../registers/pack.ts';
import { noSupervision, Supervision } from '../supervision/ladder.ts';
import { MatterClass, MatterType, RequestKindEntry } from './matter-type.ts';
import { PackHeader } from './pack-header.ts';
import { Area, Division, Grid, Landmark } from './place.ts';
import { Duty, Fallback, RoutingRule } from './routing-rule.ts';
import { StaffAccount, Unit } from './unit.ts';
import { Reasons, ReplyTemplate, Words } from './wording.ts';

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
  registers: Registers.default(noRegisters),
  mailDesk: MailDesk.default(plainMailDesk),
});
export type CityPack = z.infer<typeof CityPack>;
