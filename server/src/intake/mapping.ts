import { isTimeZone } from '@heliu/contract/deadline/zone';
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { expectation, faultWords, syntaxFaults } from '../city/index.ts';
import { type MappingFault, MappingFaults } from './fault.ts';
import { patternFault } from './time.ts';

const Column = z.string().min(1);
const Template = z.string().min(1);

const TimeField = z.strictObject({
  column: Column,
  format: z
    .string()
    .default('yyyy-MM-dd HH:mm:ss')
    .refine((format) => patternFault(format) === undefined, {
      error: 'a format of yyyy, MM, dd, and HH, mm, ss where there is a time of day',
    }),
  /** Time of day taken where the format has none; such a time is marked as inferred. */
  timeOfDay: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time as 09:00, 24-hour, in quotes' })
    .optional(),
});
export type TimeField = z.infer<typeof TimeField>;

/** A code of the city, looked up by the values of one or more columns, or the same for every row. */
const CodeField = z
  .strictObject({
    columns: z.array(Column).min(1).optional(),
    /** Values (several columns joined by ` | `, blanks left out) → code. */
    codes: z.record(z.string(), z.string().min(1)).default({}),
    /** For values that `codes` does not name; without it such a row is rejected. */
    default: z.string().min(1).optional(),
  })
  .refine(({ columns, default: fallback }) => columns !== undefined || fallback !== undefined, {
    error: 'columns to read the value from, or a default',
  });
export type CodeField = z.infer<typeof CodeField>;

export const Mapping = z.strictObject({
  /** Name of the system that the file came from; with the row's id it is what makes a row known again. */
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'a name of 1–40 lower-case letters, digits and hyphens' }),
  /** Zone of the file's times; the city's own where it is left out. */
  zone: z.string().refine(isTimeZone, { error: 'an IANA time zone such as Asia/Shanghai' }).optional(),
  /** Worksheet of an XLSX file; its first one where it is left out. */
  sheet: z.string().min(1).optional(),
  id: Column,
  opened: TimeField,
  target: TimeField.optional(),
  closed: z
    .union([TimeField, z.strictObject({ daysAfterOpening: Column, timeOfDay: TimeField.shape.timeOfDay })])
    .optional(),
  type: CodeField,
  kind: CodeField,
  channel: CodeField,
  place: CodeField,
  position: z.strictObject({ lng: Column, lat: Column }).optional(),
  /** Unit that handled it, as the source says; without it the routing rules choose. */
  unit: CodeField.optional(),
  /** `{column}` is replaced by the value of the row. */
  title: Template,
  description: Template.optional(),
  address: Template.optional(),
  /** Column with what the reporter was told at the end. */
  reply: Column.optional(),
  outcome: CodeField.optional(),
  unsolvableReason: z.string().min(1).optional(),
  /** How often it was passed on, and the units it is told to have gone through, as the source does not name them. */
  transfers: z.strictObject({ column: Column, through: z.array(z.string().min(1)).min(1) }).optional(),
});
export type Mapping = z.infer<typeof Mapping>;

export type Path = readonly PropertyKey[];

export interface ReadMapping {
  readonly mapping: Mapping;
  /** Line of the part at a path, or of the nearest part above it. */
  lineOf(path: Path): number;
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const part = path.slice(0, length).map((key) => (typeof key === 'symbol' ? String(key) : key));
    const parent = document.getIn(part.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(
          (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part.at(-1)),
        )
      : undefined;
    if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(part, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** @throws MappingFaults with the line of every fault. */
export function readMapping(text: string): ReadMapping {
  const lines = new LineCounter();
  const plain = text.replace(/^\uFEFF/, '');
  const document = parseDocument(plain, { lineCounter: lines, prettyErrors: false });
  const broken = syntaxFaults(document, plain);
  if (broken.length > 0) {
    throw new MappingFaults(
      broken.map(({ at, texts }) => ({ line: lines.linePos(at).line, text: faultWords(texts) })),
    );
  }
  const lineOf = (path: Path) => lines.linePos(offsetOf(document, path)).line;
  const result = Mapping.safeParse(document.toJS());
  if (result.success) return { mapping: result.data, lineOf };
  throw new MappingFaults(
    result.error.issues.flatMap(unfold).map((issue) => {
      const extra = issue.code === 'unrecognized_keys' ? [issue.keys[0] ?? ''] : [];
      return { line: lineOf([...issue.path, ...extra]), text: issueText(issue) };
    }),
  );
}

/** Of a union, the branch that has fewest complaints. */
function unfold(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length);
  if (nearest === undefined) return [issue];
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function issueText(issue: z.core.$ZodIssue): MappingFault['text'] {
  const field = issue.path.map(String).join('.') || 'mapping';
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.join(', ');
    return {
      zh: `${field} 中没有名为 ${names} 的字段。请改正名称或删去。`,
      en: `${field} has no field named ${names}. Correct its name or remove it.`,
    };
  }
  const expected = expectation(issue);
  return {
    zh: `${field} 有误：${expected.zh}。写法见 docs/importing-requests.md。`,
    en: `${field}: ${expected.en}. docs/importing-requests.md shows how to write it.`,
  };
}
