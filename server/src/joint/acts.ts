import type { EndpointSpec } from '@heliu/contract/endpoint';
import { closeCall } from '@heliu/contract/joint';
import { type Call, decideCall } from '@heliu/contract/joint/call';
import { type Leg, type LegAct, nextRunOut } from '@heliu/contract/joint/leg';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents, type NewEvent } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { type ActFacts, actEvent, endedEvent } from './events.ts';
import { mayAnswer, mayCall, visibleCall } from './policy.ts';
import type { JointRoom } from './room.ts';
import { type LockedCall, lockCall } from './store.ts';

interface Asked {
  readonly callId: string;
  readonly commandId: string;
  readonly words: string | null;
  readonly context: Context;
}

type Changed = (trx: Trx, found: LockedCall, facts: ActFacts) => Promise<NewEvent[]>;

/** One act on a call that the actor sees: once, with its events and record. @throws Problem `resource.notFound`. */
function onCall(
  room: JointRoom,
  endpoint: EndpointSpec,
  asked: Asked,
  work: Changed,
): Promise<{ callId: string }> {
  const { db, clock } = room.kernel;
  const { callId, commandId } = asked;
  const { actor } = asked.context;
  const city = room.city.current();
  const facts = { at: clock.now(), actorId: actor.accountId, commandId };
  const record = { commandId, endpoint: endpoint.id, accountId: actor.accountId, at: facts.at };
  return runCommand(db, record, async (trx) => {
    const found = await lockCall(trx, callId, visibleCall(room, actor, city));
    if (found === undefined) throw new Problem('resource.notFound');
    await appendEvents(trx, await work(trx, found, facts));
    return { reply: { callId }, subject: `call:${callId}` };
  });
}

/**
 * Whoever did what changed is named once: a unit that arrives unannounced has acknowledged by that. An act only takes
 * clocks away, so the watch never goes back: one that ran out while the act was on its way was told already.
 */
async function writeLeg(
  trx: Trx,
  { callId, no, words }: { callId: string; no: number; words: string | null },
  before: Leg,
  after: Leg,
  { at, actorId }: ActFacts,
): Promise<void> {
  const by = (then: unknown, now: unknown) => (then === null && now !== null ? actorId : null);
  const next = nextRunOut(after, at);
  const watch = sql`${next === undefined ? null : new Date(next.at)}::timestamptz`;
  await sql`UPDATE joint.legs SET
      acknowledged_at = ${after.acknowledgedAt === null ? null : new Date(after.acknowledgedAt)},
      acknowledged_by = coalesce(acknowledged_by, ${by(before.acknowledgedAt, after.acknowledgedAt)}),
      arrived_at = ${after.arrivedAt === null ? null : new Date(after.arrivedAt)},
      arrived_by = coalesce(arrived_by, ${by(before.arrivedAt, after.arrivedAt)}),
      ended_at = ${after.ended === null ? null : new Date(after.ended.at)},
      ended_as = ${after.ended?.as ?? null}, ended_by = ${by(before.ended, after.ended)}, words = ${words},
      watch_at = CASE WHEN watch_at IS NOT NULL AND ${watch} IS NOT NULL THEN greatest(watch_at, ${watch}) END
    WHERE call_id = ${callId}::uuid AND no = ${no}`.execute(trx);
}

async function writeEnd(
  trx: Trx,
  callId: string,
  ended: NonNullable<Call['ended']>,
  words: string | null,
  actorId: number | null,
) {
  await sql`UPDATE joint.calls SET ended_at = ${new Date(ended.at)}, ended_because = ${ended.because},
    ended_by = ${actorId}, end_words = ${words} WHERE id = ${callId}::uuid`.execute(trx);
}

/**
 * What a called unit does, or the centre that withdraws it.
 * @throws Problem `resource.notFound`, `auth.forbidden`, `joint.callOver`, `joint.notNow`.
 */
export function actOnLeg(
  room: JointRoom,
  endpoint: EndpointSpec,
  act: LegAct,
  asked: Asked & { readonly no: number },
) {
  const { actor } = asked.context;
  const city = room.city.current();
  return onCall(room, endpoint, asked, async (trx, { key, legs, call }, facts) => {
    const index = legs.findIndex(({ no }) => no === asked.no);
    const [row, before] = [legs[index], call.legs[index]];
    if (row === undefined || before === undefined) throw new Problem('resource.notFound');
    const may =
      act === 'withdraw'
        ? mayCall(actor, key.centreUnitId, city)
        : mayAnswer(actor, row.unit_id, room.unitsServed(actor, city));
    if (!may) throw new Problem('auth.forbidden');
    if (call.ended !== null) throw new Problem('joint.callOver');
    const after = decideCall(call, { kind: 'leg', leg: index, act }, facts.at);
    const leg = after?.legs[index];
    if (after === undefined || leg === undefined) throw new Problem('joint.notNow');
    await writeLeg(trx, asked, before, leg, facts);
    const told = { no: row.no, unitId: row.unit_id, dutyCode: row.duty_code };
    const events = [actEvent(key, act, told, facts)];
    if (after.ended === null) return events;
    await writeEnd(trx, asked.callId, after.ended, null, facts.actorId);
    return [...events, endedEvent(key, after.ended.because, facts)];
  });
}

/** @throws Problem `resource.notFound`, `auth.forbidden`, `joint.callOver`. */
export function close(room: JointRoom, asked: Asked) {
  const { actor } = asked.context;
  const city = room.city.current();
  return onCall(room, closeCall, asked, (trx, found, facts) => {
    if (!mayCall(actor, found.key.centreUnitId, city)) throw new Problem('auth.forbidden');
    return endWhole(trx, found, { kind: 'close', words: asked.words }, facts);
  });
}

/**
 * Ends a call that is locked, with every unit that is still called.
 * @returns what it tells. @throws Problem `joint.callOver`.
 */
export async function endWhole(
  trx: Trx,
  { key, legs, call }: LockedCall,
  { kind, words }: { readonly kind: 'close' | 'matterOver'; readonly words: string | null },
  facts: ActFacts,
): Promise<NewEvent[]> {
  const after = decideCall(call, { kind }, facts.at);
  if (after === undefined || after.ended === null) throw new Problem('joint.callOver');
  const events: NewEvent[] = [];
  for (const [index, row] of legs.entries()) {
    const [before, leg] = [call.legs[index], after.legs[index]];
    if (before === undefined || leg === undefined || before.ended !== null) continue;
    await writeLeg(trx, { callId: key.id, no: row.no, words: null }, before, leg, facts);
    const told = { no: row.no, unitId: row.unit_id, dutyCode: row.duty_code };
    events.push(actEvent(key, 'withdraw', told, facts));
  }
  await writeEnd(trx, key.id, after.ended, words, facts.actorId);
  return [...events, endedEvent(key, after.ended.because, facts)];
}
