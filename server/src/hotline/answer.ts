import type { EndpointInput } from '@heliu/contract/endpoint';
import { answerCaller } from '@heliu/contract/hotline';
import type { KnowledgeEntry } from '@heliu/contract/hotline/desk';
import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { registerAsStaff, visible } from '../matter/index.ts';
import { entriesTold } from './knowledge.ts';
import type { HotlineRoom } from './room.ts';

const dayMs = 86_400_000;

type Body = EndpointInput<typeof answerCaller>['body'];

/**
 * Registers who asked and closes it at once with the words of the entry, by the commands that every matter takes.
 * @throws Problem `hotline.entryUnknown`, and those of a registration.
 */
export async function answer(
  room: HotlineRoom,
  { entry: code, ...body }: Body,
  context: Context,
): Promise<MatterReceipt> {
  const { kernel, city } = room;
  const entry = entriesTold(city.current(), kernel.clock.now()).find((one) => one.code === code);
  if (entry === undefined) throw new Problem('hotline.entryUnknown', { params: { entry: code } });
  const receipt = await registerAsStaff(room.matter, {
    body: {
      ...body,
      requestKind: 'inquiry',
      evidence: [],
      onSpot: { outcome: 'solved', reply: entry.answer[context.language] },
    },
    context,
    endpoint: answerCaller.id,
  });
  await recordAnswer(room, receipt.matterId, entry, { actor: context.actor, commandId: body.commandId });
  return receipt;
}

/** Once for a matter: a repeat after a failure half-way finds the matter there and adds what is missing. */
async function recordAnswer(
  { kernel: { db, clock } }: HotlineRoom,
  matterId: string,
  { code }: KnowledgeEntry,
  { actor, commandId }: { readonly actor: Actor; readonly commandId: string },
): Promise<void> {
  const at = clock.now();
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ place_path: string; centre_unit_id: string }>`
      WITH added AS (INSERT INTO hotline.answers (matter_id, entry_code, answered_at, answered_by)
        VALUES (${matterId}::uuid, ${code}, ${new Date(at)}, ${actor.accountId})
        ON CONFLICT DO NOTHING RETURNING matter_id)
      SELECT m.place_path, m.centre_unit_id FROM matter.matters m JOIN added ON added.matter_id = m.id`.execute(
      trx,
    );
    const [matter] = rows;
    if (matter === undefined) return;
    await appendEvents(trx, [
      {
        kind: 'hotline.answered',
        subject: `answer:${matterId}`,
        at,
        placePath: matter.place_path,
        unitIds: [matter.centre_unit_id],
        actorId: actor.accountId,
        commandId,
        payload: { matterId, entry: code },
      },
    ]);
  });
}

export async function answerCounts(
  { kernel: { db, clock }, city }: HotlineRoom,
  actor: Actor,
): Promise<{ entry: string; count: number }[]> {
  const since = new Date(clock.now() - 30 * dayMs);
  const { rows } = await sql<{ entry: string; count: number }>`
    SELECT h.entry_code AS entry, count(*)::int AS count
    FROM hotline.answers h JOIN matter.matters m ON m.id = h.matter_id
    WHERE h.answered_at >= ${since} AND ${visible(actor, city.current())}
    GROUP BY h.entry_code ORDER BY count DESC, h.entry_code`.execute(db);
  return rows;
}
