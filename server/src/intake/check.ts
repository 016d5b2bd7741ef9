import { requestKinds } from '@heliu/contract/city/matter-type';
import { Outcome } from '@heliu/contract/matter/model';
import type { City } from '../city/index.ts';
import { type MappingFault, MappingFaults } from './fault.ts';
import type { CodeField, Mapping, Path, ReadMapping } from './mapping.ts';

interface Vocabulary {
  readonly has: (code: string) => boolean;
  readonly zh: string;
  readonly en: string;
}

function vocabularies(city: City): Readonly<Record<string, Vocabulary>> {
  const among = (codes: readonly string[], zh: string, en: string): Vocabulary => ({
    has: (code) => codes.includes(code),
    zh: `${zh}（${codes.join('、')}）`,
    en: `${en} (${codes.join(', ')})`,
  });
  const channels = city.pack.channels.map(({ code }) => code);
  return {
    type: { has: (code) => city.index.types.has(code), zh: '事项类型', en: 'type of matter' },
    place: { has: (code) => city.findPlace(code) !== undefined, zh: '区划或网格', en: 'division or grid' },
    unit: { has: (code) => city.index.units.has(code), zh: '单位', en: 'unit' },
    channel: among(channels, '渠道', 'channel'),
    kind: among(requestKinds, '诉求类别', 'kind of request'),
    outcome: among(Outcome.options, '办理结果', 'outcome'),
  };
}

/**
 * Holds a mapping against the city whose codes it names.
 * @throws MappingFaults with the line of every code that the city does not know.
 */
export function assertCodes({ mapping, lineOf }: ReadMapping, city: City): void {
  const faults: MappingFault[] = [];
  const words = vocabularies(city);
  const check = (path: Path, name: string, code: string) => {
    const vocabulary = words[name];
    if (vocabulary === undefined || vocabulary.has(code)) return;
    faults.push({
      line: lineOf(path),
      text: {
        zh: `${path.map(String).join('.')}：本市没有编号为 ${code} 的${vocabulary.zh}。请改用城市包中的编号。`,
        en: `${path.map(String).join('.')}: the city has no ${vocabulary.en} with the code ${code}. Use a code of the city pack.`,
      },
    });
  };
  for (const name of Object.keys(words)) {
    const field = mapping[name as 'type' | 'place' | 'unit' | 'channel' | 'kind' | 'outcome'];
    if (field === undefined) continue;
    for (const [value, code] of Object.entries(field.codes)) check([name, 'codes', value], name, code);
    if (field.default !== undefined) check([name, 'default'], name, field.default);
  }
  mapping.transfers?.through.forEach((code, i) => check(['transfers', 'through', i], 'unit', code));
  faults.push(...reasonFaults({ mapping, lineOf }, city));
  if (faults.length > 0) throw new MappingFaults(faults);
}

const codesOf = (field: CodeField | undefined): string[] =>
  field === undefined ? [] : [...Object.values(field.codes), ...(field.default ? [field.default] : [])];

function reasonFaults({ mapping, lineOf }: ReadMapping, city: City): MappingFault[] {
  const given = mapping.unsolvableReason;
  const needed = codesOf(mapping.outcome).includes('unsolvable');
  const known = city.pack.reasons.unsolvable.map(({ code }) => code);
  if (given === undefined ? !needed : known.includes(given)) return [];
  return [
    {
      line: lineOf(given === undefined ? ['outcome'] : ['unsolvableReason']),
      text: {
        zh: `“无法解决”须有理由：unsolvableReason 应为 ${known.join('、')} 之一。`,
        en: `an unsolvable request needs a reason: unsolvableReason is one of ${known.join(', ')}.`,
      },
    },
  ];
}

function columnsOf(mapping: Mapping): (readonly [Path, string])[] {
  const templates = (['title', 'description', 'address'] as const).flatMap((name) =>
    [...(mapping[name] ?? '').matchAll(/\{([^{}]+)\}/g)].map((match) => [[name], match[1] ?? ''] as const),
  );
  const codes = (['type', 'kind', 'channel', 'place', 'unit', 'outcome'] as const).flatMap((name) =>
    (mapping[name]?.columns ?? []).map((column, i) => [[name, 'columns', i], column] as const),
  );
  const { closed, position } = mapping;
  const single: readonly (readonly [Path, string | undefined])[] = [
    [['id'], mapping.id],
    [['opened', 'column'], mapping.opened.column],
    [['target', 'column'], mapping.target?.column],
    closed !== undefined && 'daysAfterOpening' in closed
      ? [['closed', 'daysAfterOpening'], closed.daysAfterOpening]
      : [['closed', 'column'], closed?.column],
    [['position', 'lng'], position?.lng],
    [['position', 'lat'], position?.lat],
    [['reply'], mapping.reply],
    [['transfers', 'column'], mapping.transfers?.column],
  ];
  return [
    ...single.flatMap(([path, column]) => (column === undefined ? [] : [[path, column] as const])),
    ...codes,
    ...templates,
  ];
}

/** Columns that the mapping reads; nothing else of a row is looked at. */
export const columnNames = (mapping: Mapping): string[] => [
  ...new Set(columnsOf(mapping).map(([, column]) => column)),
];

/** @throws MappingFaults with the line of every column that the file does not have. */
export function assertColumns({ mapping, lineOf }: ReadMapping, present: readonly string[]): void {
  const faults = columnsOf(mapping)
    .filter(([, column]) => !present.includes(column))
    .map(([path, column]) => ({
      line: lineOf(path),
      text: {
        zh: `${path.map(String).join('.')}：文件没有名为“${column}”的列，现有：${present.join('、')}。`,
        en: `${path.map(String).join('.')}: the file has no column “${column}”; it has ${present.join(', ')}.`,
      },
    }));
  if (faults.length > 0) throw new MappingFaults(faults);
}
