import { z } from 'zod';
import { Text } from '../text.ts';
import { Slug } from './matter-type.ts';

/** Moments at which a text goes to a reporter. */
export const replyOccasions = [
  'registered',
  'accepted',
  'declined',
  'dispatched',
  'returned',
  'extended',
  'suspended',
  'merged',
  'solved',
  'partly',
  'unsolvable',
  'voided',
  'callBack',
  'reopened',
] as const;
export const ReplyOccasion = z.enum(replyOccasions);
export type ReplyOccasion = z.infer<typeof ReplyOccasion>;

/** Names that a template may use as `{name}`. */
export const replyFields = [
  'matterCode',
  'typeName',
  'place',
  'unitName',
  'dueAt',
  'reason',
  'result',
  'link',
  'cityName',
  'hotline',
] as const;

export const ReplyTemplate = z.strictObject({
  code: Slug,
  occasion: ReplyOccasion,
  name: Text,
  body: Text,
});
export type ReplyTemplate = z.infer<typeof ReplyTemplate>;

/**
 * Commands that need a reason, by their names in the matter contract; `void` serves its proposal too, `unsolvable` is
 * the outcome. The person picks one of the pack's reasons and may add words.
 */
export const reasonedActs = [
  'reclassify',
  'decline',
  'rule',
  'withdrawAssist',
  'escalate',
  'assignDown',
  'returnBack',
  'transfer',
  'rework',
  'reopen',
  'requestExtension',
  'requestSuspension',
  'appealOverdue',
  'void',
  'proposeForceClose',
  'merge',
  'undoMerge',
  'unsolvable',
] as const;
export const ReasonedAct = z.enum(reasonedActs);
export type ReasonedAct = z.infer<typeof ReasonedAct>;

export const Reason = z.strictObject({ code: Slug, text: Text });
export type Reason = z.infer<typeof Reason>;

export const Reasons = z.record(ReasonedAct, z.array(Reason).min(1));
export type Reasons = z.infer<typeof Reasons>;

/** Local words for things whose names differ from city to city. */
export const wordKeys = [
  'preFilingCheck',
  'postHandlingCheck',
  'district',
  'township',
  'community',
  'grid',
  'officer',
  'centre',
  'matter',
  'hotline',
] as const;
export const Words = z.record(z.enum(wordKeys), Text);
export type Words = z.infer<typeof Words>;
