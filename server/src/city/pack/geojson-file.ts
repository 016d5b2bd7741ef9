import { MultiPolygon, Polygon, type Position } from '@heliu/contract/geo';
import { z } from 'zod';
import type { Faults, Spot } from './fault.ts';
import { issueTexts } from './issue.ts';
import { readText } from './yaml-file.ts';

export interface Feature<P> {
  readonly index: number;
  readonly properties: P;
  readonly geometry: Polygon | MultiPolygon;
  readonly spot: Spot;
}

const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()).min(1) });

const Shape = z.object({ type: z.literal('Feature'), properties: z.unknown(), geometry: z.unknown() });

const Geometry = z.discriminatedUnion('type', [Polygon, MultiPolygon]);

/** Strings whole, so that brackets inside them do not count; else one character that does. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]\n]/g;

/** Lines on which the members of `features` begin: objects two levels down in the file. */
function featureLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' && depth === 2) lines.push(line);
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token === '\n') line++;
  }
  return lines;
}

/** Line of a JSON syntax error, from the position that the message names. */
function errorLine(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  return position === undefined ? 1 : text.slice(0, Number(position)).split('\n').length;
}

/** A ring whose points are numbers is checked here and not by the schema: 60,000 points pass in a few milliseconds. */
function isPlainPolygon(geometry: unknown): geometry is Polygon {
  if (typeof geometry !== 'object' || geometry === null) return false;
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  return (
    type === 'Polygon' &&
    Array.isArray(coordinates) &&
    coordinates.length > 0 &&
    coordinates.every(
      (ring: unknown) => Array.isArray(ring) && ring.length >= 4 && ring.every((point) => isPosition(point)),
    )
  );
}

function isPosition(point: unknown): point is Position {
  if (!Array.isArray(point) || point.length !== 2) return false;
  const inRange = (value: unknown, most: number) => typeof value === 'number' && Math.abs(value) <= most;
  return inRange(point[0], 180) && inRange(point[1], 90);
}

function report(faults: Faults, spot: Spot, index: number, error: z.ZodError, raw: unknown): void {
  for (const issue of error.issues) {
    const value = issue.path.reduce<unknown>(
      (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
      raw,
    );
    faults.add(spot, issueTexts({ ...issue, path: [`features[${index}]`, ...issue.path] }, value));
  }
}

const codeOf = (properties: unknown): string =>
  typeof properties === 'object' && properties !== null ? String(Reflect.get(properties, 'code') ?? '') : '';

/** Areas of a GeoJSON file with their properties; an absent file has none. `onBroken` is told of those that do not fit. */
export function readAreas<P extends z.ZodObject>(
  folder: string,
  file: string,
  properties: P,
  faults: Faults,
  onBroken?: (code: string, spot: Spot) => void,
): Feature<z.output<P>>[] {
  const text = readText(folder, file, faults, false);
  if (text === undefined) return [];
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    faults.add(
      { file, line: errorLine(text, message) },
      {
        what: { zh: `JSON 语法错误：${message}`, en: `this is not JSON: ${message}` },
        why: { zh: '文件无法解析', en: 'the file cannot be parsed' },
        fix: { zh: '用制图软件重新导出，或改正本行', en: 'export it again, or correct this line' },
      },
    );
    return [];
  }
  const collection = Collection.safeParse(raw);
  if (!collection.success) {
    for (const issue of collection.error.issues) faults.add({ file, line: 1 }, issueTexts(issue, raw));
    return [];
  }
  const lines = featureLines(text);
  const areas: Feature<z.output<P>>[] = [];
  collection.data.features.forEach((item, index) => {
    const spot = { file, line: lines[index] ?? 1 };
    const shape = Shape.safeParse(item);
    if (!shape.success) return report(faults, spot, index, shape.error, item);
    const { geometry } = shape.data;
    const named = properties.safeParse(shape.data.properties);
    if (!named.success) report(faults, spot, index, named.error, shape.data.properties);
    const area = isPlainPolygon(geometry)
      ? { success: true as const, data: geometry }
      : Geometry.safeParse(geometry);
    if (!area.success) report(faults, spot, index, area.error, geometry);
    if (!named.success || !area.success) onBroken?.(codeOf(shape.data.properties), spot);
    if (named.success && area.success) {
      areas.push({ index, properties: named.data, geometry: area.data, spot });
    }
  });
  return areas;
}
