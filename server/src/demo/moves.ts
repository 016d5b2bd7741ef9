import type { Matter, WorkOrder } from '@heliu/contract/matter/model';
import { isOpenOrder } from '@heliu/contract/matter/orders';
import { seldomMove } from './seldom-moves.ts';
import { handlingMove } from './handling-moves.ts';
import type { Player } from './cast.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import { byDay, hourMs, minuteMs, moveBy, reasonOf } from './timing.ts';
import type { Move } from './move.ts';
import { wording } from './wording.ts';

type Command = Move['command'];

/** Of the checks that pass, this share leaves the closing to a later look at the reply. */
const closedApart = 0.05;

/** What happens to a matter next, by whom and when; undefined where its story is told. */
export function nextMove(scene: Scene, matter: Matter, random: Random, now: number): Move | undefined {
  return seldomMove(scene, matter, random, now) ?? regularMove(scene, matter, random, now);
}

function regularMove(scene: Scene, matter: Matter, random: Random, now: number): Move | undefined {
  const soon = (median: number) => byDay(now + random.around(median, 0.8), scene, random);
  const operator = scene.cast.inRole('operator', matter.centreUnitId, random);
  switch (matter.stage) {
    case 'registered':
      return intakeMove(scene, matter, random, soon(25 * minuteMs), operator);
    case 'preFilingCheck':
      return moveBy(
        scene.cast.officerAt(matter.gridId, '', random) ?? operator,
        {
          kind: 'recordPreFilingCheck',
          result: random.chance(0.93) ? 'confirmed' : 'notFound',
          evidenceIds: [],
        },
        soon(3 * hourMs),
      );
    case 'accepted':
      return moveBy(operator, fileCommand(scene, matter), soon(15 * minuteMs));
    case 'filed':
      return moveBy(operator, dispatchCommand(scene, matter, random), soon(20 * minuteMs));
    case 'awaitingRuling':
      return moveBy(
        scene.cast.inRole('supervisor', matter.centreUnitId, random),
        {
          kind: 'rule',
          role: 'lead',
          order: { unitId: leadUnit(matter) ?? scene.city.pack.fallback.unit },
          note: wording.ruled,
        },
        soon(5 * hourMs),
      );
    case 'dispatched':
    case 'handling':
      return handlingMove(scene, matter, random, now);
    case 'checking':
      return checkMove(scene, matter, random, soon(4 * hourMs));
    case 'checked':
      return moveBy(
        scene.cast.inRole('verifier', matter.centreUnitId, random, handlersOf(matter)) ?? operator,
        { kind: 'close', outcome: 'solved', reply: wording.result('solved', random) },
        soon(30 * minuteMs),
      );
    case 'closed':
      return afterwards(scene, matter, random, soon);
    case 'declined':
    case 'voided':
    case 'merged':
      return undefined;
  }
}

const handlersOf = (matter: Matter): (string | null)[] =>
  matter.workOrders.flatMap(({ holderId, handlerIds }) => [holderId, ...handlerIds]);

/** A unit that has an order of this matter takes no second one. */
const unitsAtWork = (matter: Matter): ReadonlySet<string> =>
  new Set(matter.workOrders.filter(isOpenOrder).map(({ unitId }) => unitId));

const leadUnit = (matter: Matter): string | undefined =>
  matter.workOrders.findLast(({ role }) => role === 'lead')?.unitId;

function intakeMove(
  scene: Scene,
  matter: Matter,
  random: Random,
  at: number,
  operator: Player | undefined,
): Move | undefined {
  const { preFilingCheckRequired } = scene.city.typeRules(matter.typeCode);
  if (preFilingCheckRequired && matter.preFilingCheck === null) {
    const unitId = matter.centreUnitId;
    return moveBy(operator, { kind: 'startPreFilingCheck', unitId }, at);
  }
  if (matter.preFilingCheck?.state === 'notFound' || random.chance(0.03)) {
    const reasonCode = reasonOf(scene, 'decline', random);
    return moveBy(operator, { kind: 'decline', reasonCode, reply: wording.declined }, at);
  }
  return moveBy(operator, { kind: 'accept', reply: wording.accepted }, at);
}

function fileCommand(scene: Scene, matter: Matter): Command {
  const [condition] = scene.city.index.types.get(matter.typeCode)?.conditions ?? [];
  return { kind: 'file', filingCondition: condition?.code ?? '' };
}

function dispatchCommand(scene: Scene, matter: Matter, random: Random): Command {
  const { index, pack } = scene.city;
  const type = index.types.get(matter.typeCode);
  const busy = unitsAtWork(matter);
  const candidates = [
    index.dutyLeads.get(matter.typeCode),
    index.dutyLeads.get(type?.classCode ?? ''),
    pack.fallback.unit,
  ];
  const lead = candidates.find((unit) => unit !== undefined && !busy.has(unit)) ?? matter.centreUnitId;
  const departments = pack.units.filter(
    ({ kind, code }) => kind === 'department' && code !== lead && !busy.has(code),
  );
  const assists =
    departments.length > 0 && random.chance(0.06) ? [{ unitId: random.pick(departments).code }] : [];
  return { kind: 'dispatch', lead: { unitId: lead }, assists };
}

function checkMove(scene: Scene, matter: Matter, random: Random, at: number): Move | undefined {
  const checker = scene.cast.inRole('verifier', matter.centreUnitId, random, handlersOf(matter));
  const lead = matter.workOrders.findLast(
    (order: WorkOrder) => order.role === 'lead' && order.status === 'fedBack',
  );
  if (lead !== undefined && matter.counters.reworks < 2 && random.chance(0.07)) {
    return moveBy(
      checker,
      {
        kind: 'recordPostHandlingCheck',
        result: 'failed',
        evidenceIds: [],
        rework: { workOrderNos: [lead.no], reasonCode: reasonOf(scene, 'rework', random) },
      },
      at,
    );
  }
  const outcome = lead?.feedback?.outcome ?? 'solved';
  const reply = wording.result(outcome, random);
  const reason = outcome === 'unsolvable' ? { unsolvableReason: reasonOf(scene, 'unsolvable', random) } : {};
  return moveBy(
    checker,
    {
      kind: 'recordPostHandlingCheck',
      result: 'passed',
      evidenceIds: [],
      ...(random.chance(closedApart) ? {} : { close: { outcome, reply, ...reason } }),
    },
    at,
  );
}

function afterwards(
  scene: Scene,
  matter: Matter,
  random: Random,
  soon: (median: number) => number,
): Move | undefined {
  const { closing } = matter;
  if (matter.spotCheck?.state === 'due') {
    return moveBy(
      scene.cast.inRole('verifier', matter.centreUnitId, random, [closing?.closedBy ?? null]),
      { kind: 'spotCheck', result: random.chance(0.96) ? 'passed' : 'failed', evidenceIds: [] },
      soon(9 * hourMs),
    );
  }
  if (closing?.callBack === 'due' && random.chance(0.99)) {
    const reached = random.chance(0.85);
    const solved = closing.outcome === 'solved' ? random.chance(0.94) : random.chance(0.3);
    return moveBy(
      scene.cast.inRole('operator', matter.centreUnitId, random, handlersOf(matter)),
      {
        kind: 'callBack',
        reached,
        ...(reached
          ? {
              verdict: solved ? ('solved' as const) : ('partly' as const),
              satisfaction: solved ? ('satisfied' as const) : ('basicallySatisfied' as const),
              note: wording.called(random),
            }
          : {}),
      },
      soon(20 * hourMs),
    );
  }
  const reporter = matter.reporters[0]?.reporterId;
  if (reporter === undefined || matter.ratings.length > 0 || !random.chance(0.3)) return undefined;
  const satisfied = random.chance(0.86);
  return {
    command: {
      kind: 'rate',
      verdict: satisfied ? 'solved' : 'unsolved',
      satisfaction: satisfied ? 'satisfied' : 'dissatisfied',
    },
    actor: { kind: 'reporter', accountId: null, roles: ['resident'], unitIds: [], reporterId: reporter },
    accountId: null,
    at: soon(26 * hourMs),
  };
}
