import { z } from 'zod';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Text } from '../text.ts';
import { GridOperation, gridOperationKinds } from './grid-operation.ts';
import { gridRefusals, type GridRefusalCode } from './grid-refusals.ts';
import { Grid, PlaceCode } from './place.ts';

const GridShape = Grid.pick({
  code: true,
  name: true,
  kind: true,
  centre: true,
  areaM2: true,
  outline: true,
});
export type GridShape = z.infer<typeof GridShape>;

const refusalCodes = Object.keys(gridRefusals) as [GridRefusalCode, ...GridRefusalCode[]];

export const listGridShapes = endpoint({
  id: 'grid.shapes',
  method: 'GET',
  path: '/api/city/communities/:code/grids',
  permission: 'grid.manage',
  summary: 'Grids of a community with their outlines, to draw on',
  params: z.object({ code: PlaceCode }),
  reply: z.object({ versionId: z.int(), grids: z.array(GridShape) }),
});

export const GridEditPreview = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('refused'),
    versionId: z.int(),
    code: z.enum(refusalCodes),
    /** What is wrong and what to do, filled in. */
    text: Text,
  }),
  z.object({
    status: z.literal('ready'),
    /** Version that this was reckoned on; goes with the edit. */
    versionId: z.int(),
    before: z.array(GridShape),
    after: z.array(
      GridShape.extend({
        /** Open matters that will stand on it. */
        openMatters: z.int(),
      }),
    ),
    /** Open matters that move, and accounts whose roles go over. */
    mattersMoved: z.int(),
    accountsMoved: z.int(),
    /** Other grids whose border gets a point. */
    neighbours: z.array(PlaceCode),
  }),
]);
export type GridEditPreview = z.infer<typeof GridEditPreview>;

/** Changes nothing; a POST because a line may be long. */
export const previewGridEdit = endpoint({
  id: 'grid.preview',
  method: 'POST',
  path: '/api/city/grid-edits/preview',
  permission: 'grid.manage',
  summary:
    'What a change of grids would do: outlines, codes, open matters and roles that move, or why it is refused',
  body: z.object({ operation: GridOperation }),
  reply: GridEditPreview,
});

export const GridEditReason = z.string().trim().min(2).max(500);

const EditedGrids = z.object({
  editId: z.uuid(),
  versionId: z.int(),
  before: z.array(PlaceCode),
  after: z.array(PlaceCode),
  accountsMoved: z.int(),
});

/** Problems `grid.refused`, `grid.changedMeanwhile` where `baseVersionId` is no longer in force. */
export const editGrids = endpoint({
  id: 'grid.edit',
  method: 'POST',
  path: '/api/city/grid-edits',
  permission: 'grid.manage',
  summary:
    'Split, merge, redraw or rename grids of one community; roles go over at once, open matters within seconds',
  body: Command.extend({
    operation: GridOperation,
    baseVersionId: z.int(),
    reason: GridEditReason,
  }),
  reply: EditedGrids,
});

export const undoGridEdit = endpoint({
  id: 'grid.undo',
  method: 'POST',
  path: '/api/city/grid-edits/:editId/undo',
  permission: 'grid.manage',
  summary: 'Bring the very grids back that an edit replaced, as long as nothing touched them since',
  params: z.object({ editId: z.uuid() }),
  body: Command.extend({ reason: GridEditReason }),
  reply: EditedGrids,
});

export const gridEditEnds = ['undone', 'contained', 'dropped'] as const;

export const GridEditRow = z.object({
  editId: z.uuid(),
  kind: z.enum(gridOperationKinds),
  communityCode: PlaceCode,
  at: z.iso.datetime(),
  /** Null for an account that is not known any more. */
  by: z.string().nullable(),
  reason: z.string(),
  before: z.array(GridShape),
  after: z.array(GridShape),
  /** Undone by a person, or at an import: the pack holds it by now, or differs where it was made. */
  ended: z
    .object({
      as: z.enum(gridEditEnds),
      at: z.iso.datetime(),
      by: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  canUndo: z.boolean(),
});
export type GridEditRow = z.infer<typeof GridEditRow>;

export const listGridEdits = endpoint({
  id: 'grid.edits',
  method: 'GET',
  path: '/api/city/grid-edits',
  permission: 'grid.manage',
  summary: 'Changes of grids, newest first: who, when, why, outlines before and after',
  query: PageQuery.extend({
    /** A community, a town, or a grid that took part. */
    place: PlaceCode.optional(),
  }),
  reply: pageOf(GridEditRow),
});

export const gridFiles = ['grids.geojson', 'outline.geojson'] as const;

/** In the pack's own form, edits included, to be put into the pack. */
export const getGridFile = endpoint({
  id: 'grid.file',
  method: 'GET',
  path: '/api/city/grid-files/:file',
  permission: 'city.import',
  summary: 'grids.geojson or outline.geojson of the city in force, as a city pack has them',
  params: z.object({ file: z.enum(gridFiles) }),
  reply: 'bytes',
});
