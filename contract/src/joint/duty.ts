import { z } from 'zod';
import { Slug } from '../city/matter-type.ts';
import { DivisionLevel } from '../city/place.ts';
import { type Unit, UnitCode, UnitKind } from '../city/unit.ts';
import type { Instant } from '../deadline/model.ts';
import { isQuiet, TimeOfDay } from '../notices/quiet.ts';
import { Text } from '../text.ts';

/** A day is the longest that a call leaves anybody. */
const minutes = z.int().min(1).max(1440);

/** Round the clock, or from one time of the day until another, over midnight where the end is the earlier one. */
export const OnCall = z.union([
  z.literal('always'),
  z
    .strictObject({ from: TimeOfDay, until: TimeOfDay })
    .refine(({ from, until }) => from !== until, { error: 'two different times, or always' }),
]);
export type OnCall = z.infer<typeof OnCall>;

/** 联动职责: what a unit comes for when a centre calls it, and within how many minutes of the call. */
export const JointDuty = z.strictObject({
  code: Slug,
  name: Text,
  description: Text,
  acknowledgeWithinMinutes: minutes,
  arriveWithinMinutes: minutes,
  onCall: OnCall,
});
export type JointDuty = z.infer<typeof JointDuty>;

/** Duties of the named units, or of every unit of one kind at one level. */
export const DutyList = z
  .strictObject({
    units: z.array(UnitCode).min(1).optional(),
    every: z.strictObject({ kind: UnitKind, level: DivisionLevel }).optional(),
    duties: z.array(JointDuty).min(1),
  })
  .refine(({ units, every }) => (units === undefined) !== (every === undefined), {
    error: 'either `units` or `every`',
  });
export type DutyList = z.infer<typeof DutyList>;

/** `joint-duties.yaml` of a city pack. A city without it has nobody to call. */
export const JointDuties = z.strictObject({ lists: z.array(DutyList) });
export type JointDuties = z.infer<typeof JointDuties>;

export const noJointDuties: JointDuties = { lists: [] };

/** Whether a list names a unit, by its code or by what it is. */
export const namesUnit = ({ units, every }: DutyList, { code, kind, level }: Unit): boolean =>
  units?.includes(code) ?? (every?.kind === kind && every.level === level);

/** Duties of a unit, from all lists that name it, in their order. */
export const dutiesOf = ({ lists }: JointDuties, unit: Unit): JointDuty[] =>
  lists.filter((list) => namesUnit(list, unit)).flatMap(({ duties }) => duties);

export const isOnCall = ({ onCall }: Pick<JointDuty, 'onCall'>, at: Instant, timeZone: string): boolean =>
  onCall === 'always' || isQuiet(at, onCall, timeZone);
