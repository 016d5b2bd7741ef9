import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dissolve, isInArea } from '@heliu/contract/city/dissolve';
import type { Area } from '@heliu/contract/city/place';
import type { Polygon, Position } from '@heliu/contract/geo';
import gcoord from 'gcoord';
import { beforeAll, describe, expect, it } from 'vitest';
import { draw } from './draw.ts';
import { readSource, type Source } from './source.ts';
import { landmarksTable, readGround, staffTable, unitsTable } from './staff.ts';
import { csv, divisionsText, gridsText, outlineText } from './write.ts';

interface GridFeature {
  readonly properties: { code: string; community: string; centre: Position; area_m2: number };
  readonly geometry: Polygon;
}

const pack = join(import.meta.dirname, '../../cities/hechuan');
const committed = (file: string) => readFileSync(join(pack, file), 'utf8');
const grids = (JSON.parse(committed('grids.geojson')) as { features: GridFeature[] }).features;
const outline = (JSON.parse(committed('outline.geojson')) as { features: { geometry: Area }[] }).features[0]
  ?.geometry as Area;
const source: Source = readSource(pack);

/** Exact: degrees on a lattice of 1e-11 as whole numbers. */
const lattice = (value: number): bigint => BigInt(Math.round(value * 1e11));
function exactDoubleArea(ring: readonly Position[]): bigint {
  return ring.slice(1).reduce((sum, to, i) => {
    const from = ring[i] ?? to;
    return sum + lattice(from[0]) * lattice(to[1]) - lattice(to[0]) * lattice(from[1]);
  }, 0n);
}
const ringsOf = (area: Area): Position[][] =>
  (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).flat();
const edgesOf = (rings: readonly (readonly Position[])[]): string[] =>
  rings.flatMap((ring) => ring.slice(1).map((to, i) => `${ring[i]?.join()} ${to.join()}`));
const opposite = (edge: string) => edge.split(' ').toReversed().join(' ');
const shells = grids.map((grid) => grid.geometry.coordinates[0] ?? []);

describe('the grids of Hechuan', () => {
  it('are 3,633 in 419 communities of 30 towns, each a single ring', () => {
    expect(grids).toHaveLength(3633);
    expect(new Set(grids.map((grid) => grid.properties.code)).size).toBe(3633);
    expect(new Set(grids.map((grid) => grid.properties.community)).size).toBe(419);
    expect(new Set(grids.map((grid) => grid.properties.community.slice(0, 9))).size).toBe(30);
    expect(grids.every((grid) => grid.geometry.coordinates.length === 1)).toBe(true);
    expect(Buffer.byteLength(committed('grids.geojson'))).toBeLessThan(10_000_000);
  });

  it('share every vertex: an inner edge has its opposite exactly once, the rest is the outline', () => {
    const edges = edgesOf(shells);
    const all = new Set(edges);
    expect(all.size).toBe(edges.length);
    const border = edges.filter((edge) => !all.has(opposite(edge)));
    expect(border.toSorted()).toEqual(edgesOf(ringsOf(outline)).toSorted());
  });

  it('touch themselves at no vertex', () => {
    for (const ring of shells) {
      const points = ring.slice(1).map((point) => point.join());
      expect(new Set(points).size).toBe(points.length);
    }
  });

  it('add up to the outline to the last lattice unit', () => {
    const parts = shells.map(exactDoubleArea);
    expect(parts.every((area) => area > 0n)).toBe(true);
    const whole = ringsOf(outline).map(exactDoubleArea);
    expect(parts.reduce((sum, area) => sum + area, 0n)).toBe(whole.reduce((sum, area) => sum + area, 0n));
  });

  it('keep the district where the converted source has it, to less than 1 m²', () => {
    const file = JSON.parse(committed('source/outline-gcj02.geojson')) as {
      features: { geometry: { coordinates: Position[][][] } }[];
    };
    const { transform, GCJ02, WGS84 } = gcoord as unknown as typeof gcoord.default;
    const [first] = file.features;
    const wanted = first?.geometry.coordinates.map((polygon) =>
      (polygon[0] ?? []).slice(1).map(([x, y]): Position => transform([x, y], GCJ02, WGS84)),
    );
    const perLng = 111_320 * Math.cos((30.1 * Math.PI) / 180);
    const points = new Map(
      ringsOf(outline).flatMap((ring) => ring.map((p) => [p.map((v) => v.toFixed(6)).join(), p])),
    );
    let differenceM2 = 0;
    for (const ring of wanted ?? []) {
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length] ?? a;
        const metres = [
          a,
          b,
          points.get(b.map((v) => v.toFixed(6)).join()),
          points.get(a.map((v) => v.toFixed(6)).join()),
        ];
        const quad = metres.map(
          (p) => [((p?.[0] ?? 0) - a[0]) * perLng, ((p?.[1] ?? 0) - a[1]) * 111_320] as const,
        );
        let area = 0;
        quad.forEach(([x, y], j) => {
          const [nextX, nextY] = quad[(j + 1) % 4] ?? [x, y];
          area += x * nextY - nextX * y;
        });
        differenceM2 += Math.abs(area / 2);
      });
    }
    expect(wanted?.flat()).toHaveLength(ringsOf(outline).flat().length - ringsOf(outline).length);
    expect(differenceM2).toBeLessThan(1);
  });

  it('lie in their community, their town and the district', () => {
    const areasBy = (digits: number) => {
      const groups = Map.groupBy(grids, (grid) => grid.properties.code.slice(0, digits));
      return new Map(
        [...groups].map(([code, cells]) => [code, dissolve(cells.map((cell) => cell.geometry))]),
      );
    };
    const [towns, communities] = [areasBy(9), areasBy(12)];
    for (const { properties, geometry } of grids) {
      expect(properties.code.slice(0, 12)).toBe(properties.community);
      expect(properties.code.startsWith(source.district.code)).toBe(true);
      for (const area of [
        geometry,
        communities.get(properties.community),
        towns.get(properties.code.slice(0, 9)),
        outline,
      ]) {
        expect(area !== undefined && isInArea(properties.centre, area)).toBe(true);
      }
    }
    for (const town of source.towns) {
      const area = towns.get(town.code);
      expect(area !== undefined && isInArea([...town.seat], area), town.name).toBe(true);
    }
    expect(edgesOf(ringsOf(dissolve(towns.values()))).toSorted()).toEqual(
      edgesOf(ringsOf(outline)).toSorted(),
    );
    expect(edgesOf(ringsOf(dissolve(communities.values()))).toSorted()).toEqual(
      edgesOf(ringsOf(outline)).toSorted(),
    );
  });

  it('are numbered from 001 in each community, west to east and north to south', () => {
    for (const [community, cells] of Map.groupBy(grids, (grid) => grid.properties.community)) {
      const byCode = cells.toSorted((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
      const byPlace = cells.toSorted(
        ({ properties: { centre: a } }, { properties: { centre: b } }) => a[0] - b[0] || b[1] - a[1],
      );
      expect(byCode).toEqual(byPlace);
      expect(byCode.map((cell) => cell.properties.code)).toEqual(
        cells.map((_, i) => community + String(i + 1).padStart(3, '0')),
      );
    }
  });

  it('say how large they are as drawn, to within half a percent', () => {
    const metres = 111_195;
    for (const { properties, geometry } of grids) {
      const ring = geometry.coordinates[0] ?? [];
      const [, lat] = properties.centre;
      const squareDegrees = Number(exactDoubleArea(ring)) / 2 / 1e22;
      const area = squareDegrees * metres ** 2 * Math.cos((lat * Math.PI) / 180);
      expect(Math.abs(properties.area_m2 / area - 1), properties.code).toBeLessThan(0.005);
    }
  });

  it('are denser where people live', () => {
    const sizes = (code: string) =>
      grids
        .filter((grid) => grid.properties.code.startsWith(code))
        .map((grid) => grid.properties.area_m2)
        .toSorted((a, b) => a - b);
    const median = (values: readonly number[]) => values[Math.floor(values.length / 2)] ?? 0;
    expect(median(sizes('500117001'))).toBeLessThan(median(sizes('500117106')) / 3);
  });

  it('keep the official codes and names of every town and community', () => {
    const rows = committed('divisions.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    const named = new Map(rows.map(([code, name]) => [code, name]));
    expect(rows).toHaveLength(1 + 30 + 419);
    expect(named.get('500117126221')).toBe('双门村村民委员会');
    for (const { code, name } of [...source.towns, ...source.communities]) expect(named.get(code)).toBe(name);
  });
});

describe('drawing again', () => {
  let again: readonly string[] = [];
  beforeAll(() => {
    const drawn = draw(source);
    again = [outlineText(source), gridsText(source, drawn), divisionsText(source, drawn)];
  });

  it('gives the committed units, accounts and landmarks', () => {
    const ground = readGround(pack);
    const tables = [unitsTable(ground), staffTable(ground), landmarksTable(ground)].map(csv);
    expect(tables).toEqual(['units.csv', 'staff.csv', 'landmarks.csv'].map(committed));
  });

  it('gives the committed files, byte for byte', () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(again.map(hash)).toEqual(
      ['outline.geojson', 'grids.geojson', 'divisions.csv'].map((f) => hash(committed(f))),
    );
  });
});
