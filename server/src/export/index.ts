import { fetchExport, getExport, listExports, startExport } from '@heliu/contract/export';
import type { Capability } from '../kernel/kernel.ts';
import { long, route } from '../kernel/route.ts';
import { fetchFile } from './fetch.ts';
import { list, view } from './list.ts';
import type { ExportRoom } from './room.ts';
import { start } from './start.ts';
import { wordsChore } from './words.ts';

export { enterExport } from './enter.ts';

/** Matters taken out of the system as files, each time on record. */
export const createExport = (room: ExportRoom): Capability => ({
  chores: [wordsChore(room.kernel)],
  routes: [
    long(route(startExport, (input, context) => start(room, input, context))),
    route(getExport, (input, context) => view(room, input, context)),
    long(route(fetchExport, ({ params }, context) => fetchFile(room, params.id, context))),
    route(listExports, (input, context) => list(room, input, context)),
  ],
});
