import type { GridEditPreview } from '@heliu/contract/city-api';
import { isInArea } from '@heliu/contract/city/dissolve';
import { type GridChange, planGridEdit } from '@heliu/contract/city/grid-edit';
import type { GridOperation } from '@heliu/contract/city/grid-operation';
import { gridRefusals } from '@heliu/contract/city/grid-refusals';
import { layOver } from '@heliu/contract/city/grid-overlay';
import { fill } from '@heliu/contract/text';
import type { Actor } from '../kernel/actor.ts';
import { takenCodes } from './edit-grids.ts';
import type { StandingMatter } from './hooks.ts';
import { assertManagesGrids } from './policy.ts';
import type { CityRoom } from './room.ts';

/** What an operation would do to the city in force. @throws Problem `auth.forbidden`. */
export async function previewGrids(
  { kernel, hooks, current }: CityRoom,
  operation: GridOperation,
  actor: Actor,
): Promise<GridEditPreview> {
  const { pack, versionId } = current();
  const codes = 'grids' in operation ? operation.grids : [operation.grid];
  assertManagesGrids(actor, pack, codes);
  const plan = planGridEdit(pack, operation, await takenCodes(kernel.db));
  if (!plan.ok) {
    const { code, params } = plan.refusal;
    const { zh, en } = gridRefusals[code];
    return { status: 'refused', versionId, code, text: { zh: fill(zh, params), en: fill(en, params) } };
  }
  const { change } = plan;
  const moving = change.successions.map(({ from }) => from);
  const among = change.before.map(({ code }) => code);
  const [standing = [], accountsMoved = 0] = await Promise.all([
    hooks.standingOn?.(among),
    hooks.accountsOn?.(moving),
  ]);
  const counts = countsOf(change, standing);
  return {
    status: 'ready',
    versionId,
    before: [...change.before],
    after: change.after.map((grid) => ({ ...grid, openMatters: counts.get(grid.code) ?? 0 })),
    mattersMoved: moving.length === 0 ? 0 : standing.length,
    accountsMoved,
    neighbours: neighboursOf(pack, change),
  };
}

/** A matter follows its position; one without goes to the largest of the grids that follow its own. */
function countsOf(
  { after, successions }: GridChange,
  standing: readonly StandingMatter[],
): Map<string, number> {
  const counts = new Map<string, number>();
  const largest = (codes: readonly string[]) =>
    after
      .filter(({ code }) => codes.includes(code))
      .toSorted((a, b) => (b.areaM2 ?? 0) - (a.areaM2 ?? 0))
      .at(0)?.code;
  for (const { gridCode, position } of standing) {
    const covering = position && after.find(({ outline }) => outline !== null && isInArea(position, outline));
    const followers = successions.find(({ from }) => from === gridCode)?.to ?? [gridCode];
    const code = covering?.code ?? largest(followers) ?? gridCode;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

function neighboursOf(pack: Parameters<typeof planGridEdit>[0], change: GridChange): string[] {
  if (change.vertices.length === 0) return [];
  const known = new Set(pack.grids);
  const made = new Set(change.after.map(({ code }) => code));
  return layOver(pack, change)
    .grids.filter((grid) => !known.has(grid) && !made.has(grid.code))
    .map(({ code }) => code);
}
