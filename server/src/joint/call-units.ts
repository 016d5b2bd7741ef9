import { randomUUID } from 'node:crypto';
import { type CalledUnits, callMoreUnits, callUnits } from '@heliu/contract/joint';
import { decideCall } from '@heliu/contract/joint/call';
import { dutiesOf } from '@heliu/contract/joint/duty';
import { callLeg } from '@heliu/contract/joint/leg';
import { isFinal, type Stage } from '@heliu/contract/matter/model';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { calledEvents } from './events.ts';
import { seenMatter } from './of-matter.ts';
import { mayCall, visibleCall } from './policy.ts';
import type { JointRoom } from './room.ts';
import { insertLegs, lockCall, storeCall, type StoredLeg } from './store.ts';

interface Calling {
  readonly at: number;
  readonly accountId: number;
  /** Number of the first of them. */
  readonly from: number;
}

/** @throws Problem `joint.dutyUnknown` for a unit or duty that the city does not have. */
function legsOf(units: CalledUnits, city: City, { at, accountId, from }: Calling): StoredLeg[] {
  return units.map(({ unit: code, duty: dutyCode }, index) => {
    const unit = city.index.units.get(code);
    const duty = unit && dutiesOf(city.pack.jointDuties, unit).find((one) => one.code === dutyCode);
    if (duty === undefined) {
      throw new Problem('joint.dutyUnknown', { params: { unit: unit?.name.zh ?? code, duty: dutyCode } });
    }
    return {
      no: from + index,
      unitId: code,
      dutyCode,
      calledAt: at,
      calledBy: accountId,
      leg: callLeg(duty, at),
    };
  });
}

/** Nobody is called twice for the same. @throws Problem `joint.calledAlready`. */
async function refuseTwice(
  trx: Trx,
  matterId: string,
  legs: readonly StoredLeg[],
  city: City,
): Promise<void> {
  const { rows } = await sql<{ unit_id: string; duty_code: string }>`
    SELECT l.unit_id, l.duty_code FROM joint.legs l JOIN joint.calls c ON c.id = l.call_id
    WHERE c.matter_id = ${matterId}::uuid AND l.ended_at IS NULL`.execute(trx);
  const taken = new Set(rows.map((row) => `${row.unit_id} ${row.duty_code}`));
  for (const { unitId, dutyCode } of legs) {
    const key = `${unitId} ${dutyCode}`;
    if (taken.has(key)) {
      const unit = city.index.units.get(unitId)?.name.zh ?? unitId;
      throw new Problem('joint.calledAlready', { params: { unit } });
    }
    taken.add(key);
  }
}

/** @throws Problem `resource.notFound`, `auth.forbidden`, `joint.matterOver`, `joint.dutyUnknown`, `joint.calledAlready`. */
export async function call(
  room: JointRoom,
  { params, body }: EndpointInput<typeof callUnits>,
  { actor }: Context,
): Promise<{ callId: string }> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const { accountId } = actor;
  const { commandId } = body;
  const record = { commandId, endpoint: callUnits.id, accountId, at: clock.now() };
  return runCommand(db, record, async (trx) => {
    const matter = await seenMatter(trx, params.matterId, room.visible(actor, city), 'lock');
    if (!mayCall(actor, matter.centreUnitId, city)) throw new Problem('auth.forbidden');
    if (isFinal(matter.stage as Stage)) throw new Problem('joint.matterOver');
    const legs = legsOf(body.units, city, { at: record.at, accountId, from: 1 });
    await refuseTwice(trx, matter.id, legs, city);
    const callId = randomUUID();
    const { id: matterId, centreUnitId, placePath } = matter;
    const made = {
      id: callId,
      matterId,
      centreUnitId,
      note: body.note ?? null,
      calledAt: record.at,
      calledBy: accountId,
    };
    await storeCall(trx, { ...made, ended: null, legs }, record.at);
    const key = { id: callId, matterId, placePath, centreUnitId, unitIds: legs.map(({ unitId }) => unitId) };
    await appendEvents(trx, calledEvents(key, legs, { at: record.at, actorId: accountId, commandId }));
    return { reply: { callId }, subject: `call:${callId}` };
  });
}

/** @throws Problem `resource.notFound`, `auth.forbidden`, `joint.callOver`, `joint.dutyUnknown`, `joint.calledAlready`. */
export async function callMore(
  room: JointRoom,
  { params: { callId }, body }: EndpointInput<typeof callMoreUnits>,
  { actor }: Context,
): Promise<{ callId: string }> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const { accountId } = actor;
  const { commandId } = body;
  const record = { commandId, endpoint: callMoreUnits.id, accountId, at: clock.now() };
  return runCommand(db, record, async (trx) => {
    const found = await lockCall(trx, callId, visibleCall(room, actor, city));
    if (found === undefined) throw new Problem('resource.notFound');
    const { key, call: before } = found;
    if (!mayCall(actor, key.centreUnitId, city)) throw new Problem('auth.forbidden');
    const legs = legsOf(body.units, city, { at: record.at, accountId, from: found.legs.length + 1 });
    const added = { kind: 'add' as const, legs: legs.map(({ leg }) => leg) };
    if (decideCall(before, added, record.at) === undefined) throw new Problem('joint.callOver');
    await refuseTwice(trx, key.matterId, legs, city);
    await insertLegs(trx, callId, legs, record.at);
    const unitIds = [...key.unitIds, ...legs.map(({ unitId }) => unitId)];
    await appendEvents(
      trx,
      calledEvents({ ...key, unitIds }, legs, { at: record.at, actorId: accountId, commandId }),
    );
    return { reply: { callId }, subject: `call:${callId}` };
  });
}
