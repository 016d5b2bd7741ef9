import type { EndpointSpec } from '@heliu/contract/endpoint';
import {
  type AnyInspectionAct,
  decideInspection,
  type Inspection,
  isRefusal,
} from '@heliu/contract/joint/inspection';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../../city/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import { runCommand } from '../../kernel/command.ts';
import type { Trx } from '../../kernel/db.ts';
import { appendEvents } from '../../kernel/events.ts';
import type { Facts, Told } from '../consultation/events.ts';
import type { JointRoom } from '../room.ts';
import { inspectionEvents } from './events.ts';
import { mayPlan, visibleInspection } from './policy.ts';
import { type LockedInspection, lockInspection, ruled } from './store.ts';

export interface Asked {
  readonly inspectionId: string;
  readonly commandId: string;
  readonly expectedVersion?: number | undefined;
  readonly actor: Actor;
}

export interface Receipt {
  readonly inspectionId: string;
  readonly version: number;
}

export interface Work extends Facts {
  readonly trx: Trx;
  readonly found: LockedInspection;
  readonly city: City;
}

interface Done extends Told {
  /** Units that hear of it though they are invited no more. */
  readonly alsoTo?: readonly string[];
}

export interface Doing {
  /** In the terms of the rules. @throws Problem `resource.notFound` for what is not there. */
  readonly act: (found: LockedInspection, city: City) => AnyInspectionAct;
  /** Whose act it is; the convening centre's where nothing is said. */
  readonly may?: (found: LockedInspection, city: City) => boolean;
  readonly work: (work: Work) => Promise<readonly Done[]>;
}

/** @throws Problem that says why an act cannot be done now. */
function assertOpenTo(inspection: Inspection, act: AnyInspectionAct): void {
  const outcome = decideInspection(inspection, act);
  if (isRefusal(outcome)) throw new Problem(`inspection.${outcome}`);
}

/**
 * One act on an inspection that the actor sees, in a transaction of the caller's, with its events.
 * @throws Problem `resource.notFound`, `auth.forbidden`, `resource.changed`, and the refusals of the rules.
 */
export async function actWithin(
  trx: Trx,
  city: City,
  { inspectionId, expectedVersion, actor }: Omit<Asked, 'commandId'>,
  facts: Facts,
  { act, may, work }: Doing,
): Promise<Receipt> {
  const found = await lockInspection(trx, inspectionId, visibleInspection(actor, city));
  if (found === undefined) throw new Problem('resource.notFound');
  const allowed = may === undefined ? mayPlan(actor, found.hostUnitId, city) : may(found, city);
  if (!allowed) throw new Problem('auth.forbidden');
  if (expectedVersion !== undefined && expectedVersion !== found.version)
    throw new Problem('resource.changed');
  assertOpenTo(ruled(found), act(found, city));
  const done = await work({ ...facts, trx, found, city });
  const version = found.version + 1;
  await sql`UPDATE joint.inspections SET version = ${version} WHERE id = ${found.id}::uuid`.execute(trx);
  const invited = found.units.filter(({ answer }) => answer !== 'withdrawn');
  const unitIds = [...invited.map(({ unitId }) => unitId), ...done.flatMap(({ alsoTo }) => alsoTo ?? [])];
  const parties = { id: inspectionId, hostUnitId: found.hostUnitId, unitIds };
  await appendEvents(trx, inspectionEvents(parties, done, facts, city));
  return { inspectionId, version };
}

/** The same as a command of its own: once, with its record. @throws Problem as `actWithin`. */
export function actOn(
  { kernel: { db, clock }, city: { current } }: JointRoom,
  asked: Asked,
  endpoint: EndpointSpec,
  doing: Doing,
): Promise<Receipt> {
  const { commandId, actor, inspectionId } = asked;
  const facts = { at: clock.now(), actorId: actor.accountId, commandId };
  const record = { commandId, endpoint: endpoint.id, accountId: actor.accountId, at: facts.at };
  return runCommand(db, record, async (trx) => ({
    reply: await actWithin(trx, current(), asked, facts, doing),
    subject: `inspection:${inspectionId}`,
  }));
}

/** Where something stands in a list. @throws Problem `resource.notFound`. */
export function indexIn<T>(list: readonly T[], is: (one: T) => boolean): number {
  const index = list.findIndex(is);
  if (index < 0) throw new Problem('resource.notFound');
  return index;
}

export const placeIndex = ({ places }: LockedInspection, no: number): number =>
  indexIn(places, (place) => place.no === no);

/** Also of a unit whose invitation was withdrawn, which the rules refuse. @throws Problem `resource.notFound`. */
export const unitIndex = ({ units }: LockedInspection, unit: string): number =>
  indexIn(units, ({ unitId }) => unitId === unit);
