import type { MatterCommandKind } from '@heliu/contract/matter/permissions';

/** Acts of the field app with what their forms ask for. Others are for the desk. */
export const fieldActs = {
  recordPreFilingCheck: { results: ['confirmed', 'notFound'], photos: true },
  signFor: {},
  handle: { note: 'needed', photos: true },
  feedBack: { outcome: true, photos: true, reply: true },
  recordPostHandlingCheck: { results: ['passed', 'failed'], photos: true },
  spotCheck: { results: ['passed', 'failed'], photos: true },
  handleOnSpot: { outcome: true, photos: true, reply: true },
  returnBack: { reason: true },
  requestExtension: { reason: true },
  addComment: { note: 'needed', photos: true },
} as const satisfies Partial<Record<MatterCommandKind, ActForm>>;

export interface ActForm {
  readonly results?: readonly ('confirmed' | 'notFound' | 'passed' | 'failed')[];
  readonly outcome?: boolean;
  readonly reason?: boolean;
  readonly note?: 'needed';
  readonly reply?: boolean;
  readonly photos?: boolean;
}

export type FieldAct = keyof typeof fieldActs;

export const isFieldAct = (kind: string): kind is FieldAct => Object.hasOwn(fieldActs, kind);
export const formOf = (kind: FieldAct): ActForm => fieldActs[kind];

/** What is filled in; photos are kept apart. */
export interface ActValues {
  readonly result: string | null;
  readonly outcome: 'solved' | 'partly' | 'unsolvable' | null;
  readonly reason: string;
  readonly note: string;
  readonly reply: string;
}

export const blankValues: ActValues = { result: null, outcome: null, reason: '', note: '', reply: '' };

interface Matters {
  readonly version: number;
  /** Whether a reporter waits for words. */
  readonly reported: boolean;
  readonly evidenceRequired: boolean;
  /** The lead's order, which rework would be asked of. */
  readonly leadNo: number | undefined;
}

/** Names of what is missing, in the order of the form. */
export function missing(
  kind: FieldAct,
  values: ActValues,
  {
    reported,
    evidenceRequired,
    photos,
  }: Pick<Matters, 'reported' | 'evidenceRequired'> & { readonly photos: number },
): string[] {
  const form = formOf(kind);
  const failed = kind === 'recordPostHandlingCheck' && values.result === 'failed';
  const checks: [string, boolean][] = [
    ['result', form.results !== undefined && values.result === null],
    ['outcome', form.outcome === true && values.outcome === null],
    ['reason', (form.reason === true || values.outcome === 'unsolvable' || failed) && values.reason === ''],
    ['note', form.note === 'needed' && values.note.trim() === ''],
    ['reply', kind === 'handleOnSpot' && reported && values.reply.trim() === ''],
    ['photos', kind === 'feedBack' && evidenceRequired && photos === 0],
  ];
  return checks.flatMap(([name, wrong]) => (wrong ? [name] : []));
}

/** The command as its endpoint takes it; the server's version is expected unless it only adds words. */
export function bodyOf(
  kind: FieldAct,
  workOrderNo: number | undefined,
  values: ActValues,
  { version, leadNo }: Pick<Matters, 'version' | 'leadNo'>,
): Record<string, unknown> {
  const note = given('note', values.note);
  const reply = given('reply', values.reply);
  const unsolvable = values.outcome === 'unsolvable' ? { unsolvableReason: values.reason } : {};
  const form = formOf(kind);
  return {
    ...(workOrderNo === undefined ? {} : { workOrderNo }),
    ...(form.results === undefined ? {} : { result: values.result }),
    ...(form.outcome === true ? { outcome: values.outcome, ...unsolvable } : {}),
    ...(form.reason === true ? { reasonCode: values.reason } : {}),
    ...note,
    ...(form.reply === true ? reply : {}),
    ...(kind === 'recordPostHandlingCheck' && values.result === 'failed' && leadNo !== undefined
      ? { rework: { workOrderNos: [leadNo], reasonCode: values.reason } }
      : {}),
    ...(kind === 'addComment' ? { audience: 'internal' } : { expectedVersion: version }),
  };
}

const given = (name: string, text: string): object => (text.trim() === '' ? {} : { [name]: text.trim() });
