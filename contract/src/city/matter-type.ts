import { z } from 'zod';
import { Limit } from '../deadline/model.ts';
import { MatterTypeRules } from '../matter/rules.ts';
import { Text } from '../text.ts';

/** What the reporter wants, apart from what it is about. */
export const requestKinds = ['inquiry', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const;
export const RequestKind = z.enum(requestKinds);
export type RequestKind = z.infer<typeof RequestKind>;

/**
 * Grid items are what officers look for, businesses what the centre accepts from anybody, components and events the
 * classes of urban management (GB/T 30428).
 */
export const typeFamilies = ['item', 'business', 'component', 'event'] as const;
export const TypeFamily = z.enum(typeFamilies);
export type TypeFamily = z.infer<typeof TypeFamily>;

export const TypeCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,23}$/, {
  error: 'a code of 1–24 letters, digits, dots and hyphens',
});
export const Slug = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,47}$/, {
  error: '1–48 letters, digits and hyphens',
});

export const ClassNumber = z.string().regex(/^\d{1,4}$/, { error: 'a number of 1–4 digits, in quotes' });

export const RequestKindEntry = z.object({ kind: RequestKind, name: Text, description: Text });
export type RequestKindEntry = z.infer<typeof RequestKindEntry>;

/** A major class of one family; `code` is unique in the pack, `number` is the class number of the code scheme. */
export const MatterClass = z.object({
  code: TypeCode,
  family: TypeFamily,
  number: ClassNumber,
  name: Text,
  /** False where even kind, community and day of a matter are in no public list, as for what is between people. */
  listed: z.boolean().optional(),
});
export type MatterClass = z.infer<typeof MatterClass>;

/** A question asked at registration; routing rules and filing conditions may look at the answer. */
export const Question = z.object({
  code: Slug,
  text: Text,
  required: z.boolean(),
  options: z.array(z.object({ code: Slug, text: Text })).min(2),
});
export type Question = z.infer<typeof Question>;

/** The case a matter is filed under: when it may be filed, when it may be closed, and the time between. */
export const FilingCondition = z.object({
  /** Unique in the pack. */
  code: TypeCode,
  typeCode: TypeCode,
  filing: Text,
  closing: Text,
  limit: Limit,
  /** Question of the type → answers that call for this condition; see `proposeCondition`. */
  answers: z.record(Slug, z.array(Slug).min(1)).optional(),
});
export type FilingCondition = z.infer<typeof FilingCondition>;

export const MatterType = z.object({
  code: TypeCode,
  classCode: TypeCode,
  family: TypeFamily,
  /** Number inside the class; with the class number and the code scheme it makes the official code. */
  number: ClassNumber,
  name: Text,
  description: Text,
  /** Catalogue version that admitted the type. */
  admitted: z.string(),
  /** First catalogue version without it; null while in force. Open matters of an exited type run on. */
  exited: z.string().nullable(),
  /** Offered to residents, not only to officers and operators. */
  forResidents: z.boolean(),
  /** Words that suggest this type before the city has closed matters to learn from. */
  keywords: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  questions: z.array(Question),
  /** At least one; the first is proposed at filing. */
  conditions: z.array(FilingCondition).min(1),
  /** As for the first condition; `rulesOfType` gives those of another. */
  rules: MatterTypeRules,
});
export type MatterType = z.infer<typeof MatterType>;

/** A dated state of the catalogue of types; `version` orders as text. */
export const CatalogueVersion = z.object({
  version: z.string().min(1).max(20),
  from: z.iso.date(),
  note: Text,
});
export type CatalogueVersion = z.infer<typeof CatalogueVersion>;

/** Digits of the official codes, set by the city because published editions differ. */
const Digits = z.int().min(1).max(20);
export const CodeScheme = z.strictObject({
  /** Null where grid codes follow no pattern. */
  grid: z.strictObject({ district: Digits, township: Digits, community: Digits, serial: Digits }).nullable(),
  component: z.strictObject({ district: Digits, major: Digits, minor: Digits, serial: Digits }),
  event: z.strictObject({ district: Digits, major: Digits, minor: Digits }),
});
export type CodeScheme = z.infer<typeof CodeScheme>;
