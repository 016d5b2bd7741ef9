import { getClosing, listCounted } from '@heliu/contract/statistics';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import { long, route } from '../kernel/route.ts';
import { closingOf, countedMatters } from './closing.ts';
import { followFacts } from './kept.ts';
import type { StatisticsHooks } from './room.ts';

export { rebuildFacts } from './kept.ts';
export { closingOf } from './closing.ts';
export type { StatisticsHooks } from './room.ts';

/** Rates of closing, and the matters behind every figure. */
export function createStatistics(kernel: Kernel, hooks: StatisticsHooks): Capability {
  const room = { ...hooks, kernel };
  return {
    routes: [
      long(route(getClosing, ({ query }, { actor }) => closingOf(room, actor, query))),
      long(route(listCounted, ({ query }, { actor }) => countedMatters(room, actor, query))),
    ],
    loops: [{ name: 'statistics.facts', everyMs: 1000, run: () => followFacts(kernel) }],
  };
}
