import { z } from 'zod';
import { Text } from '../text.ts';
import { RequestKind, Slug, TypeCode, TypeFamily } from './matter-type.ts';
import { DivisionLevel, PlaceCode } from './place.ts';
import { UnitCode } from './unit.ts';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time as 08:30, 24-hour' });

/** All parts given must hold. A span whose end is not after its start runs over midnight. */
export const TimeWindow = z
  .strictObject({
    spans: z.array(z.strictObject({ from: ClockTime, to: ClockTime })).min(1),
    /** ISO: 1 is Monday. A span over midnight belongs to the day it starts on. */
    weekdays: z.array(z.int().min(1).max(7)).min(1),
    /** Inclusive local dates as MM-DD, may run over the new year; for seasons. */
    season: z.strictObject({
      from: z.string().regex(/^\d\d-\d\d$/),
      to: z.string().regex(/^\d\d-\d\d$/),
    }),
  })
  .partial();
export type TimeWindow = z.infer<typeof TimeWindow>;

const Word = z.string().regex(/\S/, { error: 'a word' });

/**
 * Words looked for in the reporter's text, whatever their case and width. A word of Latin letters or digits is met as
 * a whole word only, a Chinese one anywhere.
 */
export const TextMatch = z
  .strictObject({
    any: z.array(Word).min(1),
    all: z.array(Word).min(1),
    none: z.array(Word).min(1),
  })
  .partial();
export type TextMatch = z.infer<typeof TextMatch>;

/** Every condition given must hold; none given holds always. */
export const RuleWhen = z
  .strictObject({
    families: z.array(TypeFamily).min(1),
    classes: z.array(TypeCode).min(1),
    types: z.array(TypeCode).min(1),
    kinds: z.array(RequestKind).min(1),
    channels: z.array(Slug).min(1),
    /** Divisions and grids; a place holds for all below it. */
    areas: z.array(PlaceCode).min(1),
    time: TimeWindow,
    text: TextMatch,
    /** Question → accepted answers. */
    answers: z.record(Slug, z.array(Slug).min(1)),
  })
  .partial();
export type RuleWhen = z.infer<typeof RuleWhen>;

const NamedUnit = z.strictObject({ unit: UnitCode });
const CentreOfPlace = z.strictObject({ centre: DivisionLevel });

/**
 * Who shall lead: a named unit; the centre of the place at a level (or the next level up that has one); or whoever the
 * duty list names for the type.
 */
export const LeadTarget = z.union([NamedUnit, CentreOfPlace, z.strictObject({ duty: z.literal('lead') })]);
export type LeadTarget = z.infer<typeof LeadTarget>;

/** Who shall help; `duty: assist` stands for every unit that the duty list names as assisting. */
export const AssistTarget = z.union([
  NamedUnit,
  CentreOfPlace,
  z.strictObject({ duty: z.enum(['lead', 'assist']) }),
]);
export type AssistTarget = z.infer<typeof AssistTarget>;

export const RoutingRule = z.strictObject({
  code: Slug,
  name: Text,
  note: Text.optional(),
  when: RuleWhen,
  lead: LeadTarget,
  assist: z.array(AssistTarget).default([]),
});
export type RoutingRule = z.infer<typeof RoutingRule>;

/**
 * What a unit answers for by its published duties, as codes of types or of whole classes; an entry for a type goes
 * before one for its class. A code has one lead at most, any number of assisting units.
 */
export const Duty = z.strictObject({
  unit: UnitCode,
  leads: z.array(TypeCode).default([]),
  assists: z.array(TypeCode).default([]),
  basis: Text,
});
export type Duty = z.infer<typeof Duty>;

/** Where a matter ends when no rule names anybody: levels in order, then one unit that always answers. */
export const Fallback = z.strictObject({
  levels: z.array(DivisionLevel).min(1),
  unit: UnitCode,
});
export type Fallback = z.infer<typeof Fallback>;
