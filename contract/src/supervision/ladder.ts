import { z } from 'zod';
import { Slug, TypeCode } from '../city/matter-type.ts';
import { ClockKind, Limit, LimitText } from '../deadline/model.ts';
import { Text } from '../text.ts';

/** 三色: blue before the limit, yellow and red as it is passed; when exactly is the city's to say. */
export const supervisionLevels = ['blue', 'yellow', 'red'] as const;
export const SupervisionLevel = z.enum(supervisionLevels);
export type SupervisionLevel = z.infer<typeof SupervisionLevel>;

/**
 * When a step is reached: as a share of the granted time is left, some time before or after the due time, the moment it
 * has passed, or some time after the step before. Times run in their own unit: round the clock or in working time.
 */
export const stepWhen = <T extends z.ZodType>(limit: T) =>
  z.union([
    z.literal('due'),
    z.strictObject({ left: z.number().gt(0).lt(1) }),
    z.strictObject({ before: limit }),
    z.strictObject({ after: limit }),
    z.strictObject({ wait: limit }),
  ]);
export const StepWhen = stepWhen(Limit);
export type StepWhen = z.infer<typeof StepWhen>;

export const recipientRoles = ['handler', 'operator', 'supervisor', 'leader'] as const;
export const recipientPosts = ['unit', 'centre', 'community', 'township', 'district'] as const;

/**
 * Whom a step is for: everybody who serves the unit or the centre where no role is named, else whoever holds the role
 * there. Where nobody does, the line is followed upward to the first who does.
 */
export const RecipientRule = z
  .strictObject({
    at: z.enum(recipientPosts),
    role: z.enum(recipientRoles).optional(),
  })
  .refine(({ at, role }) => role !== undefined || at === 'unit' || at === 'centre', {
    error: 'a role where `at` is a level of the places, such as { role: supervisor, at: district }',
  });
export type RecipientRule = z.infer<typeof RecipientRule>;

const stepOf = <T extends z.ZodType>(limit: T) =>
  z.strictObject({
    /** Unique in its ladder. A step of the same code is never issued twice for one clock, whatever the pack becomes. */
    code: Slug,
    level: SupervisionLevel,
    when: stepWhen(limit),
    to: z.array(RecipientRule).min(1),
  });
export const LadderStep = stepOf(Limit);
export type LadderStep = z.infer<typeof LadderStep>;

const ladderOf = <T extends z.ZodType>(limit: T) =>
  z.strictObject({
    code: Slug,
    name: Text,
    /** Clocks that climb it; all where absent. */
    clocks: z.array(ClockKind).min(1).optional(),
    /** Classes of matters that climb it; all where absent. */
    classes: z.array(TypeCode).min(1).optional(),
    steps: z.array(stepOf(limit)).min(1),
  });
export const Ladder = ladderOf(Limit);
export type Ladder = z.infer<typeof Ladder>;

/** The ladders of a city; the first that fits a clock is climbed by it. Without any, nothing is issued by time. */
export const Supervision = z.strictObject({ ladders: z.array(Ladder) });
export type Supervision = z.infer<typeof Supervision>;

export const noSupervision: Supervision = { ladders: [] };

/** `supervision.yaml` of a city pack. */
export const SupervisionFile = z.strictObject({ ladders: z.array(ladderOf(LimitText)).min(1) });

/** The ladder that a clock of a matter climbs; undefined where the city has none for it. */
export const ladderFor = (
  { ladders }: Supervision,
  clock: ClockKind,
  classCode: string | undefined,
): Ladder | undefined =>
  ladders.find(
    ({ clocks, classes }) =>
      (clocks === undefined || clocks.includes(clock)) &&
      (classes === undefined || (classCode !== undefined && classes.includes(classCode))),
  );
