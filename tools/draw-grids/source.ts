import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import gcoord from 'gcoord';
import { at, type Pair } from './plane.ts';

/** `source/drawing.json`: what to draw from, and how many. */
export interface Drawing {
  readonly grids: number;
  readonly seed: number;
  readonly outline: { readonly file: string; readonly system: 'GCJ-02' | 'WGS-84' };
}

export interface SourceTown {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly pinyin: string;
  readonly seat: Pair;
  readonly population: number;
}

export interface SourceCommunity {
  readonly code: string;
  readonly name: string;
  readonly kind: 'community' | 'village';
  readonly pinyin: string;
  readonly townCode: string;
}

export interface Source {
  readonly drawing: Drawing;
  readonly district: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** Degrees WGS 84, rings without their closing points, largest first. */
  readonly rings: readonly Pair[][];
  readonly towns: readonly SourceTown[];
  readonly communities: readonly SourceCommunity[];
}

/** The package declares an ES default export, and is CommonJS whose exports are that object. */
const { transform, GCJ02, WGS84 } = gcoord as unknown as typeof gcoord.default;

/** Ten micrometres: the outline keeps its converted place to within 0.1 m² over the whole district. */
const outlineDigits = 11;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function ringsOf(folder: string, { file, system }: Drawing['outline']): Pair[][] {
  const collection = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    features: { geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: Pair[][] | Pair[][][] } }[];
  };
  const { geometry } = at(collection.features, 0);
  const polygons = (
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  ) as Pair[][][];
  const convert = ([lng, lat]: Pair): Pair => {
    const [x, y] = system === 'GCJ-02' ? transform([lng, lat], GCJ02, WGS84) : [lng, lat];
    return [round(x, outlineDigits), round(y, outlineDigits)];
  };
  return polygons
    .map((polygon) => {
      if (polygon.length !== 1) throw new Error(`${file}: an outline with holes cannot be drawn into`);
      return at(polygon, 0).slice(0, -1).map(convert);
    })
    .toSorted((a, b) => b.length - a.length);
}

const table = (folder: string, file: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, file), 'utf8'), { columns: true, skip_empty_lines: true });

export function readSource(pack: string): Source {
  const folder = join(pack, 'source');
  const { district, ...drawing } = JSON.parse(
    readFileSync(join(folder, 'drawing.json'), 'utf8'),
  ) as Drawing & {
    district: Source['district'];
  };
  const field = (row: Record<string, string>, name: string): string => {
    const value = row[name];
    if (value === undefined) throw new Error(`a source table has no column ${name}`);
    return value;
  };
  return {
    drawing,
    district,
    rings: ringsOf(folder, drawing.outline),
    towns: table(folder, 'towns.csv').map((row) => ({
      code: field(row, 'code'),
      name: field(row, 'name'),
      kind: field(row, 'kind'),
      pinyin: field(row, 'pinyin'),
      seat: [Number(field(row, 'lng')), Number(field(row, 'lat'))],
      population: Number(field(row, 'population_geonames')),
    })),
    communities: table(folder, 'communities.csv').map((row) => ({
      code: field(row, 'code'),
      name: field(row, 'name'),
      kind: field(row, 'kind') === 'community' ? 'community' : 'village',
      pinyin: field(row, 'pinyin'),
      townCode: field(row, 'town_code'),
    })),
  };
}
