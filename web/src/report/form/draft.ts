import type { OfferedType } from '@heliu/contract/city/overview';
import { RequestKind } from '@heliu/contract/city/matter-type';
import { Position } from '@heliu/contract/geo';
import type { reportMatter } from '@heliu/contract/matter/endpoints';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { CommandInput } from '../../kernel/query/index.ts';
import { SentPhoto } from '../file/photo.ts';
import { Kept, useKept } from '../kept.ts';

const Draft = z.object({
  typeCode: z.string().nullable().default(null),
  requestKind: RequestKind.nullable().default(null),
  answers: z.record(z.string(), z.string()).default({}),
  text: z.string().default(''),
  photos: z.array(SentPhoto).default([]),
  position: Position.nullable().default(null),
  placeCode: z.string().nullable().default(null),
  /** The place of a search result or of the two lists, in words. */
  placeName: z.string().default(''),
  address: z.string().default(''),
  name: z.string().default(''),
  phone: z.string().default(''),
  email: z.string().default(''),
  /** Organisation in whose name it is reported, where it is not one's own. */
  organisation: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
  /** A sending whose outcome is not known yet: the same content goes again under the same id, even after a reload. */
  attempt: z.object({ commandId: z.string(), content: z.string() }).nullable().default(null),
});
export type Draft = z.infer<typeof Draft>;

const kept = new Kept('report.draft', Draft, {});

export const changeDraft = (change: Partial<Draft>): void => kept.set({ ...kept.value, ...change });
export const readDraft = (): Draft => kept.value;
export const clearDraft = (): void => kept.set(Draft.parse({}));
export const useDraft = (): Draft => useKept(kept);

export type ReportBody = CommandInput<typeof reportMatter>['body'];

/** What most reports of a type want; the person may choose otherwise. */
export const likelyKind = (type: Pick<OfferedType, 'family'>): RequestKind =>
  type.family === 'event' ? 'report' : 'help';

const titleLength = 40;

/** The first sentence of the report, for lists. */
export function titleOf(text: string): string {
  const first = text.trim().split(/[\n。！？!?]|\. /)[0] ?? '';
  const signs = [...first.trim()];
  return signs.length <= titleLength ? signs.join('') : `${signs.slice(0, titleLength - 1).join('')}…`;
}

const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

/** The report as the server takes it; undefined while something it cannot do without is missing. */
export function bodyOf(draft: Draft, typeName: string): ReportBody | undefined {
  const { typeCode, requestKind, position, placeCode, text } = draft;
  if (typeCode === null || requestKind === null) return undefined;
  if (position === null && placeCode === null) return undefined;
  const title = titleOf(text);
  const reporter = { name: given(draft.name), phone: given(draft.phone), email: given(draft.email) };
  return {
    typeCode,
    requestKind,
    title: [...title].length < 2 ? typeName : title,
    description: text.trim(),
    answers: draft.answers,
    place: {
      ...(position === null ? { placeCode: placeCode ?? undefined } : { position }),
      address: given(draft.address),
    },
    evidence: draft.photos.map(({ fileId, claim }) => ({ fileId, claim: claim ?? undefined })),
    reporter,
    organisationId: draft.organisation?.id,
  };
}

/** The id to send a report under: that of the last sending where its outcome is unknown and the content the same. */
export function attemptFor(draft: Draft, body: ReportBody): NonNullable<Draft['attempt']> {
  const content = JSON.stringify(body);
  return draft.attempt?.content === content ? draft.attempt : { commandId: uuidv7(), content };
}
