import { randomUUID } from 'node:crypto';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import { invitationDays, mayLeave } from '@heliu/contract/organisation/organisation';
import {
  acceptInvitation,
  closeOrganisation,
  declineInvitation,
  inviteRepresentative,
  leaveOrganisation,
  removeRepresentative,
  withdrawInvitation,
} from '@heliu/contract/organisation/own';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { actAsOwn, type Asked, type Done, type Receipt, type Work } from './act.ts';
import { organisationEvent } from './events.ts';
import { endAccount } from './end.ts';
import type { OrganisationRoom } from './room.ts';
import { insertAct, lockOrganisation } from './store.ts';

const dayMs = 86_400_000;
export const invitedSince = (now: number): Date => new Date(now - invitationDays * dayMs);

/** @throws Problem as `actAsOwn`, `organisation.invitedAlready`, `request.tooMany`. */
export async function invite(
  room: OrganisationRoom,
  asked: Asked,
  { email, handsOver, context }: { email: string; handsOver: boolean; context: Context },
): Promise<Receipt> {
  await room.limitAsking(context);
  return actAsOwn(room, asked, {
    endpoint: inviteRepresentative,
    act: 'invite',
    work: async ({ trx, found, at, by }) => {
      await forgetOld(trx, at, found.id);
      const { rows } = await sql<{ account: number | null; taken: boolean }>`
        SELECT a.id AS account, EXISTS (SELECT FROM organisation.invitations i
            WHERE i.organisation_id = ${found.id}::uuid AND lower(i.email) = lower(${email})) AS taken
        FROM (SELECT 1) one LEFT JOIN people.accounts a ON lower(a.email) = lower(${email}) AND a.kind = 'resident'
          AND a.status = 'active'`.execute(trx);
      const { account = null, taken = false } = rows[0] ?? {};
      const speaks = found.representatives.some(({ accountId }) => accountId === account);
      if (taken || speaks) throw new Problem('organisation.invitedAlready');
      const mine = found.representatives.find(({ accountId }) => accountId === by);
      await trx
        .insertInto('organisation.invitations')
        .values({
          id: randomUUID(),
          organisation_id: found.id,
          email,
          succeeds: handsOver ? (mine?.id ?? null) : null,
          invited_at: new Date(at),
          invited_by: by,
        })
        .execute();
      return [{ kind: 'invited', payload: account === null ? {} : { recipients: [{ accountId: account }] } }];
    },
  });
}

/** Addresses are kept while an invitation is open and no longer. */
export async function forgetOld(trx: Trx, now: number, organisationId: string | null): Promise<number> {
  const { numAffectedRows } =
    await sql`UPDATE organisation.invitations SET answer = 'withdrawn', answered_at = ${new Date(now)}, email = NULL
    WHERE answer IS NULL AND invited_at <= ${invitedSince(now)}
      AND (${organisationId}::uuid IS NULL OR organisation_id = ${organisationId}::uuid)`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** @throws Problem `organisation.notNow` where it was answered or withdrawn meanwhile. */
async function answered(trx: Trx, id: string, answer: string, at: number): Promise<void> {
  const { rows } = await sql`
    UPDATE organisation.invitations SET answer = ${answer}, answered_at = ${new Date(at)}, email = NULL
    WHERE id = ${id}::uuid AND answer IS NULL RETURNING id`.execute(trx);
  if (rows.length === 0) throw new Problem('organisation.notNow');
}

export const withdrawInvited = (
  room: OrganisationRoom,
  asked: Asked,
  invitationId: string,
): Promise<Receipt> =>
  actAsOwn(room, asked, {
    endpoint: withdrawInvitation,
    act: 'invite',
    work: async ({ trx, found, at }) => {
      const { rows } = await sql`SELECT FROM organisation.invitations WHERE id = ${invitationId}::uuid
        AND organisation_id = ${found.id}::uuid AND answer IS NULL FOR UPDATE`.execute(trx);
      if (rows.length === 0) throw new Problem('organisation.notNow');
      await answered(trx, invitationId, 'withdrawn', at);
      return [{ kind: 'invitationWithdrawn' }];
    },
  });

interface Answering {
  readonly invitationId: string;
  readonly commandId: string;
  readonly accepts: boolean;
}

interface Invitation {
  readonly organisation_id: string;
  readonly succeeds: string | null;
}

/**
 * An invitation is answered by the account whose own address it went to, and shown to nobody else.
 * @throws Problem `resource.notFound`, `organisation.notNow`.
 */
export async function answer(
  { kernel: { db, clock }, city: { current } }: OrganisationRoom,
  { invitationId, commandId, accepts }: Answering,
  { actor: { accountId } }: Context,
): Promise<Receipt> {
  const endpoint: EndpointSpec = accepts ? acceptInvitation : declineInvitation;
  const at = clock.now();
  const city = current();
  return runCommand(db, { commandId, endpoint: endpoint.id, accountId, at }, async (trx) => {
    const { rows } = await sql<Invitation>`
      SELECT i.organisation_id, i.succeeds FROM organisation.invitations i
      JOIN people.accounts a ON a.id = ${accountId} AND lower(a.email) = lower(i.email)
      WHERE i.id = ${invitationId}::uuid AND i.answer IS NULL AND i.invited_at > ${invitedSince(at)}`.execute(
      trx,
    );
    const [invitation] = rows;
    if (invitation === undefined) throw new Problem('resource.notFound');
    const found = await lockOrganisation(trx, invitation.organisation_id, sql<boolean>`true`);
    if (found === undefined || found.state === 'ended') throw new Problem('organisation.notNow');
    const { id } = found;
    await answered(trx, invitationId, accepts ? 'accepted' : 'declined', at);
    const done = accepts
      ? await join(trx, { found, accountId, at, succeeds: invitation.succeeds })
      : [{ kind: 'invitationDeclined' }];
    for (const one of done) await insertAct(trx, { id, at, by: accountId }, one);
    const facts = { at, actorId: accountId, commandId };
    await appendEvents(
      trx,
      done.map(({ kind }) => organisationEvent(found, kind, facts, city)),
    );
    return { reply: { organisationId: id }, subject: `organisation:${id}` };
  });
}

async function join(
  trx: Trx,
  {
    found,
    accountId,
    at,
    succeeds,
  }: Pick<Work, 'found' | 'at'> & { readonly accountId: number; readonly succeeds: string | null },
): Promise<Done[]> {
  const speaks = found.representatives.some((one) => one.accountId === accountId);
  if (!speaks) {
    await trx
      .insertInto('organisation.representatives')
      .values({ id: randomUUID(), organisation_id: found.id, account_id: accountId, since: new Date(at) })
      .execute();
  }
  const predecessor = found.representatives.find(({ id }) => id === succeeds);
  if (predecessor === undefined || predecessor.accountId === accountId) return [{ kind: 'joined' }];
  await stop(trx, predecessor.id, at);
  return [{ kind: 'joined' }, { kind: 'handedOver' }];
}

const stop = (trx: Trx, representativeId: string, at: number) =>
  sql`UPDATE organisation.representatives SET ended_at = ${new Date(at)} WHERE id = ${representativeId}::uuid`.execute(
    trx,
  );

/** @throws Problem as `actAsOwn`, and `organisation.lastRepresentative`. */
export const leave = (room: OrganisationRoom, asked: Asked): Promise<Receipt> =>
  actAsOwn(room, asked, {
    endpoint: leaveOrganisation,
    act: 'leave',
    work: async ({ trx, found, at, by }) => {
      if (!mayLeave(found.representatives.length)) throw new Problem('organisation.lastRepresentative');
      const mine = found.representatives.find(({ accountId }) => accountId === by);
      if (mine !== undefined) await stop(trx, mine.id, at);
      return [{ kind: 'left' }];
    },
  });

/** Oneself is not removed: whoever stops leaves or hands over. @throws Problem as `actAsOwn`, `resource.notFound`. */
export const remove = (
  room: OrganisationRoom,
  asked: Asked,
  { representativeId, words }: { representativeId: string; words: string },
): Promise<Receipt> =>
  actAsOwn(room, asked, {
    endpoint: removeRepresentative,
    act: 'remove',
    work: async ({ trx, found, at, by }) => {
      const other = found.representatives.find(({ id }) => id === representativeId);
      if (other === undefined || other.accountId === by) throw new Problem('resource.notFound');
      await stop(trx, other.id, at);
      return [{ kind: 'removed', words, payload: { recipients: [{ accountId: other.accountId }] } }];
    },
  });

export const close = (room: OrganisationRoom, asked: Asked, words: string): Promise<Receipt> =>
  actAsOwn(room, asked, {
    endpoint: closeOrganisation,
    act: 'close',
    work: async (work) => {
      await endAccount(work);
      return [{ kind: 'closed', words }];
    },
  });
