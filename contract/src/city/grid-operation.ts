import { z } from 'zod';
import { Position } from '../geo.ts';
import type { Text } from '../text.ts';
import { Grid, PlaceCode } from './place.ts';

const GridName = z.object({
  zh: z.string().trim().min(1).max(60),
  en: z.string().trim().min(1).max(120),
}) satisfies z.ZodType<Text>;

const Line = z.array(Position).max(200);
/** Names of the parts; those proposed where absent. */
const names = z.array(GridName).max(2).optional();

export const gridOperationKinds = ['split', 'merge', 'redraw', 'describe'] as const;
export type GridOperationKind = (typeof gridOperationKinds)[number];

/** What is done to grids of one community. A line runs from border to border, or from beyond it. */
export const GridOperation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('split'), grid: PlaceCode, line: Line, names }),
  z.object({ kind: z.literal('merge'), grids: z.array(PlaceCode).max(20), names }),
  /** The border between two that adjoin is moved to the line. */
  z.object({ kind: z.literal('redraw'), grids: z.array(PlaceCode).max(2), line: Line, names }),
  /** Another name or kind; code and outline stay. */
  z.object({ kind: z.literal('describe'), grid: PlaceCode, name: GridName, gridKind: Grid.shape.kind }),
]);
export type GridOperation = z.infer<typeof GridOperation>;

export const codesIn = (operation: GridOperation): readonly string[] =>
  'grids' in operation ? operation.grids : [operation.grid];
