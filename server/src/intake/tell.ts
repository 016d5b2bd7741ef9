import { randomUUID } from 'node:crypto';
import type { MatterCommand } from '@heliu/contract/matter/commands';
import type { Actor as RuleActor } from '@heliu/contract/matter/context';
import { decide } from '@heliu/contract/matter/decide';
import type { Matter } from '@heliu/contract/matter/model';
import { refusals } from '@heliu/contract/matter/refusals';
import { Problem } from '@heliu/contract/problem';
import type { City } from '../city/index.ts';
import {
  type MatterChange,
  type MatterStory,
  planAct,
  planRegistration,
  type Registration,
} from '../matter/index.ts';

/** An act at its own time; `accountId` is the number of the actor's account. */
export interface Told {
  readonly command: Exclude<MatterCommand, { kind: 'register' }>;
  readonly actor: RuleActor;
  readonly at: number;
}

export interface NewIds {
  readonly matterId: string;
  readonly code: string;
  readonly reportId: string;
}

/** A matter's story under way: every step a command that the life cycle decides on, at the time it is given. */
export interface Telling {
  matter(): Matter;
  /** @throws Problem `command.refused` with the reason of the life cycle. */
  take(told: Told): void;
  story(): MatterStory;
}

export function beginTelling(city: City, registration: Registration, ids: NewIds, at: number): Telling {
  const first = planRegistration(city, registration, ids, at).change;
  const changes: [MatterChange, ...MatterChange[]] = [first];
  let matter = first.after;
  return {
    matter: () => matter,
    story: () => changes,
    take: (told) => {
      const change = changeOf(city, matter, first.placePath, told, registration.endpoint);
      changes.push(change);
      matter = change.after;
    },
  };
}

function changeOf(
  city: City,
  before: Matter,
  placePath: string,
  { command, actor, at }: Told,
  endpoint: string,
): MatterChange {
  const condition = command.kind === 'file' ? command.filingCondition : before.filingCondition;
  const decided = decide(before, command, {
    now: at,
    actor,
    rules: city.pack.lifeCycle,
    type: city.typeRules(before.typeCode, condition ?? undefined),
    calendar: city.calendar,
  });
  if (!decided.ok) {
    const { code, params } = decided.refusal;
    throw new Problem('command.refused', { params: { ...params, refusal: code }, text: refusals[code] });
  }
  const accountId = actor.accountId === null ? null : Number(actor.accountId);
  return planAct({
    before,
    placePath,
    command,
    decided,
    facts: { actorId: accountId, commandId: randomUUID(), at: Math.max(at, before.changedAt) },
    endpoint,
    evidence: [],
  }).change;
}
