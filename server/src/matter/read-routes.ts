import {
  commentOwnReport,
  listOwnReports,
  openOwnEvidence,
  openOwnReport,
  rateOwnReport,
  recoverReceipt,
  reopenOwnReport,
  trackMatter,
} from '@heliu/contract/matter/track';
import {
  countMatters,
  findDuplicates,
  getHistory,
  getMatter,
  listMatters,
  revealReporter,
} from '@heliu/contract/matter/views';
import { Problem } from '@heliu/contract/problem';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import { route, type Route } from '../kernel/route.ts';
import { act } from './act.ts';
import { countQueues } from './count.ts';
import { duplicatesOf } from './duplicates.ts';
import { readHistory } from './history.ts';
import { listPage } from './list.ts';
import { findMatter, loadMatter } from './load.ts';
import { assertOwnFile, findOwnReport, ownReports, reporterOf, viewOwnReport } from './own-report.ts';
import { mayReadAsStaff } from './policy.ts';
import { trackedOf } from './progress.ts';
import { sendReceiptAgain } from './recover-receipt.ts';
import type { MatterRoom } from './room.ts';
import { viewMatter } from './view.ts';

/** Endpoints of the staff that read. */
export function readRoutes(room: MatterRoom): Route[] {
  const { kernel } = room;
  const readable = async (ref: string, actor: Parameters<typeof mayReadAsStaff>[0]) => {
    const loaded = await loadMatter(kernel.pool, ref);
    if (!mayReadAsStaff(actor, loaded, room.city.current())) throw new Problem('resource.notFound');
    return loaded.matter;
  };
  return [
    route(listMatters, async ({ query }, { actor }) => listPage(room, actor, query)),
    route(countMatters, async (_input, { actor }) => ({ queues: await countQueues(room, actor) })),
    route(findDuplicates, async ({ query }, { actor }) => ({ rows: await duplicatesOf(room, actor, query) })),
    route(getMatter, async ({ params }, { actor }) => {
      const view = await viewMatter(room, actor, params.matterId);
      if (view.reports.length > 0) {
        await recordLook(room, actor.accountId, getMatter.id, view.matterId, null);
      }
      return view;
    }),
    route(getHistory, async ({ params }, { actor }) => {
      const matter = await readable(params.matterId, actor);
      return { entries: await readHistory(kernel.db, matter.matterId, actor.language) };
    }),
    route(revealReporter, async ({ params, body }, { actor }) => {
      const matter = await readable(params.matterId, actor);
      await recordLook(room, actor.accountId, revealReporter.id, matter.matterId, body.purpose);
      const reports = await kernel.db
        .selectFrom('matter.reports')
        .select(['id as reportId', 'name', 'phone', 'email'])
        .where('matter_id', '=', matter.matterId)
        .orderBy('created_at')
        .execute();
      return { reports };
    }),
  ];
}

/** A look at personal data, on record before the data leaves. */
async function recordLook(
  { kernel }: MatterRoom,
  accountId: number,
  endpoint: string,
  matterId: string,
  purpose: string | null,
): Promise<void> {
  await kernel.db
    .insertInto('log.accesses')
    .values({
      at: new Date(kernel.clock.now()),
      account_id: accountId,
      endpoint,
      subject: `matter:${matterId}`,
      purpose,
    })
    .execute();
}

/** Endpoints of reporters and of anybody who holds a code. */
export function reporterRoutes(room: MatterRoom): Route[] {
  const { kernel } = room;
  return [
    route(trackMatter, async ({ body }, context) => {
      await room.limitLookUps(context);
      const loaded = await findMatter(kernel.pool, body.code);
      if (loaded === undefined) throw new Problem('resource.notFound');
      return trackedOf(kernel, loaded, kernel.clock.now());
    }),
    route(listOwnReports, async ({ query }, { actor }) => {
      const [at, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2);
      const before = at === undefined ? undefined : { at: String(at), id: String(id) };
      const { rows, last } = await ownReports(
        room,
        { accountId: actor.accountId },
        { limit: query.limit, before },
      );
      return { rows, ...(last === undefined ? {} : { next: encodeCursor([last.at, last.id]) }) };
    }),
    route(openOwnReport, async ({ body }, context) => {
      await room.limitLookUps(context);
      return viewOwnReport(room, await findOwnReport(room, body, context.actor));
    }),
    route(openOwnEvidence, async ({ body }, context) => {
      await room.limitPictures(context);
      const found = await findOwnReport(room, body, context.actor);
      await assertOwnFile(room, found, body.fileId);
      await room.sendEvidence({ id: body.fileId, size: body.size }, context);
    }),
    route(recoverReceipt, (input, context) => sendReceiptAgain(room, input, context)),
    route(commentOwnReport, async ({ body }, context) => {
      await room.limitReports(context);
      const found = await findOwnReport(room, body, context.actor);
      const evidenceIds = body.evidence.map(({ fileId }) => fileId);
      return act(room, {
        ref: found.loaded.matter.matterId,
        command: { kind: 'addComment', audience: 'public', note: body.note, evidenceIds },
        commandId: body.commandId,
        endpoint: commentOwnReport.id,
        giver: reporterOf(found),
        claims: new Map(
          body.evidence.flatMap(({ fileId, claim }) => (claim === undefined ? [] : [[fileId, claim]])),
        ),
      });
    }),
    ...verdictRoutes(room),
  ];
}

/** What reporters say of a result. */
function verdictRoutes(room: MatterRoom): Route[] {
  return [
    route(rateOwnReport, async ({ body }, context) => {
      await room.limitLookUps(context);
      const found = await findOwnReport(room, body, context.actor);
      const { verdict, satisfaction, note } = body;
      return act(room, {
        ref: found.loaded.matter.matterId,
        command: { kind: 'rate', verdict, satisfaction, ...(note === undefined ? {} : { note }) },
        commandId: body.commandId,
        endpoint: rateOwnReport.id,
        giver: reporterOf(found),
      });
    }),
    route(reopenOwnReport, async ({ body }, context) => {
      await room.limitLookUps(context);
      const found = await findOwnReport(room, body, context.actor);
      const { reasonCode, note } = body;
      return act(room, {
        ref: found.loaded.matter.matterId,
        command: { kind: 'reopen', reasonCode, ...(note === undefined ? {} : { note }) },
        commandId: body.commandId,
        endpoint: reopenOwnReport.id,
        giver: reporterOf(found),
      });
    }),
  ];
}
