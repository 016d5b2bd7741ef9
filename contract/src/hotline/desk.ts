import { z } from 'zod';
import { Slug, TypeCode } from '../city/matter-type.ts';
import type { Instant } from '../deadline/model.ts';
import { isQuiet, nextTime, TimeOfDay } from '../notices/quiet.ts';
import { Text } from '../text.ts';

export const knowledgeKinds = ['policy', 'howTo', 'hours', 'contact'] as const;
export const KnowledgeKind = z.enum(knowledgeKinds);
export type KnowledgeKind = z.infer<typeof KnowledgeKind>;

/** Fits into the reply of a matter, and into what one says on the telephone. */
const Answer = z.object({ zh: z.string().min(1).max(1200), en: z.string().min(1).max(2000) });
const Tag = z.string().min(1).max(40);

/** 知识条目: a short answer that operators give on the telephone, and residents find by themselves. */
export const KnowledgeEntry = z.strictObject({
  code: Slug,
  kind: KnowledgeKind,
  title: Text,
  answer: Answer,
  /** Words that people ask with and that the texts do not have. */
  tags: z.strictObject({ zh: z.array(Tag), en: z.array(Tag) }).default({ zh: [], en: [] }),
  /** Proposed where somebody who asked is registered; of this type a matter may be settled on the spot. */
  type: TypeCode.optional(),
  /** First and last local day on which it is told. */
  validFrom: z.iso.date().optional(),
  validUntil: z.iso.date().optional(),
  /** Who says so: a document or an office. */
  source: Text,
});
export type KnowledgeEntry = z.infer<typeof KnowledgeEntry>;

/** Times of the day between which people may be called back. */
export const CallBackHours = z
  .strictObject({ from: TimeOfDay, until: TimeOfDay })
  .refine(({ from, until }) => from !== until, { error: 'two different times' });
export type CallBackHours = z.infer<typeof CallBackHours>;

/** `hotline.yaml` of a city pack. */
export const HotlineDesk = z.strictObject({
  callBackHours: CallBackHours,
  /** Dialling code of the district, with its 0: landlines are noted down with it and without. */
  areaCode: z
    .string()
    .regex(/^0[1-9]\d{1,2}$/, { error: 'a dialling code with its 0, such as 023' })
    .optional(),
  knowledge: z.array(KnowledgeEntry),
});
export type HotlineDesk = z.infer<typeof HotlineDesk>;

/** Of a city without the file: nothing to look up, and the day to call in. */
export const noHotlineDesk: HotlineDesk = { callBackHours: { from: '08:30', until: '20:00' }, knowledge: [] };

export const isTold = ({ validFrom, validUntil }: KnowledgeEntry, day: string): boolean =>
  (validFrom === undefined || validFrom <= day) && (validUntil === undefined || day <= validUntil);

export const mayCallAt = (at: Instant, hours: CallBackHours, timeZone: string): boolean =>
  isQuiet(at, hours, timeZone);

/** This instant where one may call now, else the next at which one may. */
export const nextCallAt = (at: Instant, hours: CallBackHours, timeZone: string): Instant =>
  mayCallAt(at, hours, timeZone) ? at : nextTime(at, hours.from, timeZone);
