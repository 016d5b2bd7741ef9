import type { Polygon } from '../geo.ts';
import type { Text } from '../text.ts';
import { nameAfter, nextCodes } from './grid-codes.ts';
import { mergePolygons } from './grid-merge.ts';
import { codesIn, type GridOperation, type GridOperationKind } from './grid-operation.ts';
import { type GridRefusal, refuseGrid } from './grid-refusals.ts';
import { areaOf, centreOf, type NewVertex, sharesOf } from './grid-shape.ts';
import { splitPolygon } from './grid-split.ts';
import type { CityPack } from './pack.ts';
import { type Grid, segment } from './place.ts';
import { findKnot } from './topology.ts';
import { layOver } from './grid-overlay.ts';

/** The parts of a city that a change of its grids touches. */
export type GriddedCity = Pick<CityPack, 'divisions' | 'grids' | 'outline'>;
type EditedCity = GriddedCity & Pick<CityPack, 'codeScheme' | 'routing'>;

/** Which grids follow one that gave way. */
export interface Succession {
  readonly from: string;
  readonly to: readonly string[];
}

/** What one edit does: whole grids before and after, so that it can be laid over a pack and taken back. */
export interface GridChange {
  readonly kind: GridOperationKind;
  readonly communityCode: string;
  readonly before: readonly Grid[];
  readonly after: readonly Grid[];
  /** Empty where codes stay. */
  readonly successions: readonly Succession[];
  readonly vertices: readonly NewVertex[];
}

export type GridPlan =
  | { readonly ok: true; readonly change: GridChange }
  | { readonly ok: false; readonly refusal: GridRefusal };

interface Task {
  readonly city: EditedCity;
  readonly taken: ReadonlySet<string>;
  readonly operation: GridOperation;
  readonly before: readonly DrawnGrid[];
}
type DrawnGrid = Grid & { readonly outline: Polygon };

const no = (code: GridRefusal['code'], params?: GridRefusal['params']): GridPlan => ({
  ok: false,
  refusal: refuseGrid(code, params),
});

/**
 * What an operation would do to the grids in force, or why it is not done. `taken` are all codes that places of this
 * city have or ever had: a code is never given to another area.
 */
export function planGridEdit(
  city: EditedCity,
  operation: GridOperation,
  taken: ReadonlySet<string>,
): GridPlan {
  const codes = [...new Set(codesIn(operation))];
  if (operation.kind === 'merge' && codes.length < 2) return no('tooFewGrids');
  if (operation.kind === 'redraw' && codes.length !== 2) return no('notTwoGrids');
  const grids: Grid[] = [];
  for (const code of codes) {
    const grid = city.grids.find((one) => one.code === code);
    if (grid === undefined) return no('gridUnknown', { grid: code });
    grids.push(grid);
  }
  const [first] = grids;
  if (grids.some(({ communityCode }) => communityCode !== first?.communityCode)) return no('notOneCommunity');
  if (operation.kind === 'describe') return describe(city, operation, grids);
  const before = grids.filter((grid): grid is DrawnGrid => grid.outline !== null);
  const plain = grids.find(({ outline }) => outline === null);
  if (plain !== undefined) return no('noOutline', { grid: plain.code });
  const task = { city, taken, operation, before };
  const plan = operation.kind === 'merge' ? merge(task) : cut(task, operation.line);
  return plan.ok ? checked(city, plan.change) : plan;
}

function describe(
  { grids }: EditedCity,
  operation: Extract<GridOperation, { kind: 'describe' }>,
  [grid]: readonly Grid[],
): GridPlan {
  if (grid === undefined) return no('gridUnknown', { grid: operation.grid });
  const { name, gridKind: kind } = operation;
  const sameName = name.zh === grid.name.zh && name.en === grid.name.en;
  if (sameName && kind === grid.kind) return no('nothingChanges');
  const change: GridChange = {
    kind: 'describe',
    communityCode: grid.communityCode,
    before: [grid],
    after: [{ ...grid, name, kind }],
    successions: [],
    vertices: [],
  };
  return namesAreFree(grids, change) ?? { ok: true, change };
}

function namesAreFree(
  grids: readonly Grid[],
  { communityCode, before, after }: GridChange,
): GridPlan | undefined {
  const gone = new Set(before.map(({ code }) => code));
  const names = grids
    .filter((grid) => grid.communityCode === communityCode && !gone.has(grid.code))
    .flatMap(({ name }) => [name.zh, name.en]);
  const known = new Set(names);
  for (const { name } of after) {
    const taken = [name.zh, name.en].find((one) => known.has(one));
    if (taken !== undefined) return no('nameTaken', { name: taken });
    known.add(name.zh).add(name.en);
  }
  return undefined;
}

function merge(task: Task): GridPlan {
  const { city, before } = task;
  const merged = mergePolygons(before.map(({ outline }) => outline));
  if (!merged.ok) return merged;
  const codes = new Set(before.map(({ code }) => code));
  const partial = city.routing.find(({ when }) => {
    const named = (when.areas ?? []).filter((code) => codes.has(code));
    return named.length > 0 && named.length < codes.size;
  });
  if (partial !== undefined) return no('ruleNamesSome', { rule: partial.code });
  const largest = before.reduce((best, grid) => (areaOf(grid.outline) > areaOf(best.outline) ? grid : best));
  return made(task, [{ outline: merged.polygon, after: largest, share: 1 }], [], (to) =>
    before.map(({ code }) => ({ from: code, to })),
  );
}

/** A split, or two grids joined and cut along another line. */
function cut(task: Task, line: Extract<GridOperation, { kind: 'split' }>['line']): GridPlan {
  const { before, operation } = task;
  const whole = mergePolygons(before.map(({ outline }) => outline));
  if (!whole.ok) return whole;
  const [one, two] = before;
  // A single grid keeps its ring as it is: joined anew it would begin at another corner.
  const ground = two === undefined && one !== undefined ? one.outline : whole.polygon;
  const split = splitPolygon(ground, line);
  if (!split.ok) return split;
  const total = areaOf(split.parts[0]) + areaOf(split.parts[1]);
  const shares = split.parts.map((part) => areaOf(part) / total);
  if (one === undefined) return no('tooFewGrids');
  const parts = split.parts.map((outline, i) => ({ outline, after: one, share: shares[i] ?? 0 }));
  if (operation.kind === 'split' || two === undefined) {
    return made(task, parts, split.vertices, (to) => [{ from: one.code, to }]);
  }
  // The border moved: whoever had the greater part of a grid's ground goes on in that grid.
  const [ofOne = [], ofTwo = []] = [one, two].map(({ outline }) => sharesOf(outline, split.parts));
  const straight = (ofOne[0] ?? 0) + (ofTwo[1] ?? 0) >= (ofOne[1] ?? 0) + (ofTwo[0] ?? 0);
  const [left, right] = straight ? parts : parts.toReversed();
  if (left === undefined || right === undefined) return no('notAcross');
  return made(task, [left, { ...right, after: two }], split.vertices, ([first = '', second = '']) => [
    { from: one.code, to: [first] },
    { from: two.code, to: [second] },
  ]);
}

interface Part {
  readonly outline: Polygon;
  /** Grid whose name and kind it takes. */
  readonly after: Grid;
  /** Of the whole ground. */
  readonly share: number;
}

/** Square metres as the pack gives them, shared out by the outlines, so that totals of a community stay as they are. */
function areasOf(before: readonly DrawnGrid[], parts: readonly Part[]): number[] {
  const drawn = before.reduce((sum, { areaM2, outline }) => sum + (areaM2 ?? areaOf(outline)), 0);
  const areas = parts.map(({ share }) => Math.max(1, Math.round(drawn * share)));
  const rest = Math.round(drawn) - areas.reduce((sum, area) => sum + area, 0);
  return areas.map((area, i) => (i === areas.length - 1 ? Math.max(1, area + rest) : area));
}

function made(
  { city, taken, operation, before }: Task,
  parts: readonly Part[],
  vertices: readonly NewVertex[],
  successions: (codes: readonly string[]) => Succession[],
): GridPlan {
  const [first] = before;
  if (first === undefined) return no('tooFewGrids');
  const { communityCode } = first;
  const asked = { scheme: city.codeScheme, communityCode, like: first.code, taken };
  const codes = nextCodes(asked, parts.length);
  if (codes === undefined) return no('codesUsedUp');
  const above = first.path.slice(0, first.path.length - segment(first.code, communityCode).length);
  const areas = areasOf(before, parts);
  const given: readonly (Text | undefined)[] = 'names' in operation ? (operation.names ?? []) : [];
  const alike = new Set(before.map(({ kind }) => kind)).size === 1;
  const after = parts.map(({ outline, after: old }, i): Grid => {
    const code = codes[i] ?? '';
    return {
      code,
      name: given[i] ?? nameAfter(old, code, i + 1),
      communityCode,
      path: `${above}${segment(code, communityCode)}`,
      kind: operation.kind === 'merge' && !alike ? 'base' : old.kind,
      centre: centreOf(outline),
      areaM2: areas[i] ?? null,
      outline,
    };
  });
  const change = {
    kind: operation.kind,
    communityCode,
    before: [...before],
    after,
    successions: successions(codes),
    vertices: [...vertices],
  };
  return namesAreFree(city.grids, change) ?? { ok: true, change };
}

/** A point put into a neighbour's border moves that border by the rounding, which must not tie a knot in it. */
function checked(city: EditedCity, change: GridChange): GridPlan {
  if (change.vertices.length === 0) return { ok: true, change };
  const known = new Set(city.grids);
  const touched = layOver(city, change).grids.filter((grid) => !known.has(grid));
  const knotted = touched.some(({ outline }) =>
    (outline?.coordinates ?? []).some((ring) => findKnot(ring) !== undefined),
  );
  return knotted ? no('tooClose') : { ok: true, change };
}
