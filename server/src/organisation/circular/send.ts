import { randomUUID } from 'node:crypto';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { sendCircular } from '@heliu/contract/organisation/circulars';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { runCommand } from '../../kernel/command.ts';
import { appendEvents } from '../../kernel/events.ts';
import type { Context } from '../../kernel/route.ts';
import type { OrganisationRoom } from '../room.ts';
import { insertFiles } from '../store.ts';
import { assertSends, recipientsOf } from './audience.ts';
import { circularEvent, speakersOf } from './events.ts';

/** @throws Problem `auth.forbidden`, `circular.dueInPast`, those of `recipientsOf`, `evidence.unclaimable`. */
export function send(
  room: OrganisationRoom,
  { body }: EndpointInput<typeof sendCircular>,
  { actor }: Context,
): Promise<EndpointResult<typeof sendCircular>> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const by = actor.accountId;
  const at = clock.now();
  const { commandId, unit, kind, title } = body;
  const dueAt = body.dueAt === undefined ? null : Date.parse(body.dueAt);
  return runCommand(db, { commandId, endpoint: sendCircular.id, accountId: by, at }, async (trx) => {
    assertSends(actor, unit, city);
    if (dueAt !== null && dueAt <= at) throw new Problem('circular.dueInPast');
    const organisationIds = await recipientsOf(trx, unit, body.to, city);
    const id = randomUUID();
    const due = dueAt === null ? null : new Date(dueAt);
    await trx
      .insertInto('organisation.circulars')
      .values({
        id,
        kind,
        title,
        body: body.body,
        unit_id: unit,
        due_at: due,
        sent_at: new Date(at),
        sent_by: by,
      })
      .execute();
    await sql`INSERT INTO organisation.copies (circular_id, organisation_id, state, due_at, changed_at)
      SELECT ${id}::uuid, o, 'sent', ${due}::timestamptz, ${new Date(at)}
      FROM unnest(${organisationIds}::uuid[]) o`.execute(trx);
    const fileIds = body.evidence.map(({ fileId }) => fileId);
    await room.claimEvidence(trx, fileIds, by);
    await insertFiles(trx, fileIds, { circularId: id });
    const facts = { at, actorId: by, commandId };
    const speakers = await speakersOf(trx, organisationIds);
    await appendEvents(
      trx,
      organisationIds.map((organisationId) =>
        circularEvent({ id, unitId: unit }, 'circularSent', facts, city, {
          organisationId,
          circularKind: kind,
          dueAt,
          recipients: speakers.get(organisationId) ?? [],
        }),
      ),
    );
    return { reply: { circularId: id, count: organisationIds.length }, subject: `circular:${id}` };
  });
}
