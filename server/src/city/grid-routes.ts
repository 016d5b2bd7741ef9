import {
  editGrids,
  getGridFile,
  listGridEdits,
  listGridShapes,
  previewGridEdit,
  undoGridEdit,
} from '@heliu/contract/city-api';
import { Problem } from '@heliu/contract/problem';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import { long, type Context, type Route, route } from '../kernel/route.ts';
import { sendStored } from '../kernel/stored-reply.ts';
import { changeGrids, type Editor, takeEditBack } from './edit-grids.ts';
import { gridFile } from './grid-files.ts';
import { readGridEdits } from './list-grid-edits.ts';
import { assertAdministersCity, assertManagesGrids } from './policy.ts';
import { previewGrids } from './preview-grids.ts';
import type { CityRoom } from './room.ts';

export function gridRoutes(room: CityRoom): Route[] {
  const { kernel, hooks, current, reload } = room;
  const editor = (endpoint: string, commandId: string, { actor }: Context<Actor>) => {
    const record = { commandId, endpoint, accountId: actor.accountId, at: kernel.clock.now() };
    const { moveRoles } = hooks;
    const as: Editor = { actor, by: record, ...(moveRoles === undefined ? {} : { moveRoles }) };
    return { record, as };
  };
  return [
    route(listGridShapes, async ({ params: { code } }, { actor }) => {
      const { pack, index, versionId } = current();
      if (!index.divisions.has(code)) throw new Problem('place.unknown', { params: { place: code } });
      assertManagesGrids(actor, pack, [], code);
      return { versionId, grids: pack.grids.filter(({ communityCode }) => communityCode === code) };
    }),
    long(route(previewGridEdit, async ({ body }, { actor }) => previewGrids(room, body.operation, actor))),
    long(
      route(editGrids, async ({ body }, context) => {
        const { record, as } = editor(editGrids.id, body.commandId, context);
        const reply = await runCommand(kernel.db, record, async (trx) => {
          const done = await changeGrids(trx, body, as);
          return { reply: done, subject: `city:${done.versionId}` };
        });
        await reload();
        return reply;
      }),
    ),
    long(
      route(undoGridEdit, async ({ params: { editId }, body }, context) => {
        const { record, as } = editor(undoGridEdit.id, body.commandId, context);
        const reply = await runCommand(kernel.db, record, async (trx) => {
          const done = await takeEditBack(trx, { editId, reason: body.reason }, as);
          return { reply: done, subject: `city:${done.versionId}` };
        });
        await reload();
        return reply;
      }),
    ),
    route(listGridEdits, async ({ query }, { actor }) => readGridEdits(room, query, actor)),
    route(getGridFile, async ({ params: { file } }, context) => {
      assertAdministersCity(context.actor, current());
      sendStored(context, await gridFile(current(), file), 'private, no-cache');
    }),
  ];
}
