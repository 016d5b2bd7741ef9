import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Polygon, Position } from '../geo.ts';
import { dissolve, isInArea } from './dissolve.ts';
import { planGridEdit } from './grid-edit.ts';
import type { GridOperation } from './grid-operation.ts';
import { layOver, takeBack } from './grid-overlay.ts';
import { areaOf, centreOf, onLattice } from './grid-shape.ts';
import type { Area, Division, Grid } from './place.ts';
import { topologyFaults } from './topology.ts';

const same = (word: string) => ({ zh: word, en: word });
const codeScheme = {
  grid: { district: 6, township: 3, community: 3, serial: 3 },
  component: { district: 6, major: 2, minor: 2, serial: 6 },
  event: { district: 6, major: 2, minor: 2 },
};

const gridOf = (code: string, communityCode: string, outline: Polygon): Grid => ({
  code,
  name: same(`第${code.slice(-3)}网格`),
  communityCode,
  path: `500117/001/${communityCode.slice(-3)}/${code.slice(-3)}`,
  kind: 'base',
  centre: centreOf(outline),
  areaM2: Math.round(areaOf(outline)),
  outline,
});

const divisionOf = (code: string, level: Division['level'], outline: Area | null): Division => ({
  code,
  name: same(code),
  level,
  parentCode: level === 'district' ? null : '500117',
  path: code,
  kind: null,
  centre: null,
  population: null,
  outline,
});

function cityOf(grids: Grid[], outline: Area) {
  const communities = Map.groupBy(grids, ({ communityCode }) => communityCode);
  return {
    codeScheme,
    routing: [],
    outline,
    grids,
    divisions: [
      divisionOf('500117', 'district', outline),
      ...[...communities].map(([code, cells]) =>
        divisionOf(code, 'community', dissolve(cells.flatMap((cell) => cell.outline ?? []))),
      ),
    ],
  };
}
type City = ReturnType<typeof cityOf>;

/** A mesh of crooked cells, two columns a community. */
function meshCity(width: number, height: number, jitter: readonly number[]): City {
  const point = (x: number, y: number): Position => {
    const off = (k: number) => ((jitter[(x * 7 + y * 13 + k) % jitter.length] ?? 0) - 0.5) * 0.005;
    return onLattice([106 + x * 0.01 + off(0), 30 + y * 0.01 + off(3)]);
  };
  const cells = Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const communityCode = `500117001${String(1 + Math.floor(x / 2)).padStart(3, '0')}`;
    const serial = String(1 + (x % 2) + 2 * y).padStart(3, '0');
    const ring = [point(x, y), point(x + 1, y), point(x + 1, y + 1), point(x, y + 1), point(x, y)];
    return gridOf(`${communityCode}${serial}`, communityCode, { type: 'Polygon', coordinates: [ring] });
  });
  return cityOf(
    cells.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    dissolve(cells.flatMap((c) => c.outline ?? [])),
  );
}

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../../cities/hechuan/${file}`, import.meta.url), 'utf8')) as {
    features: { properties: { code: string; community: string }; geometry: Polygon }[];
  };

function hechuan(): City {
  const grids = read('grids.geojson').features.map(({ properties, geometry }) =>
    gridOf(properties.code, properties.community, geometry),
  );
  return cityOf(
    grids,
    read('outline.geojson').features[0]?.geometry ?? { type: 'MultiPolygon', coordinates: [] },
  );
}

/** Shares of 0–1 that stand for a choice among what there is. */
interface Choice {
  readonly kind: 'split' | 'merge' | 'redraw';
  readonly grid: number;
  readonly other: number;
  readonly from: number;
  readonly to: number;
  readonly bend: number;
  readonly isLong: boolean;
}
const share = fc.integer({ min: 0, max: 9999 }).map((n) => n / 10_000);
const choice: fc.Arbitrary<Choice> = fc.record({
  kind: fc.constantFrom('split', 'split', 'merge', 'redraw'),
  grid: share,
  other: share,
  from: share,
  to: share,
  bend: share,
  isLong: fc.boolean(),
});

const pick = <T>(list: readonly T[], at: number): T | undefined => list[Math.floor(at * list.length)];

function onBorder(ring: readonly Position[], at: number): Position {
  const along = at * (ring.length - 1);
  const i = Math.floor(along);
  const [a = [0, 0], b = [0, 0]] = ring.slice(i, i + 2);
  return [a[0] + (b[0] - a[0]) * (along - i), a[1] + (b[1] - a[1]) * (along - i)];
}

/** From border to border by way of a point near the centre, or well beyond both. */
function lineAcross(grid: Grid, { from, to, bend, isLong }: Choice): Position[] {
  const ring = grid.outline?.coordinates[0] ?? [];
  const middle: Position = [grid.centre[0] + (bend - 0.5) * 0.001, grid.centre[1] + (bend - 0.5) * 0.0007];
  const reach = (end: Position): Position =>
    isLong ? [middle[0] + (end[0] - middle[0]) * 1.2, middle[1] + (end[1] - middle[1]) * 1.2] : end;
  return [reach(onBorder(ring, from)), middle, reach(onBorder(ring, to))];
}

const edges = ({ outline }: Grid): Set<string> => {
  const ring = outline?.coordinates[0] ?? [];
  return new Set(ring.slice(1).map((to, i) => `${String(ring[i])} ${String(to)}`));
};

function operationOf(city: City, chosen: Choice): GridOperation | undefined {
  const grid = pick(city.grids, chosen.grid);
  if (grid === undefined) return undefined;
  if (chosen.kind === 'split') return { kind: 'split', grid: grid.code, line: lineAcross(grid, chosen) };
  const mine = edges(grid);
  const neighbours = city.grids.filter(
    (one) =>
      one.communityCode === grid.communityCode &&
      one !== grid &&
      [...edges(one)].some((edge) => mine.has(edge.split(' ').toReversed().join(' '))),
  );
  const other = pick(neighbours, chosen.other);
  if (other === undefined) return undefined;
  const grids = [grid.code, other.code];
  return chosen.kind === 'merge'
    ? { kind: 'merge', grids }
    : { kind: 'redraw', grids, line: lineAcross(grid, chosen) };
}

const polygons = (city: City): Polygon[] => city.grids.flatMap(({ outline }) => outline ?? []);
const faultsOf = (city: City) => topologyFaults(polygons(city), city.outline);
const groundOf = (city: City): number => polygons(city).reduce((sum, polygon) => sum + areaOf(polygon), 0);

function divisionsAreUnions(city: City): void {
  for (const { code, outline, level } of city.divisions) {
    if (level !== 'community' || outline === null) continue;
    const cells = city.grids.filter((grid) => grid.communityCode === code);
    expect(
      topologyFaults(
        cells.flatMap((cell) => cell.outline ?? []),
        outline,
      ),
    ).toEqual([]);
  }
}

/** Makes the edits one after another; each leaves an exact partition and is taken back to the very same city. */
function walk(start: City, choices: readonly Choice[], look: (city: City) => void): number {
  let city = start;
  let done = 0;
  const taken = new Set(start.grids.map(({ code }) => code));
  for (const chosen of choices) {
    const operation = operationOf(city, chosen);
    const plan = operation && planGridEdit(city, operation, taken);
    if (!plan?.ok) continue;
    const { change } = plan;
    const next = layOver(city, change);
    expect(takeBack(next, change)).toEqual(city);
    for (const grid of change.after) {
      expect(taken.has(grid.code)).toBe(false);
      taken.add(grid.code);
      expect(grid.code.slice(0, 12)).toBe(grid.communityCode);
      expect(grid.outline && isInArea(grid.centre, grid.outline)).toBe(true);
    }
    const sum = (grids: readonly Grid[]) => grids.reduce((total, { areaM2 }) => total + (areaM2 ?? 0), 0);
    expect(sum(change.after)).toBe(sum(change.before));
    city = next;
    done += 1;
    look(city);
  }
  divisionsAreUnions(city);
  return done;
}

describe('edits of grids keep an exact partition', () => {
  test('of a crooked mesh, whatever is split, merged and redrawn, one after another', () => {
    let done = 0;
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 20, maxLength: 20 }),
        fc.array(choice, { minLength: 12, maxLength: 25 }),
        (jitter, choices) => {
          const start = meshCity(6, 4, jitter);
          fc.pre(faultsOf(start).length === 0);
          const ground = groundOf(start);
          done += walk(start, choices, (city) => {
            expect(faultsOf(city)).toEqual([]);
            expect(Math.abs(groundOf(city) / ground - 1)).toBeLessThan(1e-4);
          });
        },
      ),
      { numRuns: 60 },
    );
    expect(done).toBeGreaterThan(300);
  });

  test('of the real grids of Hechuan', () => {
    const start = hechuan();
    expect(faultsOf(start)).toEqual([]);
    let done = 0;
    fc.assert(
      fc.property(fc.array(choice, { minLength: 20, maxLength: 20 }), (choices) => {
        done += walk(start, choices, () => {});
        return true;
      }),
      { numRuns: 4 },
    );
    expect(done).toBeGreaterThan(40);
  });
});
