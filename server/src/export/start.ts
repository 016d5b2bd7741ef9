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
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
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
    await trx
      .insertInto('export.exports')
      .values({
        id: exportId,
        account_id: accountId,
        started_at: new Date(at),
        format,
        filter: JSON.stringify(filter),
        place_paths: reachOf(actor, city),
        personal,
        purpose,
        expected,
      })
      .execute();
    const payload = { format, personal, expected };
    const facts = { at, actorId: accountId, commandId: body.commandId };
    await appendEvents(trx, [{ kind: 'export.started', subject: `export:${exportId}`, ...facts, payload }]);
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

/** Places that the exporter sees; of a unit the division it stands for. */
function reachOf(actor: Actor, city: City): string[] {
  const paths = actor.grants.flatMap(({ placePath, unitId }) => {
    if (placePath !== null) return [placePath];
    const unit = unitId === null ? undefined : city.index.units.get(unitId);
    return unit === undefined ? [] : [city.findPlace(unit.divisionCode)?.path ?? ''];
  });
  return [...new Set(paths.filter(Boolean))];
}
