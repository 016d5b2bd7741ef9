import { randomUUID } from 'node:crypto';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { mostExported, startExport } from '@heliu/contract/export';
import { findMatterCode } from '@heliu/contract/matter/code';
import type { MatterFilter } from '@heliu/contract/matter/views';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import type { Context } from '../kernel/route.ts';
import { enterExport } from './enter.ts';
import type { ExportRoom } from './room.ts';

/** Enters who takes what out and why. @throws Problem `auth.forbidden`, `export.tooLarge`, `request.tooMany`. */
export async function start(
  room: ExportRoom,
  { body }: EndpointInput<typeof startExport>,
  { actor }: Context,
): Promise<EndpointResult<typeof startExport>> {
  const { kernel } = room;
  const { format, personal, purpose, filter } = body;
  if (personal && !actor.permissions.has('matter.exportPersonal')) throw new Problem('auth.forbidden');
  assertReads(actor, filter);
  room.limit(actor);
  const city = room.city.current();
  const at = kernel.clock.now();
  const { accountId } = actor;
  const record = { commandId: body.commandId, endpoint: startExport.id, accountId, at };
  const expected = await count(room, filter, actor, city);
  return runCommand(kernel.db, record, async (trx) => {
    const exportId = randomUUID();
    await enterExport(trx, {
      exportId,
      actor,
      city,
      at,
      commandId: body.commandId,
      format,
      personal,
      purpose,
      filter,
      expected,
    });
    return { reply: { exportId, expected }, subject: `export:${exportId}` };
  });
}

/** What matches tells of words that a key is not shown, so it looks for no words, only for codes. @throws Problem `auth.forbidden`. */
function assertReads({ key }: Actor, { q }: MatterFilter): void {
  if (key !== undefined && q !== undefined && q !== '' && findMatterCode(q) === undefined) {
    throw new Problem('auth.forbidden');
  }
}

async function count(room: ExportRoom, filter: MatterFilter, actor: Actor, city: City): Promise<number> {
  const conditions = room.mattersIn(filter, actor, city, room.kernel.clock.now());
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM (
    SELECT FROM matter.matters m WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${mostExported + 1}) AS found`.execute(
    room.kernel.db,
  );
  const n = rows[0]?.n ?? 0;
  if (n > mostExported) throw new Problem('export.tooLarge', { params: { max: mostExported } });
  return n;
}
