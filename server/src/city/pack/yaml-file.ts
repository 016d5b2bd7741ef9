import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Faults, Spot } from './fault.ts';
import { issueTexts } from './issue.ts';
import { syntaxFaults } from './yaml-syntax.ts';

export type Path = readonly PropertyKey[];

/** A file read and checked, which knows the line of each of its parts. */
export interface YamlFile<T> {
  readonly value: T;
  /** The part at a path, or the nearest part above it that the file has. */
  spot(path: Path): Spot;
}

export function reportMissing(faults: Faults, file: string): void {
  faults.add(
    { file, line: 0 },
    {
      what: { zh: '缺少此文件', en: 'this file is missing' },
      why: { zh: '本城市包需要它', en: 'this city pack needs it' },
      fix: { zh: '新建该文件，写法见 docs/city-pack.md', en: 'write it as docs/city-pack.md describes' },
    },
  );
}

/** Text of a file of the pack; undefined, and a fault where it is required, when there is none. */
export function readText(
  folder: string,
  file: string,
  faults: Faults,
  isRequired = true,
): string | undefined {
  const path = join(folder, file);
  if (existsSync(path)) return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  if (isRequired) reportMissing(faults, file);
  return undefined;
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const part = path.slice(0, length).map((key) => (typeof key === 'symbol' ? String(key) : key));
    const key = part.at(-1);
    const parent = document.getIn(part.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = length === 0 ? document.contents : document.getIn(part, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

export function readYaml<S extends z.ZodType>(
  folder: string,
  file: string,
  schema: S,
  faults: Faults,
): YamlFile<z.output<S>> | undefined {
  const text = readText(folder, file, faults);
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = syntaxFaults(document, text);
  for (const { at, texts } of broken) faults.add({ file, line: lines.linePos(at).line }, texts);
  if (broken.length > 0) return undefined;
  const spot = (path: Path): Spot => ({ file, line: lines.linePos(offsetOf(document, path)).line });
  const raw: unknown = document.toJS();
  return checked(schema, raw, faults, spot);
}

const valueAt = (raw: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );

/** The most telling branch of a union: the one that got furthest into the value. */
function unfold(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const known = issue.errors.filter((branch) => !branch.some((inner) => inner.code === 'unrecognized_keys'));
  const [branch] = known.toSorted((a, b) => a.length - b.length);
  if (known.length !== 1 || branch === undefined) return [issue];
  return branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(unfold);
}

/** Checks a value against a schema; every issue becomes a fault at its own line. */
export function checked<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  faults: Faults,
  spot: (path: Path) => Spot,
): YamlFile<z.output<S>> | undefined {
  const result = schema.safeParse(raw);
  if (result.success) return { value: result.data, spot };
  for (const issue of result.error.issues.flatMap(unfold)) {
    const at = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    faults.add(spot(at), issueTexts(issue, valueAt(raw, issue.path)));
  }
  return undefined;
}
