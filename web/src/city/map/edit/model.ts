import type { GridShape } from '@heliu/contract/city-api';
import type { GridOperation } from '@heliu/contract/city/grid-operation';
import type { Position } from '@heliu/contract/geo';
import type { Text } from '@heliu/contract/text';

export const tools = ['split', 'merge', 'redraw', 'describe'] as const;
export type Tool = (typeof tools)[number];

/** What is being done, before it is sent. */
export interface Draft {
  readonly tool: Tool;
  readonly chosen: readonly string[];
  readonly line: readonly Position[];
  /** The line is as it is meant; clicks add no more points. */
  readonly isDrawn: boolean;
  readonly names: readonly Text[] | undefined;
  readonly kind: GridShape['kind'] | undefined;
}

export const emptyDraft = (tool: Tool, chosen: readonly string[] = []): Draft => ({
  tool,
  chosen,
  line: [],
  isDrawn: false,
  names: undefined,
  kind: undefined,
});

export const drawsLine = (tool: Tool): boolean => tool === 'split' || tool === 'redraw';

/** How many grids a tool works on. */
const most: Readonly<Record<Tool, number>> = { split: 1, merge: 20, redraw: 2, describe: 1 };
const least: Readonly<Record<Tool, number>> = { split: 1, merge: 2, redraw: 2, describe: 1 };

export const isChosen = ({ tool, chosen }: Draft): boolean => chosen.length >= least[tool];
export const isDrawing = (draft: Draft): boolean =>
  drawsLine(draft.tool) && isChosen(draft) && !draft.isDrawn;

/** One point less, and on with drawing. */
export const withoutLast = (draft: Draft): Draft => ({
  ...draft,
  line: draft.line.slice(0, -1),
  isDrawn: false,
  names: undefined,
});

export const withoutLine = (draft: Draft): Draft => ({
  ...draft,
  line: [],
  isDrawn: false,
  names: undefined,
});

/** A grid picked: taken up, put back, or in place of the one before. */
export function pick(draft: Draft, code: string): Draft {
  const { tool, chosen } = draft;
  const next = chosen.includes(code)
    ? chosen.filter((one) => one !== code)
    : most[tool] === 1
      ? [code]
      : [...chosen, code].slice(-most[tool]);
  return emptyDraft(tool, next);
}

/** Another tool goes on with as many of the chosen grids as it takes. */
export const withTool = ({ chosen }: Draft, tool: Tool): Draft =>
  emptyDraft(tool, chosen.slice(0, most[tool]));

/** What would be asked of the server; undefined while something is missing. */
export function operationOf(draft: Draft, grids: readonly GridShape[]): GridOperation | undefined {
  const { tool, chosen, line, names, kind } = draft;
  const [grid] = chosen;
  if (!isChosen(draft) || grid === undefined) return undefined;
  if (tool === 'describe') {
    const now = grids.find(({ code }) => code === grid);
    const name = names?.[0] ?? now?.name;
    if (name === undefined || now === undefined) return undefined;
    return { kind: 'describe', grid, name, gridKind: kind ?? now.kind };
  }
  const named = names === undefined ? {} : { names: [...names] };
  if (tool === 'merge') return { kind: 'merge', grids: [...chosen], ...named };
  if (line.length < 2) return undefined;
  return tool === 'split'
    ? { kind: 'split', grid, line: [...line], ...named }
    : { kind: 'redraw', grids: [...chosen], line: [...line], ...named };
}
