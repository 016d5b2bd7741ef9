import { randomUUID } from 'node:crypto';
import { decide } from '@heliu/contract/matter/decide';
import type { MatterEvent } from '@heliu/contract/matter/events';
import type { Matter } from '@heliu/contract/matter/model';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Grant } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { serves, systemActor } from './policy.ts';
import { eventColumns } from './rows.ts';
import type { MatterRoom } from './room.ts';
import { fromStored, type StoredMatter } from './stored.ts';
import { inTransaction, writeChange } from './write.ts';

/** Who leaves, and what that person still holds; the work held through anything else goes back. */
export interface Leaving {
  readonly accountId: number;
  readonly remaining: readonly Grant[];
  readonly actorId: number | null;
}

/**
 * Returns what an account can no longer hold to the queues of its units, in the transaction that deactivates the
 * account or takes its roles; each unit is told once of how many came back. @returns how many matters were released.
 */
export async function releaseHolder(
  room: MatterRoom,
  trx: Trx,
  { accountId, remaining, actorId }: Leaving,
): Promise<number> {
  const city = room.city.current();
  const { rows } = await sql<{ state: StoredMatter; place_path: string }>`
    SELECT m.state, m.place_path FROM matter.matters m
    WHERE m.id IN (
      SELECT id FROM matter.matters WHERE holder_account_id = ${accountId}
        AND stage NOT IN ('closed', 'declined', 'voided', 'merged')
      UNION SELECT matter_id FROM matter.work_orders
        WHERE holder_id = ${accountId} AND status IN ('dispatched', 'signed'))
    ORDER BY m.id FOR UPDATE OF m`.execute(trx);
  let released = 0;
  const back = new Map<string, number>();
  for (const { state, place_path: placePath } of rows) {
    const matter = fromStored(state);
    if (keeps(remaining, matter, placePath, String(accountId), city)) continue;
    const at = room.kernel.clock.now();
    const decision = decide(
      matter,
      { kind: 'releaseHolder', accountId: String(accountId) },
      {
        now: at,
        actor: systemActor,
        rules: city.pack.lifeCycle,
        type: city.typeRules(matter.typeCode, matter.filingCondition ?? undefined),
        calendar: city.calendar,
      },
    );
    if (!decision.ok) continue;
    const commandId = randomUUID();
    await writeChange(inTransaction(trx), {
      before: matter,
      after: decision.matter,
      placePath,
      at,
      events: eventColumns(decision.events, decision.matter, placePath, { actorId, commandId, at }),
      notes: [],
      evidence: [],
      reports: [],
      command: {
        command_id: commandId,
        at: new Date(at).toISOString(),
        endpoint: 'matter.releaseHolder',
        account_id: actorId,
        subject: `matter:${matter.matterId}`,
        reply: null,
      },
    });
    released += 1;
    for (const unitId of unitsOf(decision.events)) back.set(unitId, (back.get(unitId) ?? 0) + 1);
  }
  await tellUnits(trx, back, actorId, room.kernel.clock.now());
  return released;
}

/** One event for each unit, with the number of matters that came back to it. */
const tellUnits = (
  trx: Trx,
  back: ReadonlyMap<string, number>,
  actorId: number | null,
  at: number,
): Promise<void> =>
  appendEvents(
    trx,
    [...back].map(([unitId, openMatters]) => ({
      kind: 'holding.returned',
      subject: `unit:${unitId}`,
      at,
      unitIds: [unitId],
      actorId,
      payload: { unitId, openMatters },
    })),
  );

/** Units to whose queues a release gave the matter back. */
const unitsOf = (events: readonly MatterEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'matter.holderReleased' ? event.data.unitIds : []));

/** Whether the roles that remain still let the person hold every part of the matter that they hold now. */
function keeps(
  remaining: readonly Grant[],
  matter: Matter,
  placePath: string,
  accountId: string,
  city: City,
): boolean {
  const held = matter.workOrders.filter(({ holderId }) => holderId === accountId).map(({ unitId }) => unitId);
  if (matter.holder.accountId === accountId) held.push(matter.holder.unitId);
  return held.every((unitId) => remaining.some((grant) => serves(grant, unitId, placePath, city)));
}

export interface Holding {
  readonly unitCode: string;
  readonly openMatters: number;
}

/** Open matters in a person's hands, by the unit they would return to. */
export async function holdingsOf(db: Db, accountId: number): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    SELECT unit AS "unitCode", count(DISTINCT matter_id)::int AS "openMatters" FROM (
      SELECT holder_unit_id AS unit, id AS matter_id FROM matter.matters
        WHERE holder_account_id = ${accountId} AND stage NOT IN ('closed', 'declined', 'voided', 'merged')
      UNION SELECT unit_id, matter_id FROM matter.work_orders
        WHERE holder_id = ${accountId} AND status IN ('dispatched', 'signed')) AS held
    GROUP BY unit ORDER BY unit`.execute(db);
  return rows;
}
