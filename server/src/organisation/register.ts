import { randomUUID } from 'node:crypto';
import type { EndpointInput } from '@heliu/contract/endpoint';
import {
  applyForOrganisation,
  changeContact,
  registerOrganisation,
  withdrawApplication,
} from '@heliu/contract/organisation/own';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City, Place } from '../city/index.ts';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { actAsOwn, type Asked, type Receipt } from './act.ts';
import { organisationEvent } from './events.ts';
import type { OrganisationRoom } from './room.ts';
import { type Identity, insertAct, insertApplication, insertFiles } from './store.ts';

type Given = Pick<EndpointInput<typeof registerOrganisation>['body'], 'name' | 'creditCode' | 'noCodeReason'>;

const identityOf = ({ name, creditCode, noCodeReason }: Given): Identity => ({
  name,
  creditCode: creditCode ?? null,
  noCodeReason: noCodeReason ?? null,
});

const idsOf = (evidence: readonly { readonly fileId: string }[]) => evidence.map(({ fileId }) => fileId);

/** @throws Problem `place.unknown`. */
function placeOf(code: string, city: City): Place {
  const place = city.findPlace(code);
  if (place === undefined) throw new Problem('place.unknown', { params: { place: code } });
  return place;
}

/**
 * One open account a code: those that wait count too. Held until the end of the transaction, so that of two who ask at
 * once one is refused. The refusal tells nothing of who has it.
 * @throws Problem `organisation.codeTaken`.
 */
async function assertFree(trx: Trx, code: string | null, organisationId: string, city: City): Promise<void> {
  if (code === null) return;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`organisation ${code}`}, 0))`.execute(trx);
  const { rows } = await sql`
    SELECT FROM organisation.organisations o WHERE o.credit_code = ${code} AND o.id <> ${organisationId}::uuid
      AND o.state IN ('waiting', 'verified', 'suspended')
    UNION ALL SELECT FROM organisation.applications a WHERE a.credit_code = ${code} AND a.decision IS NULL
      AND a.organisation_id <> ${organisationId}::uuid`.execute(trx);
  if (rows.length > 0)
    throw new Problem('organisation.codeTaken', { params: { hotline: city.pack.hotline } });
}

/** @throws Problem `organisation.codeTaken`, `place.unknown`, `evidence.unclaimable`, `request.tooMany`. */
export async function register(
  room: OrganisationRoom,
  { body }: EndpointInput<typeof registerOrganisation>,
  context: Context,
): Promise<Receipt> {
  await room.limitAsking(context);
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const by = context.actor.accountId;
  const { commandId, kind, placeCode, address, contact } = body;
  const at = clock.now();
  const record = { commandId, endpoint: registerOrganisation.id, accountId: by, at };
  return runCommand(db, record, async (trx) => {
    const id = randomUUID();
    const place = placeOf(placeCode, city);
    const identity = identityOf(body);
    await assertFree(trx, identity.creditCode, id, city);
    const { path: placePath } = place;
    await trx
      .insertInto('organisation.organisations')
      .values({
        id,
        name: identity.name,
        credit_code: identity.creditCode,
        no_code_reason: identity.noCodeReason,
        kind,
        place_code: placeCode,
        place_path: placePath,
        address,
        contact_name: contact.name,
        contact_phone: contact.phone,
        contact_email: contact.email ?? null,
        state: 'waiting',
        registered_at: new Date(at),
        registered_by: by,
      })
      .execute();
    const making = { id, at, by };
    const applicationNo = await insertApplication(trx, making, identity);
    await trx
      .insertInto('organisation.representatives')
      .values({ id: randomUUID(), organisation_id: id, account_id: by, since: new Date(at) })
      .execute();
    await attach(room, trx, { by, fileIds: idsOf(body.evidence), organisationId: id, applicationNo });
    await insertAct(trx, making, { kind: 'registered' });
    const facts = { at, actorId: by, commandId };
    await appendEvents(trx, [organisationEvent({ id, placeCode, placePath }, 'registered', facts, city)]);
    return { reply: { organisationId: id }, subject: `organisation:${id}` };
  });
}

async function attach(
  room: OrganisationRoom,
  trx: Trx,
  {
    by,
    fileIds,
    ...to
  }: {
    readonly by: number;
    readonly fileIds: readonly string[];
    readonly organisationId: string;
    readonly applicationNo: number;
  },
): Promise<void> {
  await room.claimEvidence(trx, fileIds, by);
  await insertFiles(trx, fileIds, to);
}

/** @throws Problem as `actAsOwn`, and `organisation.codeTaken`. */
export async function apply(
  room: OrganisationRoom,
  asked: Asked,
  { body, context }: { body: EndpointInput<typeof applyForOrganisation>['body']; context: Context },
): Promise<Receipt> {
  await room.limitAsking(context);
  return actAsOwn(room, asked, {
    endpoint: applyForOrganisation,
    act: 'apply',
    work: async ({ trx, found, city, at, by }) => {
      const identity = identityOf(body);
      await assertFree(trx, identity.creditCode, found.id, city);
      const applicationNo = await insertApplication(trx, { id: found.id, at, by }, identity);
      await attach(room, trx, { by, fileIds: idsOf(body.evidence), organisationId: found.id, applicationNo });
      if (found.state === 'declined') {
        await sql`UPDATE organisation.organisations SET state = 'waiting', name = ${identity.name},
          credit_code = ${identity.creditCode}, no_code_reason = ${identity.noCodeReason}
          WHERE id = ${found.id}::uuid`.execute(trx);
      }
      return [{ kind: 'applied' }];
    },
  });
}

export const withdraw = (room: OrganisationRoom, asked: Asked): Promise<Receipt> =>
  actAsOwn(room, asked, {
    endpoint: withdrawApplication,
    act: 'withdraw',
    work: async ({ trx, found, at, by }) => {
      await sql`UPDATE organisation.applications SET decision = 'withdrawn', decided_at = ${new Date(at)}, decided_by = ${by}
        WHERE organisation_id = ${found.id}::uuid AND decision IS NULL`.execute(trx);
      return [{ kind: 'withdrawn' }];
    },
  });

/** @throws Problem as `actAsOwn`, and `place.unknown`. */
export const changeWhereabouts = (
  room: OrganisationRoom,
  asked: Asked,
  { placeCode, address, contact }: EndpointInput<typeof changeContact>['body'],
): Promise<Receipt> =>
  actAsOwn(room, asked, {
    endpoint: changeContact,
    act: 'changeContact',
    work: async ({ trx, found, city }) => {
      // A place of a former edition of the city stays as it is known until another one is chosen.
      const placePath = placeCode === found.placeCode ? found.placePath : placeOf(placeCode, city).path;
      await sql`UPDATE organisation.organisations SET place_code = ${placeCode}, place_path = ${placePath},
        address = ${address}, contact_name = ${contact.name}, contact_phone = ${contact.phone},
        contact_email = ${contact.email ?? null} WHERE id = ${found.id}::uuid`.execute(trx);
      return [{ kind: 'contactChanged' }];
    },
  });
