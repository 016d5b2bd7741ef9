import type { GridShape } from '@heliu/contract/city-api';
import type { Position } from '@heliu/contract/geo';
import { expect, test } from 'vitest';
import { adjoining } from './adjoining.ts';
import { emptyDraft, isDrawing, operationOf, pick, withoutLast, withoutLine, withTool } from './model.ts';

const box = (west: number): Position[] => [
  [west, 0],
  [west + 1, 0],
  [west + 1, 1],
  [west, 1],
  [west, 0],
];
const grid = (code: string, west: number): GridShape => ({
  code,
  name: { zh: code, en: code },
  kind: 'base',
  centre: [west + 0.5, 0.5],
  areaM2: 1,
  outline: { type: 'Polygon', coordinates: [box(west)] },
});
const grids = [grid('a', 0), grid('b', 1), grid('c', 2)];
const line: Position[] = [
  [0.5, -1],
  [0.5, 2],
];

test('grids that share an edge adjoin', () => {
  const codes = (...chosen: string[]) => adjoining(grids, chosen).map(({ code }) => code);
  expect(codes('a')).toEqual(['b']);
  expect(codes('b')).toEqual(['a', 'c']);
  expect(codes('a', 'b')).toEqual(['c']);
});

test('a tool takes as many grids as it works on, and a new choice begins anew', () => {
  const one = pick(emptyDraft('split'), 'a');
  expect(pick({ ...one, line }, 'b')).toEqual(emptyDraft('split', ['b']));
  const two = pick(pick(emptyDraft('redraw'), 'a'), 'b');
  expect(two.chosen).toEqual(['a', 'b']);
  expect(pick(two, 'c').chosen).toEqual(['b', 'c']);
  expect(pick(two, 'a').chosen).toEqual(['b']);
  expect(withTool(two, 'split').chosen).toEqual(['a']);
});

test('a line is drawn once the grids are chosen, until it is as meant', () => {
  expect(isDrawing(emptyDraft('redraw', ['a']))).toBe(false);
  expect(isDrawing(emptyDraft('redraw', ['a', 'b']))).toBe(true);
  expect(isDrawing({ ...emptyDraft('split', ['a']), isDrawn: true })).toBe(false);
  expect(isDrawing(emptyDraft('merge', ['a', 'b']))).toBe(false);
});

test('nothing is asked before everything is there', () => {
  expect(operationOf(emptyDraft('merge', ['a']), grids)).toBeUndefined();
  expect(operationOf(emptyDraft('split', ['a']), grids)).toBeUndefined();
  expect(operationOf({ ...emptyDraft('split', ['a']), line }, grids)).toEqual({
    kind: 'split',
    grid: 'a',
    line,
  });
  const names = [{ zh: '甲', en: 'A' }];
  expect(operationOf({ ...emptyDraft('describe', ['a']), names }, grids)).toEqual({
    kind: 'describe',
    grid: 'a',
    name: names[0],
    gridKind: 'base',
  });
});

test('a finished line may be taken back by a point or cleared, and is drawn on', () => {
  const drawn = { ...emptyDraft('split', ['a']), line, isDrawn: true };
  expect(withoutLast(drawn)).toMatchObject({ line: [line[0]], isDrawn: false, chosen: ['a'] });
  expect(isDrawing(withoutLast(drawn))).toBe(true);
  expect(withoutLine(drawn)).toMatchObject({ line: [], isDrawn: false, chosen: ['a'] });
});
