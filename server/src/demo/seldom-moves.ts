import type { Matter, WorkOrder } from '@heliu/contract/matter/model';
import { isOpenOrder } from '@heliu/contract/matter/orders';
import type { Move } from './move.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import { byDay, hourMs, moveBy, reasonOf } from './timing.ts';
import { wording } from './wording.ts';

/** Of the matters that wait at a centre, this share was entered by mistake or taken back. */
const voidShare = 0.01;
/** Chances of what happens to an order in hand, at each step of its story. */
const chances = { transfer: 0.004, escalate: 0.003, forceClose: 0.0015, proposeVoid: 0.001 };
/** Units appeal against this share of what they were late with. */
const appealShare = 0.15;

/** What happens to a matter now and then besides its regular way; undefined where this is none of those times. */
export function seldomMove(scene: Scene, matter: Matter, random: Random, now: number): Move | undefined {
  const at = (median: number) => byDay(now + random.around(median, 0.8), scene, random);
  switch (matter.stage) {
    case 'registered':
    case 'accepted':
      return random.chance(voidShare) ? voidMove(scene, matter, random, at(2 * hourMs)) : undefined;
    case 'dispatched':
    case 'handling':
      return (
        decisionMove(scene, matter, random, at(5 * hourMs)) ??
        orderMove(scene, matter, random, at(2 * hourMs))
      );
    case 'closed':
      return appealMove(scene, matter, random, at);
    default:
      return undefined;
  }
}

const supervisorOf = (
  { cast }: Scene,
  { centreUnitId }: Matter,
  random: Random,
  not: readonly (string | null)[] = [],
) => cast.inRole('supervisor', centreUnitId, random, not);

function voidMove(scene: Scene, matter: Matter, random: Random, at: number): Move | undefined {
  const reasonCode = reasonOf(scene, 'void', random);
  return moveBy(supervisorOf(scene, matter, random), { kind: 'void', reasonCode, reply: wording.voided }, at);
}

/** A second person decides on what was proposed; some proposals still wait when the story ends. */
function decisionMove(scene: Scene, matter: Matter, random: Random, at: number): Move | undefined {
  const { forceCloseProposal, voidProposal } = matter;
  if (forceCloseProposal === null && voidProposal === null) return undefined;
  const proposers = [forceCloseProposal?.proposedBy ?? null, voidProposal?.proposedBy ?? null];
  const decider = supervisorOf(scene, matter, random, [...proposers, ...handlersOf(matter)]);
  const kind = forceCloseProposal === null ? 'decideVoid' : 'decideForceClose';
  const reply = kind === 'decideVoid' ? wording.voided : wording.closedByForce;
  return moveBy(
    decider,
    random.chance(0.8) ? { kind, approve: true, reply } : { kind, approve: false, note: wording.goOn },
    at,
  );
}

const handlersOf = ({ workOrders }: Matter): (string | null)[] =>
  workOrders.flatMap(({ holderId, handlerIds }) => [holderId, ...handlerIds]);

function orderMove(scene: Scene, matter: Matter, random: Random, at: number): Move | undefined {
  const operator = scene.cast.inRole('operator', matter.centreUnitId, random, handlersOf(matter));
  const lead = matter.workOrders.find((order) => order.role === 'lead' && isOpenOrder(order));
  if (matter.suspension === null && lead?.status === 'signed' && random.chance(chances.transfer)) {
    return transferMove(scene, matter, lead, random, at);
  }
  if (random.chance(chances.escalate)) {
    const toUnitId = scene.city.index.units.get(matter.centreUnitId)?.parentCode;
    const reasonCode = reasonOf(scene, 'escalate', random);
    return toUnitId ? moveBy(operator, { kind: 'escalate', toUnitId, reasonCode }, at) : undefined;
  }
  if (random.chance(chances.forceClose)) {
    const reasonCode = reasonOf(scene, 'proposeForceClose', random);
    return moveBy(operator, { kind: 'proposeForceClose', outcome: 'partly', reasonCode }, at);
  }
  return random.chance(chances.proposeVoid)
    ? moveBy(operator, { kind: 'proposeVoid', reasonCode: reasonOf(scene, 'void', random) }, at)
    : undefined;
}

function transferMove(
  scene: Scene,
  { workOrders }: Matter,
  { no: workOrderNo, unitId, holderId }: WorkOrder,
  random: Random,
  at: number,
): Move | undefined {
  const busy = new Set(workOrders.filter(isOpenOrder).map((order) => order.unitId));
  const others = scene.city.pack.units.filter(({ kind, code }) => kind === 'department' && !busy.has(code));
  const member = scene.cast.memberOf(unitId, random);
  if (others.length === 0 || member === undefined) return undefined;
  const accountId = holderId ?? String(member.accountId);
  const player = { accountId: Number(accountId), actor: { ...member.actor, accountId } };
  const toUnitId = random.pick(others).code;
  return moveBy(
    player,
    { kind: 'transfer', workOrderNo, toUnitId, reasonCode: reasonOf(scene, 'transfer', random) },
    at,
  );
}

/** An appeal against an overdue, and its two reviews one after the other. */
function appealMove(
  scene: Scene,
  matter: Matter,
  random: Random,
  at: (median: number) => number,
): Move | undefined {
  const order = matter.workOrders.find(({ role, overdue }) => role === 'lead' && overdue);
  if (order === undefined) return undefined;
  const { no: workOrderNo, appeal, unitId } = order;
  if (appeal === null) {
    if (!random.chance(appealShare)) return undefined;
    const reasonCode = reasonOf(scene, 'appealOverdue', random);
    return moveBy(
      scene.cast.memberOf(unitId, random),
      { kind: 'appealOverdue', workOrderNo, reasonCode },
      at(6 * hourMs),
    );
  }
  if (appeal.state !== 'firstReview' && appeal.state !== 'secondReview') return undefined;
  const before = [appeal.appealedBy, appeal.firstReviewer];
  const reviewer =
    appeal.state === 'firstReview'
      ? supervisorOf(scene, matter, random, before)
      : (scene.cast.inRole('leader', matter.centreUnitId, random, before) ??
        supervisorOf(scene, matter, random, before));
  const grant = random.chance(0.7);
  const note = grant ? {} : { note: wording.appealRejected };
  return moveBy(reviewer, { kind: 'reviewAppeal', workOrderNo, grant, ...note }, at(9 * hourMs));
}
