import type { DecideContext, Decision } from '../context.ts';
import { isFinal, type Matter, type WorkOrder } from '../model.ts';
import { secondPersonFault, touched } from './second-person.ts';

type Taken = Extract<Decision, { ok: true }>;

const isOpen = ({ status }: WorkOrder): boolean => ['dispatched', 'signed', 'fedBack'].includes(status);
const leadStages = ['dispatched', 'handling', 'checking', 'checked'];

function ordersFault({ stage, workOrders }: Matter): string | null {
  const leads = workOrders.filter((order) => order.role === 'lead' && isOpen(order));
  if (leads.length !== (leadStages.includes(stage) ? 1 : 0)) return `${leads.length} leads in ${stage}`;
  if (isFinal(stage) && workOrders.some(isOpen)) return `an open order in ${stage}`;
  if (stage === 'dispatched' && leads[0]?.status !== 'dispatched')
    return 'dispatched, but not waiting for the lead';
  if (stage === 'handling' && leads[0]?.status === 'dispatched')
    return 'handling, but the lead has not signed';
  const unfinished = workOrders.some(({ status }) => ['dispatched', 'signed', 'returned'].includes(status));
  if ((stage === 'checking' || stage === 'checked') && unfinished) return `an unfinished order in ${stage}`;
  const units = workOrders.filter(isOpen).map(({ unitId }) => unitId);
  if (new Set(units).size !== units.length) return 'a unit with two open orders';
  return workOrders.some(({ no }, index) => no !== index + 1) ? 'order numbers with a gap' : null;
}

function clocksFault({ stage, clocks, suspension, closing }: Matter): string | null {
  const going = clocks.filter(({ state }) => state !== 'stopped');
  const names = going.map(({ kind, workOrderNo }) => `${kind}/${workOrderNo}`);
  if (new Set(names).size !== names.length) return 'two clocks of a kind on one order';
  const stray = going.find(({ kind }) => isFinal(stage) && kind !== 'callBack');
  if (stray) return `clock ${stray.kind} goes on in ${stage}`;
  const calling = going.some(({ kind }) => kind === 'callBack');
  if (calling !== (stage === 'closed' && closing?.callBack === 'due')) return 'call-back clock out of step';
  const running = going.filter(({ state }) => state === 'running');
  if (suspension?.state === 'active')
    return running.length > 0 && !isFinal(stage) ? 'a clock runs while suspended' : null;
  const needed = neededClock(stage);
  return needed && !running.some(({ kind }) => kind === needed)
    ? `no ${needed} clock runs in ${stage}`
    : null;
}

/** Somebody is always on the clock: the stages in which one of this kind must run. */
function neededClock(stage: Matter['stage']): string | null {
  if (stage === 'registered') return 'acceptance';
  if (stage === 'accepted' || stage === 'filed' || stage === 'awaitingRuling') return 'dispatch';
  if (stage === 'dispatched') return 'signing';
  return stage === 'checking' || stage === 'checked' ? 'checking' : null;
}

function unitClocksFault({ workOrders, clocks, stage, suspension }: Matter): string | null {
  if (suspension?.state === 'active' || isFinal(stage)) return null;
  for (const { no, status } of workOrders) {
    const clock = clocks.find(
      (known) => known.kind === 'handling' && known.workOrderNo === no && known.state !== 'stopped',
    );
    if (status === 'signed' && clock?.state !== 'running')
      return `order ${no} is in hand and its clock stands`;
    if ((status === 'fedBack' || status === 'returned') && clock?.state === 'running') {
      return `order ${no} is ${status} and its clock runs`;
    }
    if ((status === 'withdrawn' || status === 'completed') && clock)
      return `order ${no} is over and its clock goes on`;
  }
  return null;
}

function countersFault({ counters, workOrders, closing }: Matter, { rules }: DecideContext): string | null {
  const over =
    counters.returns > rules.returnsBeforeRuling ||
    counters.transfers > rules.maxTransfers ||
    counters.suspensions > rules.maxSuspensions ||
    counters.reopenings > rules.maxReopenings ||
    (closing?.callBackAttempts ?? 0) > rules.maxCallBacks ||
    workOrders.some(({ extensions }) => extensions > rules.maxExtensions) ||
    workOrders.some(({ role, returns }) => role === 'assist' && returns > rules.returnsBeforeRuling) ||
    workOrders.filter((order) => order.role === 'assist' && isOpen(order)).length > rules.maxAssists;
  return over ? 'a counter above its limit' : null;
}

function requestsFault(matter: Matter): string | null {
  const { stage, suspension, forceCloseProposal, voidProposal, workOrders, closing, spotCheck } = matter;
  if ((closing !== null) !== (stage === 'closed')) return 'closing facts out of step with the stage';
  if (spotCheck?.state === 'due' && closing?.way !== 'onSpot')
    return 'a spot check of nothing settled on the spot';
  const asked = workOrders.some(
    ({ extensionRequest, status }) => extensionRequest && !['dispatched', 'signed'].includes(status),
  );
  if (stage !== 'merged' && asked) return 'an extension asked for by nobody at work';
  if (!isFinal(stage)) return null;
  if (stage === 'merged') return null;
  return (suspension ?? forceCloseProposal ?? voidProposal) ? `a request still pending in ${stage}` : null;
}

function holderFault({ stage, holder, centreUnitId, workOrders, preFilingCheck }: Matter): string | null {
  const lead = workOrders.find((order) => order.role === 'lead' && isOpen(order));
  const unitId =
    stage === 'dispatched' || stage === 'handling'
      ? lead?.unitId
      : stage === 'preFilingCheck'
        ? preFilingCheck?.unitId
        : centreUnitId;
  return holder.unitId === unitId ? null : `held by ${holder.unitId} in ${stage}`;
}

/** The ways to an end, and what each of them needs to have happened before. */
function closingFault(
  before: Matter,
  { matter, events }: Taken,
  { actor, type }: DecideContext,
): string | null {
  if (matter.stage !== 'closed' || before.stage === 'closed') return null;
  const { closing, postHandlingCheck: check } = matter;
  const handlers = new Set(touched(before));
  if (closing?.way === 'onSpot') {
    if (matter.workOrders.length > 0) return 'closed on the spot after a dispatch';
    return closing.closedBy === null ? 'closed on the spot by nobody' : null;
  }
  if (closing?.way === 'forced') {
    const proposer = before.forceCloseProposal?.proposedBy;
    const two = proposer !== undefined && actor.accountId !== null && actor.accountId !== proposer;
    return two && !handlers.has(actor.accountId ?? '') ? null : 'forced close without a second person';
  }
  if (check?.result === 'notRequired')
    return type.postHandlingCheckRequired ? 'closed without the check' : null;
  if (check?.result !== 'passed' || check.accountId === null) return 'closed without a passed check';
  if (handlers.has(check.accountId)) return 'checked by somebody who handled it';
  const lead = before.workOrders.find((order) => order.role === 'lead' && isOpen(order));
  if (lead?.status !== 'fedBack') return 'closed before the lead fed back';
  return events.at(-1)?.kind === 'matter.closed' ? null : 'closed without saying so';
}

function endFault(before: Matter, { matter }: Taken, { actor }: DecideContext): string | null {
  if (before.stage === matter.stage) return null;
  if (matter.stage === 'voided' && before.workOrders.length > 0) {
    const proposer = before.voidProposal?.proposedBy;
    return proposer !== undefined && proposer !== actor.accountId ? null : 'voided without a second person';
  }
  if (matter.stage === 'declined' && before.workOrders.length > 0) return 'declined after a dispatch';
  return null;
}

function gateFault(before: Matter, { matter }: Taken, { type }: DecideContext): string | null {
  const confirmed = before.preFilingCheck?.state === 'confirmed';
  if (
    before.stage === 'registered' &&
    matter.stage === 'accepted' &&
    type.preFilingCheckRequired &&
    !confirmed
  ) {
    return 'accepted without the pre-filing check';
  }
  const filed = before.stage !== 'accepted' || !type.filingRequired;
  return matter.stage === 'dispatched' && !filed ? 'dispatched without being filed' : null;
}

function factsFault(before: Matter, { matter }: Taken): string | null {
  for (const order of before.workOrders) {
    const now = matter.workOrders.find(({ no }) => no === order.no);
    if (now === undefined) return 'a work order vanished';
    if (order.overdue && !now.overdue) return 'an overdue fact was taken back';
    if (order.handlerIds.some((id) => !now.handlerIds.includes(id))) return 'a handler was forgotten';
  }
  const { closing } = before;
  if (matter.stage !== 'closed' || before.stage !== 'closed' || closing === null) return null;
  const kept = (['way', 'outcome', 'closedAt', 'dueAt', 'onTime', 'closedBy'] as const).every(
    (fact) => matter.closing?.[fact] === closing[fact],
  );
  return kept ? null : 'the facts of a closure were rewritten';
}

function eventsFault(before: Matter, { matter, events }: Taken, { now }: DecideContext): string | null {
  const mine = events.filter(({ matterId }) => matterId === matter.matterId);
  let { version, stage } = before;
  for (const event of mine) {
    version += 1;
    if (event.version !== version) return 'event versions with a gap';
    if (event.stageBefore !== stage) return `${event.kind} starts from ${event.stageBefore}, not ${stage}`;
    if (event.at < now) return 'an event before its time';
    stage = event.stageAfter;
  }
  if (mine.length === 0) return 'taken without an event';
  const last = mine.at(-1);
  if (stage !== matter.stage || version !== matter.version) return 'events and matter disagree';
  if (last?.holderAfter.unitId !== matter.holder.unitId) return 'events and custody disagree';
  return null;
}

export function stateFault(matter: Matter, context: DecideContext): string | null {
  return (
    ordersFault(matter) ??
    clocksFault(matter) ??
    unitClocksFault(matter) ??
    countersFault(matter, context) ??
    requestsFault(matter) ??
    holderFault(matter)
  );
}

/** The first rule that a step broke, null if it broke none. Written apart from the rules and in other words than theirs. */
export function stepFault(before: Matter, taken: Taken, context: DecideContext): string | null {
  return (
    eventsFault(before, taken, context) ??
    stateFault(taken.matter, context) ??
    secondPersonFault(before, taken.events, context.actor.accountId) ??
    closingFault(before, taken, context) ??
    endFault(before, taken, context) ??
    gateFault(before, taken, context) ??
    factsFault(before, taken)
  );
}
