import type { Clock } from '@heliu/contract/deadline/model';
import type { Matter, WorkOrder } from '@heliu/contract/matter/model';
import { byDay, hourMs, minuteMs, moveBy, reasonOf } from './timing.ts';
import { type Random, uuidFrom } from './random.ts';
import type { Scene } from './scene.ts';
import type { Move } from './move.ts';
import { wording } from './wording.ts';

const isGoingOn = ({ role, status }: WorkOrder): boolean =>
  status === 'dispatched' || status === 'signed' || (role === 'assist' && status === 'returned');

/** What happens to the work orders of a matter next: each goes its own way, the earliest move comes first. */
export function handlingMove(scene: Scene, matter: Matter, random: Random, now: number): Move | undefined {
  if (matter.suspension?.state === 'active') return undefined;
  const moves = matter.workOrders
    .filter(isGoingOn)
    .flatMap((order) => orderMove(scene, matter, order, random, now) ?? []);
  return moves.toSorted((a, b) => a.at - b.at)[0];
}

function orderMove(
  scene: Scene,
  matter: Matter,
  order: WorkOrder,
  random: Random,
  now: number,
): Move | undefined {
  if (order.status === 'returned') return returnedMove(scene, matter, order, random, now);
  return (
    decisionMove(scene, matter, order, random, now) ??
    (order.status === 'dispatched'
      ? signingMove(scene, matter, order, random, now)
      : workMove(scene, matter, order, random, now))
  );
}

/** What an assisting unit gave back: the centre lets it go, or insists. */
function returnedMove(
  scene: Scene,
  matter: Matter,
  { no: workOrderNo, unitId, returns }: WorkOrder,
  random: Random,
  now: number,
): Move | undefined {
  const operator = scene.cast.inRole('operator', matter.centreUnitId, random);
  const at = byDay(now + random.around(40 * minuteMs, 0.7), scene, random);
  return returns < scene.city.pack.lifeCycle.returnsBeforeRuling && random.chance(0.5)
    ? moveBy(operator, { kind: 'addAssist', order: { unitId } }, at)
    : moveBy(operator, { kind: 'withdrawAssist', workOrderNo, note: wording.letGo }, at);
}

/** A request that waits for its decision goes before everything else. */
function decisionMove(
  scene: Scene,
  matter: Matter,
  order: WorkOrder,
  random: Random,
  now: number,
): Move | undefined {
  const supervisor = scene.cast.inRole('supervisor', matter.centreUnitId, random);
  const at = byDay(now + random.around((random.chance(0.15) ? 30 : 2) * hourMs, 0.8), scene, random);
  if (order.extensionRequest !== null) {
    const approve = random.chance(0.85);
    const why = approve ? {} : { note: wording.notExtended };
    return moveBy(supervisor, { kind: 'decideExtension', workOrderNo: order.no, approve, ...why }, at);
  }
  if (matter.suspension?.state === 'requested') {
    return moveBy(
      supervisor,
      { kind: 'decideSuspension', approve: true, reply: '需待条件具备后继续办理，期间暂停计时。' },
      at,
    );
  }
  return undefined;
}

/** Within the limit as a rule; where that is an hour or two, by night as well. */
function signingMove(
  scene: Scene,
  matter: Matter,
  order: WorkOrder,
  random: Random,
  now: number,
): Move | undefined {
  const member = scene.cast.memberOf(order.unitId, random);
  const { no: workOrderNo } = order;
  const limitMs = limitOf(matter, order, 'signing');
  const wanted = now + random.around(Math.min(70 * minuteMs, 0.3 * limitMs), 0.7);
  const at = limitMs <= 2 * hourMs ? wanted : byDay(wanted, scene, random);
  if (!order.ruled && random.chance(order.returns > 0 ? 0.25 : 0.05)) {
    return moveBy(
      member,
      { kind: 'returnBack', workOrderNo, reasonCode: reasonOf(scene, 'returnBack', random) },
      at,
    );
  }
  return moveBy(member, { kind: 'signFor', workOrderNo }, at);
}

function limitOf(matter: Matter, order: WorkOrder, kind: Clock['kind']): number {
  const clock = matter.clocks.findLast((one) => one.kind === kind && one.workOrderNo === order.no);
  const start = kind === 'handling' ? (order.signedAt ?? order.dispatchedAt) : order.dispatchedAt;
  return clock === undefined ? 24 * hourMs : Math.max(hourMs, clock.dueAt - start);
}

/** After a share of the limit the work is done: most in time, some late, as published rates have it. */
const finishAt = (matter: Matter, order: WorkOrder, random: Random): number =>
  (order.signedAt ?? order.dispatchedAt) +
  limitOf(matter, order, 'handling') * Math.min(3, random.around(0.42, 0.6));

function workMove(
  scene: Scene,
  matter: Matter,
  order: WorkOrder,
  random: Random,
  now: number,
): Move | undefined {
  const holder = order.holderId;
  const member = scene.cast.memberOf(order.unitId, random);
  const player =
    holder === null || member === undefined
      ? member
      : { accountId: Number(holder), actor: { ...member.actor, accountId: holder } };
  const { no: workOrderNo } = order;
  if (order.extensions === 0 && random.chance(0.05)) {
    const reasonCode = reasonOf(scene, 'requestExtension', random);
    const at = byDay(now + random.around(3 * hourMs, 0.6), scene, random);
    return moveBy(player, { kind: 'requestExtension', workOrderNo, reasonCode }, at);
  }
  if (matter.counters.suspensions === 0 && matter.suspension === null && random.chance(0.008)) {
    const reasonCode = reasonOf(scene, 'requestSuspension', random);
    const until = now + (30 + random.below(200)) * 24 * hourMs;
    const at = byDay(now + 2 * hourMs, scene, random);
    return moveBy(player, { kind: 'requestSuspension', until, reasonCode }, at);
  }
  if (random.chance(0.25)) {
    const at = byDay(now + random.around(2 * hourMs, 0.6), scene, random);
    return moveBy(
      player,
      { kind: 'handle', workOrderNo, note: wording.progress(random), evidenceIds: [] },
      at,
    );
  }
  const outcome =
    (['solved', 'partly', 'unsolvable'] as const)[random.weighted([0.9, 0.07, 0.03])] ?? 'solved';
  const reason = outcome === 'unsolvable' ? { unsolvableReason: reasonOf(scene, 'unsolvable', random) } : {};
  const needsPhoto = scene.city.typeRules(matter.typeCode).evidenceRequired;
  const evidence = needsPhoto || random.chance(0.4) ? [uuidFrom(random, now)] : [];
  return moveBy(
    player,
    {
      kind: 'feedBack',
      workOrderNo,
      outcome,
      ...reason,
      evidenceIds: evidence,
      note: wording.result(outcome, random),
    },
    Math.max(now + 10 * minuteMs, byDay(finishAt(matter, order, random), scene, random)),
  );
}
