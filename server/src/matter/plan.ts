import { route } from '@heliu/contract/city/route';
import type { Routing } from '@heliu/contract/city/route-facts';
import { type CommandOf, type MatterCommand, textsOf } from '@heliu/contract/matter/commands';
import type { DecideContext, Decision } from '@heliu/contract/matter/context';
import { decide } from '@heliu/contract/matter/decide';
import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import type { Matter } from '@heliu/contract/matter/model';
import { refusals } from '@heliu/contract/matter/refusals';
import { Problem } from '@heliu/contract/problem';
import type { City } from '../city/index.ts';
import { hashReceipt } from './receipt.ts';
import type { Registration } from './register.ts';
import {
  type ActFacts,
  eventColumns,
  type EvidenceFacts,
  evidenceColumns,
  matterColumns,
  type MatterFacts,
  noteColumns,
  reportColumns,
  type ReportFacts,
} from './rows.ts';
import type { CommandColumns, MatterChange } from './write.ts';

type Decided = Extract<Decision, { ok: true }>;

/** @throws Problem `command.refused` with the reason and what to do instead. */
export function decideOrThrow(
  matter: Matter | null,
  command: MatterCommand,
  context: DecideContext,
): Decided {
  const decision = decide(matter, command, context);
  if (decision.ok) return decision;
  const { code, params } = decision.refusal;
  throw new Problem('command.refused', { params: { ...params, refusal: code }, text: refusals[code] });
}

export interface PlannedAct {
  readonly before: Matter;
  readonly placePath: string;
  readonly command: MatterCommand;
  readonly decided: Decided;
  readonly facts: ActFacts;
  readonly endpoint: string;
  readonly evidence: readonly EvidenceFacts[];
}

const receiptOf = ({ matterId, code, version, stage }: Matter): MatterReceipt => ({
  matterId,
  code,
  version,
  stage,
});

function commandColumns(after: Matter, facts: ActFacts, endpoint: string): CommandColumns {
  if (facts.commandId === null) throw new Error('a command has an id');
  return {
    command_id: facts.commandId,
    at: new Date(facts.at).toISOString(),
    endpoint,
    account_id: facts.actorId,
    subject: `matter:${after.matterId}`,
    reply: receiptOf(after),
  };
}

const isByReporter = ({ kind, data }: Decided['events'][number]): boolean =>
  kind === 'matter.rated' || ('by' in data && data.by === 'reporter');

/** Everything that a command leaves behind for its matter, decided but not written. */
export function planAct(act: PlannedAct): { change: MatterChange; receipt: MatterReceipt } {
  const { before, placePath, command, decided, facts } = act;
  const { matter: after, events } = decided;
  const own = events.filter((event) => event.matterId === after.matterId);
  return {
    receipt: receiptOf(after),
    change: {
      before,
      after,
      placePath,
      at: facts.at,
      events: eventColumns(own, after, placePath, facts),
      notes: noteColumns(textsOf(command), after, facts, own.some(isByReporter)),
      evidence: evidenceColumns(act.evidence, after),
      reports: [],
      command: commandColumns(after, facts, act.endpoint),
    },
  };
}

/** What a merge or its undoing leaves behind for the other matter; the command is recorded once, with the first. */
export function planCounterpart(
  before: Matter,
  placePath: string,
  { counterpart, events }: Decided,
  facts: ActFacts,
): MatterChange | undefined {
  if (counterpart === null) return undefined;
  const own = events.filter((event) => event.matterId === counterpart.matterId);
  return {
    before,
    after: counterpart,
    placePath,
    at: facts.at,
    events: eventColumns(own, counterpart, placePath, facts),
    notes: [],
    evidence: [],
    reports: [],
    command: null,
  };
}

/** Identities of a new matter; random in the running system, drawn from a seed for the demo. */
export interface NewIds {
  readonly matterId: string;
  readonly code: string;
  readonly reportId: string;
}

/** Everything that a registration leaves behind, decided but not written; the bulk loader copies the same rows. */
export function planRegistration(
  city: City,
  input: Registration,
  ids: NewIds,
  at: number,
): { change: MatterChange; receipt: MatterReceipt } {
  const { place } = input;
  const type = city.typeRules(input.typeCode);
  const routing = type.automatic.dispatch ? routeOf(city, input, at) : undefined;
  const report = input.reporter === null ? null : reportOf(input, ids.reportId);
  const command = registerCommand(input, ids);
  const decided = decideOrThrow(null, command, {
    now: at,
    actor: input.actor,
    rules: city.pack.lifeCycle,
    type,
    calendar: city.calendar,
    ...(routing === undefined ? {} : { route: routeFor(routing) }),
  });
  const { matter, events } = decided;
  const facts: ActFacts = { actorId: input.accountId, commandId: input.commandId, at };
  const change: MatterChange = {
    before: null,
    after: matter,
    placePath: place.path,
    at,
    inserted: matterColumns(matter, factsOf(input, routing), at),
    events: eventColumns(events, matter, place.path, facts),
    notes: noteColumns(textsOf(command), matter, facts, false),
    evidence: evidenceColumns(
      input.fileIds.map((fileId) => ({ fileId, workOrderNo: null, reportId: report?.id ?? null })),
      matter,
    ),
    reports: report === null ? [] : [reportColumns(report, matter.matterId, at)],
    command: commandColumns(matter, facts, input.endpoint),
  };
  return { change, receipt: receiptOf(matter) };
}

function registerCommand(input: Registration, ids: NewIds): CommandOf<'register'> {
  const { place, fixedDueAt, onSpot } = input;
  return {
    kind: 'register',
    matterId: ids.matterId,
    code: ids.code,
    typeCode: input.typeCode,
    channel: input.channel,
    divisionCode: place.divisionCode,
    centreUnitId: input.centreUnitId,
    ...(place.gridCode === null ? {} : { gridId: place.gridCode }),
    ...(input.reporter === null ? {} : { reporterId: ids.reportId }),
    ...(fixedDueAt === undefined ? {} : { fixedDueAt }),
    ...(onSpot === undefined ? {} : { onSpot: { ...onSpot, evidenceIds: [...input.fileIds] } }),
  };
}

function routeOf(city: City, input: Registration, at: number): Routing {
  return route(city.pack, {
    typeCode: input.typeCode,
    requestKind: input.requestKind,
    channel: input.channel,
    placeCode: input.place.code,
    at,
    text: `${input.title}\n${input.description}`,
    answers: { ...input.answers },
  });
}

const routeFor = (routing: Routing) => ({
  ruleCode: routing.ruleCode,
  leadUnitId: routing.leadUnitCode,
  assistUnitIds: routing.assistUnitCodes,
});

function factsOf(input: Registration, routing: Routing | undefined): MatterFacts {
  const { place, position } = input;
  return {
    requestKind: input.requestKind,
    title: input.title,
    description: input.description,
    answers: input.answers,
    address: input.address,
    lng: position?.[0] ?? null,
    lat: position?.[1] ?? null,
    divisionCode: place.divisionCode,
    placePath: place.path,
    route: routing === undefined ? null : { ruleCode: routing.ruleCode, step: routing.steps.at(-1) },
  };
}

function reportOf({ reporter, receiptCode, description }: Registration, id: string): ReportFacts {
  return {
    id,
    accountId: reporter?.accountId ?? null,
    organisationId: reporter?.organisationId ?? null,
    receiptHash: receiptCode === null ? null : hashReceipt(receiptCode),
    language: reporter?.language ?? 'zh',
    name: reporter?.name ?? null,
    phone: reporter?.phone ?? null,
    email: reporter?.email ?? null,
    text: description,
  };
}
