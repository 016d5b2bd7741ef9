import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polygon, Position } from '../geo.ts';
import { dissolve, doubleArea, isInArea } from './dissolve.ts';
import type { Area } from './place.ts';
import { topologyFaults } from './topology.ts';

const square = (x: number, y: number, size = 1): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
});

const areaOf = (area: Area): number =>
  (area.type === 'Polygon' ? [area.coordinates] : area.coordinates)
    .flat()
    .reduce((sum, r) => sum + doubleArea(r) / 2, 0);

describe('dissolve', () => {
  it('joins neighbours and keeps every vertex of the border', () => {
    const union = dissolve([square(0, 0), square(1, 0)]);
    expect(union.type).toBe('Polygon');
    expect(union.coordinates[0]).toHaveLength(7);
  });

  it('keeps apart what does not touch, and what touches at a corner only', () => {
    expect(dissolve([square(0, 0), square(5, 0)]).coordinates).toHaveLength(2);
    const corner = dissolve([square(0, 0), square(1, 1)]);
    expect(corner.type).toBe('MultiPolygon');
    expect(corner.coordinates).toHaveLength(2);
  });

  it('leaves a hole where the middle is missing, and an island in it', () => {
    const cells = [0, 1, 2, 3, 4].flatMap((x) => [0, 1, 2, 3, 4].map((y) => [x, y] as const));
    const ring = cells.filter(([x, y]) => Math.max(Math.abs(x - 2), Math.abs(y - 2)) === 2);
    const withIsland = dissolve([...ring, [2, 2] as const].map(([x, y]) => square(x, y)));
    expect(withIsland.type).toBe('MultiPolygon');
    expect(withIsland.coordinates.map((part) => part.length).toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(isInArea([1.5, 2.5], withIsland)).toBe(false);
    expect(isInArea([2.5, 2.5], withIsland)).toBe(true);
  });

  it('covers exactly the cells it was given, whichever they are', () => {
    const cell = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: String, minLength: 1, maxLength: 36 }), (cells) => {
        const union = dissolve(cells.map(([x, y]) => square(x, y)));
        expect(areaOf(union)).toBeCloseTo(cells.length, 9);
        const held = new Set(cells.map(String));
        for (let x = -1; x <= 6; x++) {
          for (let y = -1; y <= 6; y++) {
            expect(isInArea([x + 0.5, y + 0.5], union)).toBe(held.has(`${x},${y}`));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('topologyFaults', () => {
  const whole: Area = dissolve([square(0, 0), square(1, 0)]);
  const kinds = (polygons: Polygon[], outline: Area = whole) =>
    topologyFaults(polygons, outline).map((fault) => `${fault.kind} ${fault.index ?? '-'}`);
  const moved = (polygon: Polygon, point: number, to: Position): Polygon => ({
    type: 'Polygon',
    coordinates: polygon.coordinates.map((ring) => ring.map((p, i) => (i === point ? to : p))),
  });

  it('finds nothing in an exact partition', () => {
    expect(kinds([square(0, 0), square(1, 0)])).toEqual([]);
  });

  it('names the edges of a gap, of an overlap and of a sliver a micrometre wide', () => {
    expect(kinds([square(0, 0)])).toContain('outlineEdge -');
    expect(kinds([square(0, 0), square(1, 0), square(1, 0)])).toContain('overlap 2');
    expect(kinds([moved(square(0, 0), 1, [1 + 1e-11, 0]), square(1, 0)])).toContain('openEdge 0');
  });

  it('finds a ring drawn the wrong way, and one that crosses itself', () => {
    const reversed: Polygon = {
      type: 'Polygon',
      coordinates: square(0, 0).coordinates.map((ring) => ring.toReversed()),
    };
    expect(kinds([reversed, square(1, 0)])).toContain('clockwise 0');
    const bow: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
    };
    expect(topologyFaults([bow], null).map((fault) => fault.kind)).toContain('notSimple');
  });
});
