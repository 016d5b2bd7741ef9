import type { OfferedType } from '@heliu/contract/city/overview';
import type { Channel } from '@heliu/contract/city/pack-header';
import type { Position } from '@heliu/contract/geo';

/** What a report holds while it is being filled in. */
export interface ReportValues {
  readonly typeCode: string | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly position: Position | null;
  readonly placeCode: string | null;
  readonly address: string;
  readonly onSpot: boolean;
  readonly note: string;
}

export const blankReport: ReportValues = {
  typeCode: null,
  answers: {},
  text: '',
  position: null,
  placeCode: null,
  address: '',
  onSpot: false,
  note: '',
};

/** Names of what is missing, in the order of the form. */
export function missingOf(values: ReportValues, type: Pick<OfferedType, 'questions'> | undefined): string[] {
  const questions = (type?.questions ?? []).filter(
    ({ code, required }) => required && values.answers[code] === undefined,
  );
  return [
    ...(type === undefined ? ['type'] : []),
    ...questions.map(({ code }) => `question-${code}`),
    ...([...values.text.trim()].length < 2 ? ['text'] : []),
    ...(values.position === null && values.placeCode === null ? ['place'] : []),
  ];
}

const titleLength = 40;

function titleOf(text: string, typeName: string): string {
  const first = [...(text.trim().split(/[\n。！？!?]|\. /)[0] ?? '').trim()];
  if (first.length < 2) return typeName;
  return first.length <= titleLength ? first.join('') : `${first.slice(0, titleLength - 1).join('')}…`;
}

/** The registration as its endpoint takes it, without its files. */
export function bodyOf(values: ReportValues, typeName: string, channels: readonly Channel[]) {
  const { typeCode, answers, text, position, placeCode, address, onSpot, note } = values;
  return {
    typeCode,
    requestKind: 'report',
    channel: channels.find(({ by }) => by === 'officer')?.code,
    title: titleOf(text, typeName),
    description: text.trim(),
    answers,
    place: {
      ...(position === null ? { placeCode } : { position }),
      ...(address.trim() === '' ? {} : { address: address.trim() }),
    },
    ...(onSpot
      ? { onSpot: { outcome: 'solved', ...(note.trim() === '' ? {} : { note: note.trim() }) } }
      : {}),
  };
}
