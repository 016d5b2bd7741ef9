import type { EndpointSpec } from '@heliu/contract/endpoint';
import { type AnyConsultationAct, mayNow } from '@heliu/contract/joint/consultation';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../../city/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import { runCommand } from '../../kernel/command.ts';
import type { Trx } from '../../kernel/db.ts';
import { appendEvents } from '../../kernel/events.ts';
import type { JointRoom } from '../room.ts';
import { agendaEvents } from './agenda-events.ts';
import { consultationEvents, type Facts, type Told } from './events.ts';
import { mayConvene, visibleConsultation } from './policy.ts';
import { type LockedConsultation, lockConsultation } from './store.ts';

export interface Asked {
  readonly consultationId: string;
  readonly commandId: string;
  readonly expectedVersion?: number | undefined;
  readonly actor: Actor;
}

export interface Receipt {
  readonly consultationId: string;
  readonly version: number;
}

export interface Work extends Facts {
  readonly trx: Trx;
  readonly found: LockedConsultation;
  readonly city: City;
}

interface Done extends Told {
  /** Units that hear of it though they are invited no more. */
  readonly alsoTo?: readonly string[];
}

interface Doing {
  readonly endpoint: EndpointSpec;
  readonly act: AnyConsultationAct;
  /** Whose act it is; the convening unit's where nothing is said. */
  readonly may?: (found: LockedConsultation, city: City) => boolean;
  readonly work: (work: Work) => Promise<readonly Done[]>;
}

/**
 * One act on a consultation that the actor sees: once, with its events and record.
 * @throws Problem `resource.notFound`, `auth.forbidden`, `resource.changed`, `consultation.notNow`.
 */
export function actOn(
  { kernel: { db, clock }, city: { current } }: JointRoom,
  { consultationId, commandId, expectedVersion, actor }: Asked,
  { endpoint, act, may, work }: Doing,
): Promise<Receipt> {
  const city = current();
  const facts = { at: clock.now(), actorId: actor.accountId, commandId };
  const record = { commandId, endpoint: endpoint.id, accountId: actor.accountId, at: facts.at };
  return runCommand(db, record, async (trx) => {
    const found = await lockConsultation(trx, consultationId, visibleConsultation(actor, city));
    if (found === undefined) throw new Problem('resource.notFound');
    const allowed = may === undefined ? mayConvene(actor, found.hostUnitId, city) : may(found, city);
    if (!allowed) throw new Problem('auth.forbidden');
    if (expectedVersion !== undefined && expectedVersion !== found.version)
      throw new Problem('resource.changed');
    if (!mayNow(found.state, act)) throw new Problem('consultation.notNow');
    const done = await work({ ...facts, trx, found, city });
    const version = found.version + 1;
    await sql`UPDATE joint.consultations SET version = ${version} WHERE id = ${found.id}::uuid`.execute(trx);
    const invited = found.invitations.filter(({ answer }) => answer !== 'withdrawn');
    const unitIds = [...invited.map(({ unitId }) => unitId), ...done.flatMap(({ alsoTo }) => alsoTo ?? [])];
    const parties = { id: consultationId, hostUnitId: found.hostUnitId, unitIds };
    const matterIds = found.items.map(({ matterId }) => matterId);
    const shown = await agendaEvents(trx, consultationId, { told: done, matterIds }, facts);
    await appendEvents(trx, [...consultationEvents(parties, done, facts, city), ...shown]);
    return { reply: { consultationId, version }, subject: `consultation:${consultationId}` };
  });
}

/** @throws Problem `resource.notFound` for an item that is not on the agenda. */
export function itemOf({ items }: LockedConsultation, no: number) {
  const item = items.find((one) => one.no === no);
  if (item === undefined) throw new Problem('resource.notFound');
  return item;
}
