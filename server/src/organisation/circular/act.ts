import type { EndpointSpec } from '@heliu/contract/endpoint';
import { afterAct, type CircularKind, type CopyAct, type CopyState } from '@heliu/contract/organisation/copy';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../../city/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import { runCommand } from '../../kernel/command.ts';
import type { Trx } from '../../kernel/db.ts';
import { appendEvents } from '../../kernel/events.ts';
import type { Facts } from '../events.ts';
import { seenUnits, sendingUnits } from '../policy.ts';
import type { OrganisationRoom } from '../room.ts';
import { circularEvent } from './events.ts';

export interface AskedOnCopy {
  readonly circularId: string;
  readonly organisationId: string;
  readonly commandId: string;
  readonly actor: Actor;
}

export interface Receipt {
  readonly circularId: string;
}

/** A copy as its acts go by it. */
export interface LockedCopy {
  readonly kind: CircularKind;
  readonly unitId: string;
  readonly state: CopyState;
  readonly dueAt: Date | null;
  /** How many answers there are. */
  readonly answers: number;
}

export interface CopyWork extends Facts {
  readonly trx: Trx;
  readonly found: LockedCopy;
  readonly asked: AskedOnCopy;
}

interface Doing {
  readonly endpoint: EndpointSpec;
  readonly act: CopyAct;
  /** Name of its event. */
  readonly told: string;
  readonly work?: (work: CopyWork) => Promise<Readonly<Record<string, unknown>>>;
}

interface Way extends Doing {
  /** Of a circular (as `c`) and its copy (as `y`). */
  readonly visible: (city: City) => RawBuilder<boolean>;
  readonly may: (found: LockedCopy, city: City) => boolean;
}

/** Counted once the copy is held: the statement that waited for it sees no answers that came meanwhile. */
async function countAnswers(trx: Trx, { circularId, organisationId }: AskedOnCopy): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM organisation.answers
    WHERE circular_id = ${circularId}::uuid AND organisation_id = ${organisationId}::uuid`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** @throws Problem `resource.notFound`, `auth.forbidden`, `circular.notNow`. */
async function actOn(
  { kernel: { db, clock }, city: { current } }: OrganisationRoom,
  asked: AskedOnCopy,
  { endpoint, act, told, work, visible, may }: Way,
): Promise<Receipt> {
  const city = current();
  const { circularId, organisationId, commandId, actor } = asked;
  const facts = { at: clock.now(), actorId: actor.accountId, commandId };
  const record = { commandId, endpoint: endpoint.id, accountId: actor.accountId, at: facts.at };
  return runCommand(db, record, async (trx) => {
    const { rows } = await sql<Omit<LockedCopy, 'answers'>>`
      SELECT c.kind, c.unit_id AS "unitId", y.state, y.due_at AS "dueAt" FROM organisation.circulars c JOIN organisation.copies y ON y.circular_id = c.id
      WHERE c.id = ${circularId}::uuid AND y.organisation_id = ${organisationId}::uuid AND ${visible(city)}
      FOR UPDATE OF y`.execute(trx);
    const [copy] = rows;
    if (copy === undefined) throw new Problem('resource.notFound');
    const found = { ...copy, answers: await countAnswers(trx, asked) };
    if (!may(found, city)) throw new Problem('auth.forbidden');
    const state = afterAct(found.kind, found.state, act);
    if (state === undefined) throw new Problem('circular.notNow');
    await sql`UPDATE organisation.copies SET state = ${state}, changed_at = ${new Date(facts.at)},
      read_at = coalesce(read_at, CASE WHEN ${act} IN ('read', 'acknowledge', 'answer') THEN ${new Date(facts.at)}::timestamptz END),
      acknowledged_at = coalesce(acknowledged_at, CASE WHEN ${act} = 'acknowledge' THEN ${new Date(facts.at)}::timestamptz END)
      WHERE circular_id = ${circularId}::uuid AND organisation_id = ${organisationId}::uuid`.execute(trx);
    const payload = await work?.({ ...facts, trx, found, asked });
    const circular = { id: circularId, unitId: found.unitId };
    await appendEvents(trx, [circularEvent(circular, told, facts, city, { organisationId, ...payload })]);
    return { reply: { circularId }, subject: `circular:${circularId}` };
  });
}

/** An act of somebody who speaks for the organisation that it went to. */
export const actAsRecipient = (room: OrganisationRoom, asked: AskedOnCopy, doing: Doing): Promise<Receipt> =>
  actOn(room, asked, {
    ...doing,
    visible: () => sql<boolean>`EXISTS (SELECT FROM organisation.representatives p
      WHERE p.organisation_id = y.organisation_id AND p.account_id = ${asked.actor.accountId} AND p.ended_at IS NULL)`,
    may: () => true,
  });

/** Circulars (as `c`) that staff may see: those of their units, and of the units in their places. */
export const visibleCircular = (actor: Actor, city: City): RawBuilder<boolean> =>
  sql<boolean>`c.unit_id = ANY(${seenUnits(actor, city)}::text[])`;

/** An act of the unit that sent it. */
export const actAsSender = (room: OrganisationRoom, asked: AskedOnCopy, doing: Doing): Promise<Receipt> =>
  actOn(room, asked, {
    ...doing,
    visible: (city) => visibleCircular(asked.actor, city),
    may: ({ unitId }, city) => sendingUnits(asked.actor, city).includes(unitId),
  });
