import type { registerMatter } from '@heliu/contract/matter/endpoints';
import type { CommandInput } from '../../kernel/query/index.ts';
import { payloadOf } from '../act/kinds.ts';
import type { ChosenPlace } from './PlaceField.tsx';

export type Body = CommandInput<typeof registerMatter>['body'];

/** What the form holds; the names are those of the endpoint's body, so that its complaints find their fields. */
export interface RegisterValues {
  readonly title: string;
  readonly description?: string;
  readonly typeCode: string;
  readonly requestKind: Body['requestKind'];
  readonly channel: string;
  readonly place?: { readonly chosen?: ChosenPlace; readonly address?: string };
  readonly answers?: Readonly<Record<string, string | undefined>>;
  readonly reporter?: { readonly name?: string; readonly phone?: string; readonly email?: string };
  readonly evidence?: readonly string[];
  readonly settled?: boolean;
  readonly onSpot?: NonNullable<Body['onSpot']>;
}

export function bodyOf(values: RegisterValues): Body {
  const { place, evidence = [], settled = false, onSpot, answers = {}, reporter, ...facts } = values;
  const contact = payloadOf({ ...reporter });
  const address = place?.address?.trim();
  return {
    ...facts,
    title: facts.title.trim(),
    place: {
      ...place?.chosen,
      ...(address === undefined || address === '' ? {} : { address }),
    },
    answers: Object.fromEntries(
      Object.entries(answers).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    evidence: evidence.map((fileId) => ({ fileId })),
    ...(Object.keys(contact).length === 0 ? {} : { reporter: contact }),
    ...(settled && onSpot !== undefined
      ? { onSpot: { ...payloadOf({ ...onSpot }), outcome: onSpot.outcome } }
      : {}),
  };
}
