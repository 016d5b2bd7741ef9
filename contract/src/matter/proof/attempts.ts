import type { MatterCommand } from '../commands.ts';
import type { Actor } from '../context.ts';
import type { Matter, WorkOrder } from '../model.ts';
import { dayMs, monday, people, registration } from './world.ts';

/** One try of one command by one person. */
export interface Attempt {
  readonly actor: Actor;
  readonly command: MatterCommand;
}

/** In every free text of every attempt, so that it can be looked for where it must not be. */
export const secret = '王某某 138';

const p = people;
const staffed = { evidenceIds: ['photo-1'] };
const told = { reply: secret };
const why = { reasonCode: 'other' };

/** Commands on the matter as a whole, each by the person who should and by one who should not. */
const onMatter: readonly Attempt[] = [
  {
    actor: p.operator,
    command: { kind: 'reclassify', typeCode: 'pothole', filingCondition: 'p-1', note: secret },
  },
  { actor: p.operator, command: { kind: 'startPreFilingCheck', unitId: 'parks' } },
  { actor: p.parks, command: { kind: 'recordPreFilingCheck', result: 'confirmed', evidenceIds: [] } },
  { actor: p.parks, command: { kind: 'recordPreFilingCheck', result: 'notFound', evidenceIds: [] } },
  { actor: p.operator, command: { kind: 'accept' } },
  { actor: p.operator, command: { kind: 'file', filingCondition: 'leak-1' } },
  { actor: p.operator, command: { kind: 'decline', ...why, ...told } },
  { actor: p.operator, command: { kind: 'decline', ...why } },
  { actor: p.operator, command: { kind: 'dispatch', lead: { unitId: 'water' }, assists: [] } },
  { actor: p.operator, command: { kind: 'dispatch', lead: { unitId: 'roads' }, assists: [] } },
  {
    actor: p.operator,
    command: { kind: 'dispatch', lead: { unitId: 'water' }, assists: [{ unitId: 'parks' }] },
  },
  {
    actor: p.operator,
    command: { kind: 'dispatch', lead: { unitId: 'water' }, assists: [{ unitId: 'water' }] },
  },
  { actor: p.supervisor, command: { kind: 'rule', role: 'lead', order: { unitId: 'water' }, note: secret } },
  { actor: p.supervisor, command: { kind: 'rule', role: 'lead', order: { unitId: 'roads' }, note: secret } },
  {
    actor: p.supervisor,
    command: { kind: 'rule', role: 'assist', order: { unitId: 'parks' }, note: secret },
  },
  { actor: p.operator, command: { kind: 'addAssist', order: { unitId: 'parks' } } },
  { actor: p.operator, command: { kind: 'escalate', toUnitId: 'district', ...why } },
  { actor: p.leader, command: { kind: 'assignDown', toUnitId: 'centre', ...why } },
  { actor: p.supervisor, command: { kind: 'assignHolder', workOrderNo: 0, accountId: 'operator' } },
  { actor: p.system, command: { kind: 'releaseHolder', accountId: 'operator' } },
  { actor: p.verifier, command: { kind: 'recordPostHandlingCheck', result: 'passed', ...staffed } },
  { actor: p.verifier, command: { kind: 'recordPostHandlingCheck', result: 'failed', ...staffed } },
  { actor: p.water, command: { kind: 'recordPostHandlingCheck', result: 'passed', ...staffed } },
  { actor: p.system, command: { kind: 'recordPostHandlingCheck', result: 'passed', ...staffed } },
  {
    actor: p.verifier,
    command: {
      kind: 'recordPostHandlingCheck',
      result: 'passed',
      ...staffed,
      close: { outcome: 'unsolvable', unsolvableReason: 'law', ...told },
    },
  },
  {
    actor: p.verifier,
    command: {
      kind: 'recordPostHandlingCheck',
      result: 'failed',
      ...staffed,
      close: { outcome: 'solved', ...told },
    },
  },
  {
    actor: p.verifier,
    command: {
      kind: 'recordPostHandlingCheck',
      result: 'failed',
      ...staffed,
      rework: { workOrderNos: [1], ...why },
    },
  },
  { actor: p.operator, command: { kind: 'close', outcome: 'partly', ...told } },
  { actor: p.operator, command: { kind: 'close', outcome: 'unsolvable', ...told } },
  { actor: p.operator, command: { kind: 'callBack', reached: true, verdict: 'solved' } },
  { actor: p.operator, command: { kind: 'callBack', reached: false } },
  { actor: p.water, command: { kind: 'callBack', reached: true, verdict: 'solved' } },
  { actor: p.resident, command: { kind: 'rate', verdict: 'partly', satisfaction: 'dissatisfied' } },
  { actor: p.operator, command: { kind: 'rate', verdict: 'solved', satisfaction: 'satisfied' } },
  { actor: p.resident, command: { kind: 'reopen', ...why } },
  { actor: p.operator, command: { kind: 'reopen', to: 'dispatching', ...why } },
  { actor: p.operator, command: { kind: 'reopen', to: 'checking', ...why } },
  { actor: p.water, command: { kind: 'requestSuspension', until: monday + 60 * dayMs, ...why } },
  { actor: p.water, command: { kind: 'requestSuspension', until: monday + 9000 * dayMs, ...why } },
  { actor: p.supervisor, command: { kind: 'decideSuspension', approve: true, ...told } },
  { actor: p.supervisor, command: { kind: 'decideSuspension', approve: false } },
  { actor: p.supervisor, command: { kind: 'decideSuspension', approve: false, note: secret } },
  { actor: p.water, command: { kind: 'decideSuspension', approve: true, ...told } },
  { actor: p.system, command: { kind: 'resume' } },
  { actor: p.supervisor, command: { kind: 'resume' } },
  { actor: p.operator, command: { kind: 'void', ...why, ...told } },
  { actor: p.operator, command: { kind: 'proposeVoid', ...why } },
  { actor: p.supervisor, command: { kind: 'decideVoid', approve: true, ...told } },
  { actor: p.supervisor, command: { kind: 'decideVoid', approve: false } },
  { actor: p.supervisor, command: { kind: 'decideVoid', approve: false, note: secret } },
  { actor: p.operator, command: { kind: 'decideVoid', approve: true, ...told } },
  {
    actor: p.operator,
    command: { kind: 'proposeForceClose', outcome: 'unsolvable', unsolvableReason: 'law', ...why },
  },
  { actor: p.supervisor, command: { kind: 'decideForceClose', approve: true, ...told } },
  { actor: p.supervisor, command: { kind: 'decideForceClose', approve: false } },
  { actor: p.supervisor, command: { kind: 'decideForceClose', approve: false, note: secret } },
  { actor: p.operator, command: { kind: 'decideForceClose', approve: true, ...told } },
  { actor: p.water, command: { kind: 'decideForceClose', approve: true, ...told } },
  { actor: p.operator, command: { kind: 'merge', intoMatterId: 'm-2', ...why } },
  { actor: p.operator, command: { kind: 'merge', intoMatterId: 'm-1', ...why } },
  { actor: p.operator, command: { kind: 'undoMerge', note: secret } },
  { actor: p.operator, command: { kind: 'handleOnSpot', outcome: 'solved', ...staffed, ...told } },
  { actor: p.system, command: { kind: 'handleOnSpot', outcome: 'solved', ...staffed, ...told } },
  { actor: p.verifier, command: { kind: 'spotCheck', result: 'passed', ...staffed } },
  { actor: p.verifier, command: { kind: 'spotCheck', result: 'failed', ...staffed } },
  { actor: p.operator, command: { kind: 'spotCheck', result: 'passed', ...staffed } },
  { actor: p.resident, command: { kind: 'addComment', audience: 'public', note: secret, evidenceIds: [] } },
  { actor: p.system, command: { kind: 'recomputeDue' } },
  { actor: p.system, command: { kind: 'relocate', gridId: 'grid-1', cause: 'split' } },
  { actor: p.resident, command: { kind: 'accept' } },
  { actor: p.operator, command: registration() },
];

const unitPeople: Record<string, Actor> = { water: p.water, roads: p.roads, parks: p.parks };

/** Commands on one work order, by a person of its unit and by those who decide about it. */
function onOrder(workOrderNo: number, unitId: string): Attempt[] {
  const actor = unitPeople[unitId] ?? p.water;
  const no = { workOrderNo };
  return [
    { actor, command: { kind: 'signFor', ...no } },
    { actor, command: { kind: 'returnBack', ...no, ...why } },
    { actor, command: { kind: 'transfer', ...no, toUnitId: 'roads', ...why } },
    { actor, command: { kind: 'handle', ...no, note: secret, evidenceIds: [] } },
    { actor, command: { kind: 'feedBack', ...no, outcome: 'solved', ...staffed } },
    { actor, command: { kind: 'feedBack', ...no, outcome: 'unsolvable', ...staffed } },
    { actor: p.operator, command: { kind: 'withdrawAssist', ...no, note: secret } },
    { actor: p.supervisor, command: { kind: 'assignHolder', ...no, accountId: `${unitId}-9` } },
    { actor: p.system, command: { kind: 'releaseHolder', accountId: `${unitId}-1` } },
    { actor: p.verifier, command: { kind: 'rework', workOrderNos: [workOrderNo], ...why } },
    { actor, command: { kind: 'requestExtension', ...no, ...why } },
    { actor: p.supervisor, command: { kind: 'decideExtension', ...no, approve: true } },
    { actor: p.supervisor, command: { kind: 'decideExtension', ...no, approve: false } },
    { actor: p.supervisor, command: { kind: 'decideExtension', ...no, approve: false, note: secret } },
    { actor, command: { kind: 'decideExtension', ...no, approve: true } },
    { actor, command: { kind: 'appealOverdue', ...no, ...why } },
    { actor: p.operator, command: { kind: 'appealOverdue', ...no, ...why } },
    { actor: p.supervisor, command: { kind: 'reviewAppeal', ...no, grant: true } },
    { actor: p.leader, command: { kind: 'reviewAppeal', ...no, grant: true } },
    { actor: p.leader, command: { kind: 'reviewAppeal', ...no, grant: false } },
    { actor: p.leader, command: { kind: 'reviewAppeal', ...no, grant: false, note: secret } },
    { actor, command: { kind: 'reviewAppeal', ...no, grant: true } },
  ];
}

const orderAttempts = new Map<string, Attempt[]>();

function attemptsOnOrder({ no, unitId }: Pick<WorkOrder, 'no' | 'unitId'>): Attempt[] {
  const key = `${no}/${unitId}`;
  const known = orderAttempts.get(key);
  if (known) return known;
  const made = onOrder(no, unitId);
  orderAttempts.set(key, made);
  return made;
}

/** Orders that can still play a part: not the withdrawn, and of the completed leads only the last. */
export function livingOrders({ workOrders }: Matter): WorkOrder[] {
  const lastLead = workOrders.findLast((order) => order.role === 'lead' && order.status !== 'withdrawn');
  return workOrders.filter(
    (order) => order.status !== 'withdrawn' && (order.role === 'assist' || order.no === lastLead?.no),
  );
}

const missing = attemptsOnOrder({ no: 99, unitId: 'water' });

/** Everything anybody could try: on the matter, on its orders, on one that is over and on one that never was. */
export function attemptsFor(matter: Matter): Attempt[] {
  const over = matter.workOrders.find((order) => order.status === 'withdrawn');
  const orders = over ? [...livingOrders(matter), over] : livingOrders(matter);
  return [...onMatter, ...orders.flatMap(attemptsOnOrder), ...missing];
}
