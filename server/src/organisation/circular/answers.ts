import {
  acceptAnswer,
  acknowledgeCircular,
  answerCircular,
  readCircular,
  sendAnswerBack,
  withdrawCircular,
} from '@heliu/contract/organisation/circulars';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { runCommand } from '../../kernel/command.ts';
import { appendEvents } from '../../kernel/events.ts';
import { sendingUnits } from '../policy.ts';
import type { OrganisationRoom } from '../room.ts';
import { insertFiles } from '../store.ts';
import {
  actAsRecipient,
  actAsSender,
  type AskedOnCopy,
  type CopyWork,
  type Receipt,
  visibleCircular,
} from './act.ts';
import { circularEvent, speakersOf } from './events.ts';

export const read = (room: OrganisationRoom, asked: AskedOnCopy): Promise<Receipt> =>
  actAsRecipient(room, asked, { endpoint: readCircular, act: 'read', told: 'circularRead' });

export const acknowledge = (room: OrganisationRoom, asked: AskedOnCopy): Promise<Receipt> =>
  actAsRecipient(room, asked, {
    endpoint: acknowledgeCircular,
    act: 'acknowledge',
    told: 'circularAcknowledged',
  });

/** @throws Problem as `actAsRecipient`, and `evidence.unclaimable`. */
export const answer = (
  room: OrganisationRoom,
  asked: AskedOnCopy,
  { words, fileIds }: { readonly words: string; readonly fileIds: readonly string[] },
): Promise<Receipt> =>
  actAsRecipient(room, asked, {
    endpoint: answerCircular,
    act: 'answer',
    told: 'circularAnswered',
    work: async ({ trx, found, at }) => {
      const { circularId, organisationId, actor } = asked;
      const no = found.answers + 1;
      await trx
        .insertInto('organisation.answers')
        .values({
          circular_id: circularId,
          organisation_id: organisationId,
          no,
          words,
          answered_at: new Date(at),
          answered_by: actor.accountId,
        })
        .execute();
      await room.claimEvidence(trx, fileIds, actor.accountId);
      await insertFiles(trx, fileIds, { circularId, organisationId, answerNo: no });
      return { answer: no };
    },
  });

async function decideOn(
  { trx, found, asked, at }: CopyWork,
  decision: 'accepted' | 'sentBack',
  words: string | null,
): Promise<number> {
  await sql`UPDATE organisation.answers SET decision = ${decision}, decided_at = ${new Date(at)},
    decided_by = ${asked.actor.accountId}, decision_words = ${words}
    WHERE circular_id = ${asked.circularId}::uuid AND organisation_id = ${asked.organisationId}::uuid
      AND no = ${found.answers}`.execute(trx);
  return found.answers;
}

export const accept = (room: OrganisationRoom, asked: AskedOnCopy, words: string | null): Promise<Receipt> =>
  actAsSender(room, asked, {
    endpoint: acceptAnswer,
    act: 'accept',
    told: 'answerAccepted',
    work: async (work) => ({ answer: await decideOn(work, 'accepted', words) }),
  });

/** The organisation has until then for another answer, and is reminded anew. @throws Problem `circular.dueInPast`. */
export const sendBack = (
  room: OrganisationRoom,
  asked: AskedOnCopy,
  { words, dueAt }: { readonly words: string; readonly dueAt: string },
): Promise<Receipt> =>
  actAsSender(room, asked, {
    endpoint: sendAnswerBack,
    act: 'sendBack',
    told: 'answerSentBack',
    work: async (work) => {
      const { trx, at } = work;
      const due = Date.parse(dueAt);
      if (due <= at) throw new Problem('circular.dueInPast');
      await sql`UPDATE organisation.copies SET due_at = ${new Date(due)}, reminded = NULL
        WHERE circular_id = ${asked.circularId}::uuid AND organisation_id = ${asked.organisationId}::uuid`.execute(
        trx,
      );
      const speakers = await speakersOf(trx, [asked.organisationId]);
      return {
        answer: await decideOn(work, 'sentBack', words),
        dueAt: due,
        recipients: speakers.get(asked.organisationId) ?? [],
      };
    },
  });

interface Withdrawing {
  readonly circularId: string;
  readonly commandId: string;
  readonly words: string;
  readonly actor: Actor;
}

/**
 * Takes back what was sent, from all whose copy is not settled.
 * @throws Problem `resource.notFound`, `auth.forbidden`, `circular.notNow`.
 */
export function withdraw(
  { kernel: { db, clock }, city: { current } }: OrganisationRoom,
  { circularId, commandId, words, actor }: Withdrawing,
): Promise<Receipt> {
  const city = current();
  const { accountId } = actor;
  const at = clock.now();
  return runCommand(db, { commandId, endpoint: withdrawCircular.id, accountId, at }, async (trx) => {
    const { rows } = await sql<{ unit_id: string; withdrawn_at: Date | null }>`
      SELECT c.unit_id, c.withdrawn_at FROM organisation.circulars c
      WHERE c.id = ${circularId}::uuid AND ${visibleCircular(actor, city)} FOR UPDATE OF c`.execute(trx);
    const [found] = rows;
    if (found === undefined) throw new Problem('resource.notFound');
    if (!sendingUnits(actor, city).includes(found.unit_id)) throw new Problem('auth.forbidden');
    if (found.withdrawn_at !== null) throw new Problem('circular.notNow');
    await sql`UPDATE organisation.circulars SET withdrawn_at = ${new Date(at)}, withdrawn_by = ${accountId},
      words = ${words} WHERE id = ${circularId}::uuid`.execute(trx);
    const { rows: taken } = await sql<{ organisation_id: string }>`
      UPDATE organisation.copies SET state = 'withdrawn', changed_at = ${new Date(at)}
      WHERE circular_id = ${circularId}::uuid AND state NOT IN ('accepted', 'withdrawn')
      RETURNING organisation_id`.execute(trx);
    const facts = { at, actorId: accountId, commandId };
    const speakers = await speakersOf(
      trx,
      taken.map(({ organisation_id: id }) => id),
    );
    await appendEvents(
      trx,
      taken.map(({ organisation_id: organisationId }) =>
        circularEvent({ id: circularId, unitId: found.unit_id }, 'circularWithdrawn', facts, city, {
          organisationId,
          recipients: speakers.get(organisationId) ?? [],
        }),
      ),
    );
    return { reply: { circularId }, subject: `circular:${circularId}` };
  });
}
