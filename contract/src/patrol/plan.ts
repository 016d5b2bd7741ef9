import { z } from 'zod';
import { Slug, TypeCode } from '../city/matter-type.ts';
import { PlaceCode } from '../city/place.ts';
import { Text } from '../text.ts';
import { Frequency } from './frequency.ts';

const asked = { code: Slug, text: Text };
/** Type of the matter that a finding becomes, and what is answered to the questions of the type. */
const becomes = { type: TypeCode.optional(), answers: z.record(Slug, Slug).optional() };

/** What is asked at each place; an answer may be a finding, which becomes a matter. */
export const ChecklistItem = z.discriminatedUnion('answer', [
  z.strictObject({
    ...asked,
    ...becomes,
    answer: z.literal('yes_no'),
    /** Which of the two is a finding; neither without it. */
    finding: z.enum(['yes', 'no']).optional(),
  }),
  z.strictObject({
    ...asked,
    ...becomes,
    answer: z.literal('choice'),
    options: z
      .array(z.strictObject({ code: Slug, text: Text, finding: z.boolean().default(false) }))
      .min(2)
      .max(9),
  }),
  z.strictObject({ ...asked, answer: z.literal('text') }),
]);
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** Which places a plan goes to: grids, landmarks or rental premises, all of them or those of some kinds and within some places. */
export const PlanPlaces = z.strictObject({
  of: z.enum(['grids', 'landmarks', 'premises']),
  kinds: z.array(z.string().min(1).max(30)).min(1).optional(),
  within: z.array(PlaceCode).min(1).optional(),
});
export type PlanPlaces = z.infer<typeof PlanPlaces>;

export const PatrolPlan = z.strictObject({
  code: Slug,
  name: Text,
  description: Text,
  places: PlanPlaces,
  frequency: Frequency,
  checklist: z.array(ChecklistItem).min(1).max(20),
});
export type PatrolPlan = z.infer<typeof PatrolPlan>;

/** `patrol.yaml` of a city pack. A city without it has no rounds. */
export const Patrol = z.strictObject({
  /** Of matters that a joint inspection finds; the first channel of operators without it. */
  inspectionChannel: z.string().optional(),
  plans: z.array(PatrolPlan),
});
export type Patrol = z.infer<typeof Patrol>;

export const noPatrol: Patrol = { plans: [] };
