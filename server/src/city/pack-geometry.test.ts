import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultText, readCityPack } from './pack-reader.ts';

const lakeside = join(import.meta.dirname, '../../../cities/lakeside');

type Ring = [number, number][];
interface Feature {
  readonly type: 'Feature';
  readonly properties: Record<string, unknown>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

const box = (west: number, east: number): Ring => [
  [west, 61],
  [east, 61],
  [east, 61.01],
  [west, 61.01],
  [west, 61],
];
const grid = (code: string, community: string, ring: Ring, centre: [number, number]): Feature => ({
  type: 'Feature',
  properties: {
    code,
    community,
    name_zh: `${code}网格`,
    name_en: code,
    kind: 'base',
    area_m2: 500_000,
    centre,
  },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
/** One feature a line, from line 2 of the file. */
const collection = (features: readonly Feature[]) =>
  `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`;

const outline: Feature = {
  type: 'Feature',
  properties: {},
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [25, 61],
        [25.01, 61],
        [25.02, 61],
        [25.02, 61.01],
        [25.01, 61.01],
        [25, 61.01],
        [25, 61],
      ],
    ],
  },
};
const west = grid('west', 'harbour', box(25, 25.01), [25.005, 61.005]);
const east = grid('east', 'mill', box(25.01, 25.02), [25.015, 61.005]);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heliu-pack-'));
  cpSync(lakeside, folder, { recursive: true });
  const put = (file: string, text: string) => writeFileSync(join(folder, file), text);
  put('grids.csv', 'code,name_zh,name_en,community,kind,lng,lat\n');
  put('landmarks.csv', 'code,name_zh,name_en,kind,division,lng,lat\n');
  // Its plans go to the landmarks that are taken away here.
  rmSync(join(folder, 'patrol.yaml'));
  const staff = readFileSync(join(folder, 'staff.csv'), 'utf8');
  put(
    'staff.csv',
    staff.replace('quay market', 'west').replace('officer@place:hill,slope', 'officer@place:mill,east'),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const draw = (grids: readonly Feature[], border: Feature | null = outline) => {
  writeFileSync(join(folder, 'grids.geojson'), collection(grids));
  if (border !== null) writeFileSync(join(folder, 'outline.geojson'), collection([border]));
  return readCityPack(folder);
};
const told = (grids: readonly Feature[], border: Feature | null = outline) =>
  draw(grids, border).faults.map((fault) => faultText(fault, 'en'));

describe('a pack with polygons', () => {
  it('joins the outlines of communities and townships from their grids, to the vertex', () => {
    const { pack, faults } = draw([west, east]);
    expect(faults).toEqual([]);
    const of = (code: string) => pack?.divisions.find((division) => division.code === code)?.outline;
    expect(of('harbour')).toEqual(of('north'));
    expect(of('harbour')?.coordinates[0]).toHaveLength(5);
    expect(of('LS')).toEqual(outline.geometry);
    expect(of('hill')).toBeNull();
  });

  it('names the grid and line of a gap, an overlap and a turned ring', () => {
    const gap = grid('east', 'mill', box(25.0101, 25.02), [25.015, 61.005]);
    expect(told([west, gap]).filter((text) => text.startsWith('grids.geojson:3:'))).not.toEqual([]);
    expect(told([west, east, { ...east, properties: { ...east.properties, code: 'again' } }])).toContainEqual(
      expect.stringMatching(/^grids\.geojson:4: this grid overlaps another/),
    );
    const turned = grid('east', 'mill', box(25.01, 25.02).toReversed(), [25.015, 61.005]);
    expect(told([west, turned])).toContainEqual(
      expect.stringMatching(/^grids\.geojson:3: the outer ring of this grid runs clockwise/),
    );
  });

  it('names a knot, a centre outside, a grid in pieces and an outline left without grid', () => {
    const bow: Ring = [
      [25.01, 61],
      [25.02, 61.01],
      [25.02, 61],
      [25.01, 61.01],
      [25.01, 61],
    ];
    expect(told([west, grid('east', 'mill', bow, [25.019, 61.005])])).toContainEqual(
      expect.stringMatching(/^grids\.geojson:3: the border of this grid crosses itself/),
    );
    expect(told([west, grid('east', 'mill', box(25.01, 25.02), [25.005, 61.005])])).toEqual([
      expect.stringMatching(/^grids\.geojson:3: the centre of grid east lies outside/),
    ]);
    const pieces = { ...east, geometry: { type: 'MultiPolygon', coordinates: [[box(25.01, 25.02)]] } };
    expect(told([west, pieces])).toContainEqual(
      expect.stringMatching(/^grids\.geojson:3: the grid east is made of several pieces/),
    );
    expect(told([west])).toContainEqual(
      expect.stringMatching(/^outline\.geojson:1: a piece of the outline has no grid/),
    );
  });

  it('asks for an outline where there are grids, and for JSON that is JSON', () => {
    expect(told([west, east], null)).toContainEqual(
      expect.stringMatching(/^outline\.geojson: this file is missing/),
    );
    writeFileSync(join(folder, 'grids.geojson'), '{"type":"FeatureCollection",\n"features":[\n{]}');
    expect(readCityPack(folder).faults.map((fault) => `${fault.file}:${fault.line}`)).toContain(
      'grids.geojson:3',
    );
  });

  it('names the feature whose properties or coordinates are wrong', () => {
    expect(told([west, { ...east, properties: { ...east.properties, kind: 'big' } }])).toContainEqual(
      expect.stringMatching(/^grids\.geojson:3: features\[1\]\.kind has the value "big"/),
    );
    const far = {
      ...east,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [25.01, 610],
            [25.02, 61],
            [25.02, 61.01],
            [25.01, 610],
          ],
        ],
      },
    };
    expect(told([west, far])).toContainEqual(expect.stringMatching(/^grids\.geojson:3: features\[1\]/));
    const swapped = `code,name_zh,name_en,kind,division,lng,lat\nferry,渡口,Ferry,transport,harbour,61.005,25.005\n`;
    writeFileSync(join(folder, 'landmarks.csv'), swapped);
    expect(told([west, east])).toEqual([
      expect.stringMatching(/^landmarks\.csv:2: the landmark ferry lies outside/),
    ]);
  });
});
