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

/** Compared without case or spaces. */
export const TextMatch = z
  .strictObject({
    any: z.array(z.string().min(1)).min(1),
    all: z.array(z.string().min(1)).min(1),
    none: z.array(z.string().min(1)).min(1),
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

/**
 * Who shall act: a named unit; the centre of the place at a level (or the next level up that has one); or whoever the
 * duty list names for the type.
 */
export const RuleTarget = z.union([
  z.strictObject({ unit: UnitCode }),
  z.strictObject({ centre: DivisionLevel }),
  z.strictObject({ duty: z.literal('lead') }),
]);
export type RuleTarget = z.infer<typeof RuleTarget>;

export const RoutingRule = z.strictObject({
  code: Slug,
  name: Text,
  note: Text.optional(),
  when: RuleWhen,
  lead: RuleTarget,
  assist: z.array(RuleTarget).default([]),
});
export type RoutingRule = z.infer<typeof RoutingRule>;

/** What a unit answers for by its published duties. A type has one lead at most, any number of assisting units. */
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
