import type { Matter, WorkOrder } from '@heliu/contract/matter/model';
import { byDay, hourMs, minuteMs, moveBy, reasonOf } from './timing.ts';
import { type Random, uuidFrom } from './random.ts';
import type { Scene } from './scene.ts';
import type { Move } from './move.ts';
import { wording } from './wording.ts';

const isOpen = ({ status }: WorkOrder): boolean => status === 'dispatched' || status === 'signed';

/** What happens to the work orders of a matter next: the lead's first, then the assisting ones. */
export function handlingMove(scene: Scene, matter: Matter, random: Random, now: number): Move | undefined {
  const order =
    matter.workOrders.find((one) => one.role === 'lead' && isOpen(one)) ?? matter.workOrders.find(isOpen);
  if (order === undefined) return undefined;
  const soon = (median: number) => byDay(now + random.around(median, 0.8), scene, random);
  const pending = decisionMove(scene, matter, order, random, soon(2 * hourMs));
  if (pending !== undefined) return pending;
  return order.status === 'dispatched'
    ? signingMove(scene, order, random, soon(70 * minuteMs))
    : workMove(scene, matter, order, random, now);
}

/** A request that waits for its decision goes before everything else. */
function decisionMove(
  scene: Scene,
  matter: Matter,
  order: WorkOrder,
  random: Random,
  at: number,
): Move | undefined {
  const supervisor = scene.cast.inRole('supervisor', matter.centreUnitId, random);
  if (order.extensionRequest !== null) {
    if (random.chance(0.15)) return undefined;
    return moveBy(
      supervisor,
      { kind: 'decideExtension', workOrderNo: order.no, approve: random.chance(0.85) },
      at,
    );
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

function signingMove(scene: Scene, order: WorkOrder, random: Random, at: number): Move | undefined {
  const member = scene.cast.memberOf(order.unitId, random);
  const { no: workOrderNo } = order;
  if (!order.ruled && random.chance(order.returns > 0 ? 0.25 : 0.05)) {
    return moveBy(
      member,
      { kind: 'returnBack', workOrderNo, reasonCode: reasonOf(scene, 'returnBack', random) },
      at,
    );
  }
  return moveBy(member, { kind: 'signFor', workOrderNo }, at);
}

/** Share of the limit after which the work is done: most in time, some late, as published rates have it. */
function finishAt(matter: Matter, order: WorkOrder, random: Random): number {
  const clock = matter.clocks.findLast(
    ({ kind, workOrderNo }) => kind === 'handling' && workOrderNo === order.no,
  );
  const start = order.signedAt ?? order.dispatchedAt;
  const limitMs = clock === undefined ? 24 * hourMs : Math.max(hourMs, clock.dueAt - start);
  return start + limitMs * Math.min(3, random.around(0.42, 0.75));
}

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
  if (matter.suspension?.state === 'active') return undefined;
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
