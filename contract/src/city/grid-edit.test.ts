import { describe, expect, test } from 'vitest';
import type { Polygon, Position } from '../geo.ts';
import { dissolve } from './dissolve.ts';
import { type GridPlan, planGridEdit } from './grid-edit.ts';
import type { GridOperation } from './grid-operation.ts';
import { layOver, takeBack } from './grid-overlay.ts';
import type { Grid } from './place.ts';
import type { RoutingRule } from './routing-rule.ts';
import { topologyFaults } from './topology.ts';

const same = (word: string) => ({ zh: word, en: word });

/** Box in thousandths of a degree from 106° E, 30° N. */
const box = (west: number, south: number, east: number, north: number): Position[] =>
  (
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as const
  ).map(([x, y]): Position => [Number((106 + x / 1000).toFixed(7)), Number((30 + y / 1000).toFixed(7))]);
const at = (x: number, y: number): Position => [
  Number((106 + x / 1000).toFixed(7)),
  Number((30 + y / 1000).toFixed(7)),
];

function grid(code: string, rings: Position[][], over: Partial<Grid> = {}): Grid {
  const [[west, south] = [0, 0], , [east, north] = [0, 0]] = rings[0] ?? [];
  return {
    code,
    name: { zh: `河东第${code.slice(-3)}网格`, en: `Grid ${code.slice(-3)}, Hedong` },
    communityCode: code.slice(0, 12),
    path: `500117/001/${code.slice(9, 12)}/${code.slice(12)}`,
    kind: 'base',
    centre: [(west + east) / 2, (south + north) / 2],
    areaM2: 1000,
    outline: { type: 'Polygon', coordinates: rings },
    ...over,
  };
}

const [east, west] = ['500117001001', '500117001002'];
/** Two grids side by side, one above both of them, and beyond the border of the community another beside. */
const grids = [
  grid(`${east}001`, [box(0, 0, 10, 10)]),
  grid(`${east}002`, [box(10, 0, 20, 10)]),
  grid(`${east}003`, [[...box(0, 10, 20, 20).slice(0, 1), at(10, 10), ...box(0, 10, 20, 20).slice(1)]]),
  grid(`${west}001`, [[at(20, 0), at(30, 0), at(30, 20), at(20, 20), at(20, 10), at(20, 0)]]),
];
const rule = (areas: string[]): RoutingRule => ({
  code: 'r1',
  name: same('rule'),
  when: { areas },
  lead: { unit: 'u' },
  assist: [],
});
const city = (over: { grids?: Grid[]; routing?: RoutingRule[] } = {}) => ({
  codeScheme: {
    grid: { district: 6, township: 3, community: 3, serial: 3 },
    component: { district: 6, major: 2, minor: 2, serial: 6 },
    event: { district: 6, major: 2, minor: 2 },
  },
  routing: [],
  divisions: [],
  outline: dissolve(grids.flatMap(({ outline }) => outline ?? [])),
  grids,
  ...over,
});
const codesOf = (list: readonly Grid[]) => new Set(list.map(({ code }) => code));
const plan = (
  operation: GridOperation,
  over: Parameters<typeof city>[0] = {},
  former: string[] = [],
): GridPlan => planGridEdit(city(over), operation, new Set([...codesOf(over.grids ?? grids), ...former]));
const refusal = (result: GridPlan) => (result.ok ? null : result.refusal.code);
const change = (result: GridPlan) => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.change;
};
const split = (...line: Position[]): GridOperation => ({ kind: 'split', grid: `${east}001`, line });

describe('splitting', () => {
  test('puts the ends of the line into every border that it meets, to the digit', () => {
    const made = change(plan(split(at(4, -2), at(5, 5), at(4.5, 12))));
    expect(made.after.map(({ code, areaM2, name }) => [code, areaM2, name.zh])).toEqual([
      [`${east}004`, expect.any(Number), '河东第004网格'],
      [`${east}005`, expect.any(Number), '河东第005网格'],
    ]);
    expect(made.after[0]?.path).toBe('500117/001/001/004');
    expect(made.successions).toEqual([{ from: `${east}001`, to: [`${east}004`, `${east}005`] }]);
    const after = layOver(city(), made);
    const polygons = after.grids.flatMap(({ outline }) => outline ?? []);
    expect(topologyFaults(polygons, after.outline)).toEqual([]);
    const top = after.grids.find(({ code }) => code === `${east}003`);
    const [, upper] = made.vertices.map((vertex) => vertex.at).toSorted((a, b) => a[1] - b[1]);
    expect(upper?.[1]).toBe(30.01);
    expect(top?.outline?.coordinates[0]).toContainEqual(upper);
    expect(takeBack(after, made)).toEqual(city());
  });

  test('goes through corners without a new point', () => {
    const made = change(plan(split(at(0, 0), at(10, 10))));
    expect(made.vertices).toEqual([]);
    expect(made.after.map(({ areaM2 }) => areaM2)).toEqual([500, 500]);
  });

  test('takes an end within a metre of the border for one on it', () => {
    const made = change(plan(split(at(5, 0.005), at(5, 9.995))));
    expect(made.vertices.map((vertex) => vertex.at)).toEqual(expect.arrayContaining([at(5, 0), at(5, 10)]));
  });

  test('cuts a corner off with both ends on one edge', () => {
    const made = change(plan(split(at(2, 0), at(2, 4), at(6, 4), at(6, 0))));
    expect(made.vertices).toHaveLength(2);
    const after = layOver(city(), made);
    expect(takeBack(after, made)).toEqual(city());
  });

  test.each([
    ['lineTooShort', [at(1, 1)]],
    ['lineTooShort', [at(1, 1), at(1, 1)]],
    ['notAcross', [at(-5, 0), at(-5, 10)]],
    ['notAcross', [at(0, 0), at(10, 0)]],
    ['endsInside', [at(-5, 5), at(5, 5)]],
    ['endsInside', [at(2, 2), at(5, 5)]],
    ['severalParts', [at(-1, 2), at(12, 2), at(12, 6), at(-1, 6)]],
    ['severalParts', [at(2, -1), at(5, 10), at(8, -1)]],
    ['lineTouchesItself', [at(5, -1), at(5, 8), at(8, 8), at(8, 4), at(-1, 4)]],
    ['lineTouchesItself', [at(5, -1), at(5, 8), at(5, 4)]],
    ['partTooSmall', [at(0.1, -1), at(0.1, 0.1), at(-1, 0.1)]],
  ] as const)('refuses: %s', (code, line) => {
    expect(refusal(plan(split(...line)))).toBe(code);
  });

  test('a grid with a hole keeps it in the part around it, and no line crosses it', () => {
    const hole = box(6, 4, 8, 6).toReversed();
    const holed = [grid(`${east}001`, [box(0, 0, 10, 10), hole])];
    const made = change(plan(split(at(3, -1), at(3, 11)), { grids: holed }));
    expect(
      made.after.map(({ outline }) => outline?.coordinates.length).toSorted((a = 0, b = 0) => a - b),
    ).toEqual([1, 2]);
    expect(refusal(plan(split(at(7, -1), at(7, 11)), { grids: holed }))).toBe('crossesHole');
  });
});

describe('merging', () => {
  const merge = (...codes: string[]): GridOperation => ({ kind: 'merge', grids: codes });

  test('joins grids and keeps the corners that others have', () => {
    const made = change(plan(merge(`${east}001`, `${east}002`)));
    expect(made.after).toMatchObject([{ code: `${east}004`, areaM2: 2000 }]);
    expect(made.after[0]?.outline?.coordinates[0]).toContainEqual(at(10, 10));
    expect(made.successions.map(({ to }) => to)).toEqual([[`${east}004`], [`${east}004`]]);
  });

  test.each([
    ['tooFewGrids', [`${east}001`, `${east}001`]],
    ['notOneCommunity', [`${east}002`, `${west}001`]],
    ['gridUnknown', [`${east}001`, `${east}999`]],
  ] as const)('refuses: %s', (code, codes) => {
    expect(refusal(plan(merge(...codes)))).toBe(code);
  });

  test('refuses what does not adjoin, or only at a corner', () => {
    const apart = [grid(`${east}001`, [box(0, 0, 10, 10)]), grid(`${east}002`, [box(15, 0, 20, 10)])];
    expect(refusal(plan(merge(`${east}001`, `${east}002`), { grids: apart }))).toBe('notAdjoining');
    const corner = [grid(`${east}001`, [box(0, 0, 10, 10)]), grid(`${east}002`, [box(10, 10, 20, 20)])];
    expect(refusal(plan(merge(`${east}001`, `${east}002`), { grids: corner }))).toBe('notAdjoining');
  });

  test('refuses to enclose another grid', () => {
    const half: Polygon['coordinates'] = [
      [at(0, 0), at(20, 0), at(20, 20), at(15, 15), at(15, 5), at(5, 5), at(0, 0)],
    ];
    const other: Polygon['coordinates'] = [
      [at(0, 0), at(5, 5), at(5, 15), at(15, 15), at(20, 20), at(0, 20), at(0, 0)],
    ];
    const both = [grid(`${east}001`, half), grid(`${east}002`, other)];
    expect(refusal(plan(merge(`${east}001`, `${east}002`), { grids: both }))).toBe('leavesHole');
  });

  test('refuses where a routing rule names some of them alone', () => {
    expect(refusal(plan(merge(`${east}001`, `${east}002`), { routing: [rule([`${east}001`])] }))).toBe(
      'ruleNamesSome',
    );
    const both = { routing: [rule([`${east}001`, `${east}002`])] };
    expect(refusal(plan(merge(`${east}001`, `${east}002`), both))).toBeNull();
  });
});

describe('redrawing a border', () => {
  const redraw = (...line: Position[]): GridOperation => ({
    kind: 'redraw',
    grids: [`${east}001`, `${east}002`],
    line,
  });

  test('moves it, and each grid goes on in the part that has the most of it', () => {
    const made = change(plan(redraw(at(12, -1), at(12, 11))));
    const [one, two] = made.successions.map(({ to }) => to[0]);
    const areaOf = (code: string | undefined) => made.after.find((grid_) => grid_.code === code)?.areaM2;
    expect([areaOf(one), areaOf(two)]).toEqual([1200, 800]);
    const after = layOver(city(), made);
    expect(after.grids.find(({ code }) => code === `${east}003`)?.outline?.coordinates[0]).toContainEqual(
      at(12, 10),
    );
    expect(takeBack(after, made)).toEqual(city());
  });

  test('refuses another number of grids, and those that do not adjoin', () => {
    expect(refusal(plan({ kind: 'redraw', grids: [`${east}001`], line: [] }))).toBe('notTwoGrids');
    const apart = [grid(`${east}001`, [box(0, 0, 10, 10)]), grid(`${east}002`, [box(15, 0, 20, 10)])];
    expect(refusal(plan(redraw(at(12, -1), at(12, 11)), { grids: apart }))).toBe('notAdjoining');
  });
});

describe('names, codes and kinds', () => {
  test('a code that was ever used is not given again, and numbers run out with a reason', () => {
    const former = [`${east}004`, `${east}117`];
    const codes = change(plan(split(at(5, -1), at(5, 11)), {}, former)).after.map(({ code }) => code);
    expect(codes).toEqual([`${east}118`, `${east}119`]);
    const nearlyAll = Array.from({ length: 999 }, (_, i) => `${east}${String(i + 1).padStart(3, '0')}`);
    expect(refusal(plan(split(at(5, -1), at(5, 11)), {}, nearlyAll))).toBe('codesUsedUp');
    const gaps = nearlyAll.filter((code) => !code.endsWith('500') && !code.endsWith('600'));
    expect(change(plan(split(at(5, -1), at(5, 11)), {}, gaps)).after.map(({ code }) => code)).toEqual([
      `${east}500`,
      `${east}600`,
    ]);
  });

  test('codes that do not nest keep their own form', () => {
    const plain = (code: string) =>
      grid(code, [box(0, 0, 10, 10)], { communityCode: 'mill', path: `d/mill/${code}`, code });
    const codes = (code: string, former: string[] = []) =>
      change(
        plan({ kind: 'split', grid: code, line: [at(5, -1), at(5, 11)] }, { grids: [plain(code)] }, former),
      ).after.map((made) => [made.code, made.path]);
    expect(codes('g09', ['g10'])).toEqual([
      ['g11', 'd/mill/g11'],
      ['g12', 'd/mill/g12'],
    ]);
    expect(codes('quay')).toEqual([
      ['quay-1', 'd/mill/quay-1'],
      ['quay-2', 'd/mill/quay-2'],
    ]);
  });

  test('names may be given, but not one that the community has', () => {
    const named = (...names: string[]): GridOperation => ({
      ...(split(at(5, -1), at(5, 11)) as Extract<GridOperation, { kind: 'split' }>),
      names: names.map(same),
    });
    expect(change(plan(named('甲', '乙'))).after.map(({ name }) => name.zh)).toEqual(['甲', '乙']);
    expect(refusal(plan(named('甲', '甲')))).toBe('nameTaken');
    expect(refusal(plan(named('甲', '河东第002网格')))).toBe('nameTaken');
  });

  test('a grid is described anew under its code', () => {
    const describe_ = (name: string, gridKind: Grid['kind']): GridOperation => ({
      kind: 'describe',
      grid: `${east}001`,
      name: same(name),
      gridKind,
    });
    expect(change(plan(describe_('市场', 'dedicated'))).after).toMatchObject([
      { code: `${east}001`, name: same('市场'), kind: 'dedicated' },
    ]);
    expect(refusal(plan(describe_('河东第002网格', 'base')))).toBe('nameTaken');
    const unchanged: GridOperation = {
      kind: 'describe',
      grid: `${east}001`,
      name: grids[0]?.name ?? same(''),
      gridKind: 'base',
    };
    expect(refusal(plan(unchanged))).toBe('nothingChanges');
  });

  test('a grid without an outline is not drawn on', () => {
    const plain = [grid(`${east}001`, [box(0, 0, 10, 10)], { outline: null })];
    expect(refusal(plan(split(at(5, -1), at(5, 11)), { grids: plain }))).toBe('noOutline');
  });
});

test('an edit is not taken back while another border hangs on its point', () => {
  const first = change(plan(split(at(5, -1), at(5, 11))));
  const once = layOver(city(), first);
  const taken = codesOf([...grids, ...once.grids]);
  const next = planGridEdit(once, { kind: 'split', grid: `${east}003`, line: [at(5, 10), at(5, 21)] }, taken);
  const second = change(next);
  expect(second.vertices).toHaveLength(1);
  const twice = layOver(once, second);
  expect(takeBack(twice, first)).toBeUndefined();
  expect(takeBack(twice, second)).toEqual(once);
});
