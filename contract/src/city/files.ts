import { z } from 'zod';
import { LimitText } from '../deadline/model.ts';
import { ClockLimits, LifeCycleRules } from '../matter/rules.ts';
import { Text } from '../text.ts';
import {
  ClassNumber,
  FilingCondition,
  MatterClass,
  Question,
  RequestKindEntry,
  TypeCode,
  TypeFamily,
} from './matter-type.ts';
import { PackHeader } from './pack-header.ts';
import { DivisionLevel, PlaceCode } from './place.ts';
import { Duty, Fallback, RoutingRule } from './routing-rule.ts';
import { StaffLogin, UnitCode, UnitKind } from './unit.ts';
import { Reason, reasonedActs, ReplyTemplate, Words } from './wording.ts';

/** Shapes of the files of a pack as people write them; `CityPack` is what they are joined into. */

export const PackFile = z.strictObject(PackHeader.shape);

export const TypeEntry = z.strictObject({
  code: TypeCode,
  class: TypeCode,
  number: ClassNumber,
  name: Text,
  description: Text,
  admitted: z.string(),
  exited: z.string().optional(),
  forResidents: z.boolean().default(false),
  keywords: z
    .strictObject({ zh: z.array(z.string().min(1)).default([]), en: z.array(z.string().min(1)).default([]) })
    .default({ zh: [], en: [] }),
  questions: z.array(z.strictObject(Question.shape)).default([]),
});

export const MatterTypesFile = z.strictObject({
  requestKinds: z.array(z.strictObject(RequestKindEntry.shape)).min(1),
  classes: z.array(z.strictObject(MatterClass.shape)).min(1),
  types: z.array(TypeEntry).min(1),
});

export const ConditionEntry = z.strictObject({
  code: TypeCode,
  type: TypeCode,
  filing: Text,
  closing: Text,
  limit: LimitText,
  answers: FilingCondition.shape.answers,
});

export const FilingConditionsFile = z.strictObject({ conditions: z.array(ConditionEntry).min(1) });

export const RoutingFile = z.strictObject({ rules: z.array(RoutingRule) });

export const DutyFile = z.strictObject({ duties: z.array(Duty), fallback: Fallback });

const ClockLimitTexts = z.partialRecord(ClockLimits.def.keyType, LimitText);

/** Steps of the life cycle that a kind of matter takes or leaves out; what is not named is inherited. */
export const ProcessEntry = z
  .strictObject({
    limits: ClockLimitTexts,
    automatic: z.strictObject({ accept: z.boolean(), file: z.boolean(), dispatch: z.boolean() }).partial(),
    preFilingCheckRequired: z.boolean(),
    filingRequired: z.boolean(),
    postHandlingCheckRequired: z.boolean(),
    evidenceRequired: z.boolean(),
    onSpotAllowed: z.boolean(),
    callBackRequired: z.boolean(),
  })
  .partial();
export type ProcessEntry = z.infer<typeof ProcessEntry>;

export const LifeCycleFile = z.strictObject({
  rules: z.strictObject({
    ...LifeCycleRules.shape,
    limits: ClockLimitTexts.default({}),
    returnWindow: LimitText.nullable().default(null),
  }),
  /** From the widest to the narrowest; a narrower entry goes before a wider one. */
  process: z
    .strictObject({
      all: ProcessEntry,
      families: z.partialRecord(TypeFamily, ProcessEntry),
      classes: z.record(TypeCode, ProcessEntry),
      types: z.record(TypeCode, ProcessEntry),
    })
    .partial()
    .default({}),
});

/** Checked further as a `Calendar` once the time zone of the pack and the legal years are joined to it. */
export const CalendarFile = z.looseObject({
  /** Takes holidays and make-up days of every published year from the npm package of that name. */
  legal: z.literal('chinese-days').optional(),
});

export const ReplyTemplatesFile = z.strictObject({ templates: z.array(ReplyTemplate).min(1) });

export const ReasonsFile = z.strictObject({
  reasons: z.record(z.enum(reasonedActs), z.array(Reason).min(1)),
});

export const WordsFile = z.strictObject({ words: Words });

const optionalNumber = z
  .string()
  .transform((text) => (text === '' ? null : Number(text)))
  .pipe(z.number().nullable());
const optional = z.string().transform((text) => (text === '' ? null : text));
const number = z.string().min(1).transform(Number);
const longitude = number.pipe(z.number().min(-180).max(180));
const latitude = number.pipe(z.number().min(-90).max(90));

export const DivisionRow = z.object({
  code: PlaceCode,
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  level: DivisionLevel,
  parent: optional.pipe(PlaceCode.nullable()),
  kind: optional,
  lng: optionalNumber.pipe(z.number().min(-180).max(180).nullable()),
  lat: optionalNumber.pipe(z.number().min(-90).max(90).nullable()),
  population: optionalNumber.pipe(z.int().min(0).nullable()),
});

export const GridRow = z.object({
  code: PlaceCode,
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  community: PlaceCode,
  kind: z.enum(['base', 'dedicated']),
  lng: longitude,
  lat: latitude,
});

export const LandmarkRow = z.object({
  code: PlaceCode,
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  kind: z.string().min(1).max(30),
  division: PlaceCode,
  lng: longitude,
  lat: latitude,
});

export const UnitRow = z.object({
  code: UnitCode,
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  kind: UnitKind,
  level: DivisionLevel,
  division: PlaceCode,
  parent: optional.pipe(UnitCode.nullable()),
  lng: optionalNumber.pipe(z.number().min(-180).max(180).nullable()),
  lat: optionalNumber.pipe(z.number().min(-90).max(90).nullable()),
  phone: optional.pipe(z.string().max(40).nullable()),
});

/** `grants` as `role@place:code` or `role@unit:code`, `grids` as codes; both separated by spaces. */
export const StaffRow = z.object({
  login: StaffLogin,
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  unit: UnitCode,
  grants: z.string().regex(/^[a-z]+@(place|unit):\S+( [a-z]+@(place|unit):\S+)*$/, {
    error: 'grants as role@place:code or role@unit:code, separated by spaces',
  }),
  grids: z.string().transform((text) => text.split(' ').filter((code) => code !== '')),
});
