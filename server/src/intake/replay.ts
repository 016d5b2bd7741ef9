import { randomBytes, randomUUID } from 'node:crypto';
import { route } from '@heliu/contract/city/route';
import { newMatterCode } from '@heliu/contract/matter/code';
import type { Actor as RuleActor } from '@heliu/contract/matter/context';
import type { Matter, WorkOrder } from '@heliu/contract/matter/model';
import type { City } from '../city/index.ts';
import { uuidv7 } from '../kernel/uuid.ts';
import { type MatterStory, receivingCentre } from '../matter/index.ts';
import type { Request } from './request.ts';
import { beginTelling, type Telling } from './tell.ts';

const importer: RuleActor = { kind: 'system', accountId: null, roles: [], unitIds: [], reporterId: null };

/**
 * The city as a history recorded elsewhere is told in it. The source's targets are the only clocks, since nothing else
 * was measured there; checks that the source does not know of are not made up; and what it counts as passed on was
 * passed on, however often this city allows it. A matter that is still open goes on under the city's own rules.
 */
export function asRecorded(city: City): City {
  const { pack } = city;
  return {
    ...city,
    pack: { ...pack, lifeCycle: { ...pack.lifeCycle, limits: {}, maxTransfers: 99 } },
    typeRules: (typeCode, conditionCode) => ({
      ...city.typeRules(typeCode, conditionCode),
      limits: {},
      preFilingCheckRequired: false,
      postHandlingCheckRequired: false,
      evidenceRequired: false,
      callBackRequired: false,
    }),
  };
}

export interface Replayed {
  readonly matterId: string;
  readonly story: MatterStory;
}

/** The life of a request in real commands at its own times. `city` is one of `asRecorded`. */
export function replay(city: City, request: Request, unsolvableReason: string | undefined): Replayed {
  const { openedAt, closedAt } = request;
  const matterId = uuidv7(openedAt);
  const telling = register(city, request, matterId);
  sendOut(city, request, telling);
  passOn(request, telling);
  if (closedAt !== null) {
    finishOrders(request, telling, closedAt, unsolvableReason);
    telling.take({
      command: {
        kind: 'close',
        outcome: request.outcome,
        ...(request.reply === null ? {} : { reply: request.reply }),
        ...(request.outcome === 'unsolvable' ? { unsolvableReason } : {}),
      },
      actor: importer,
      at: closedAt,
    });
  }
  return { matterId, story: telling.story() };
}

function register(city: City, request: Request, matterId: string): Telling {
  const { place, openedAt } = request;
  return beginTelling(
    request.unitCode === null ? city : byHand(city),
    {
      commandId: randomUUID(),
      endpoint: 'intake.import',
      typeCode: request.typeCode,
      requestKind: request.requestKind,
      channel: request.channel,
      title: request.title,
      description: request.description,
      place,
      position: request.position,
      address: request.address,
      answers: {},
      fileIds: [],
      actor: importer,
      accountId: null,
      reporter: null,
      receiptCode: null,
      centreUnitId: receivingCentre(city, place, 'township'),
      fixedDueAt: request.targetAt ?? undefined,
    },
    { matterId, code: newMatterCode(randomBytes(8)), reportId: randomUUID() },
    openedAt,
  );
}

/** A row that names its unit is sent there, whatever the routing rules would say. */
const byHand = (city: City): City => ({
  ...city,
  typeRules: (typeCode, conditionCode) => {
    const rules = city.typeRules(typeCode, conditionCode);
    return { ...rules, automatic: { ...rules.automatic, dispatch: false } };
  },
});

/** Whatever the city does not do by itself until a unit has the matter. */
function sendOut(city: City, request: Request, telling: Telling): void {
  const at = request.openedAt;
  const act = (command: Parameters<Telling['take']>[0]['command']) =>
    telling.take({ command, actor: importer, at });
  if (telling.matter().stage === 'registered') act({ kind: 'accept' });
  if (telling.matter().stage === 'accepted') {
    const { defaultFilingCondition } = city.typeRules(request.typeCode);
    const [first] = city.index.types.get(request.typeCode)?.conditions ?? [];
    act({ kind: 'file', filingCondition: defaultFilingCondition ?? first?.code ?? '' });
  }
  if (telling.matter().stage === 'filed') {
    act({ kind: 'dispatch', lead: { unitId: request.unitCode ?? routed(city, request) }, assists: [] });
  }
}

const routed = (city: City, request: Request): string =>
  route(city.pack, {
    typeCode: request.typeCode,
    requestKind: request.requestKind,
    channel: request.channel,
    placeCode: request.place.code,
    at: request.openedAt,
    text: `${request.title}\n${request.description}`,
    answers: {},
  }).leadUnitCode;

const pending = ({ status }: WorkOrder): boolean => status === 'dispatched' || status === 'signed';
const leadOf = ({ workOrders }: Matter): WorkOrder | undefined =>
  workOrders.find((order) => order.role === 'lead' && pending(order));

/** Transfers spread evenly over the time it took, each to the next unit of the mapping that does not have it. */
function passOn({ transfers, openedAt, closedAt }: Request, telling: Telling): void {
  const until = closedAt ?? openedAt;
  for (const [index, unitId] of transfers.entries()) {
    const lead = leadOf(telling.matter());
    if (lead === undefined) return;
    const others = transfers.filter((other) => other !== lead.unitId);
    const toUnitId = unitId === lead.unitId ? others[0] : unitId;
    if (toUnitId === undefined) return;
    telling.take({
      command: { kind: 'transfer', workOrderNo: lead.no, toUnitId, reasonCode: 'import' },
      actor: importer,
      at: openedAt + Math.round(((index + 1) / (transfers.length + 1)) * (until - openedAt)),
    });
  }
}

function finishOrders(
  { outcome }: Request,
  telling: Telling,
  at: number,
  unsolvableReason: string | undefined,
): void {
  const open = () => telling.matter().workOrders.filter(pending);
  const next = () => open().find(({ role }) => role === 'assist') ?? open()[0];
  for (let order = next(); order !== undefined; order = next()) {
    const { no: workOrderNo, status } = order;
    telling.take({
      command:
        status === 'dispatched'
          ? { kind: 'signFor', workOrderNo }
          : {
              kind: 'feedBack',
              workOrderNo,
              outcome,
              evidenceIds: [],
              ...(outcome === 'unsolvable' ? { unsolvableReason } : {}),
            },
      actor: importer,
      at,
    });
  }
}
