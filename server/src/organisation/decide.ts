import {
  declineOrganisation,
  endOrganisation,
  resumeOrganisation,
  suspendOrganisation,
  verifyOrganisation,
} from '@heliu/contract/organisation/desk';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { actAsDesk, type Asked, type Receipt, type Work } from './act.ts';
import { endAccount } from './end.ts';
import type { OrganisationRoom } from './room.ts';

const tell = ({ found }: Work) => ({
  recipients: found.representatives.map(({ accountId }) => ({ accountId })),
});

async function decideApplication(
  { trx, found, at, by }: Work,
  { application, decision, words }: { application: number; decision: string; words: string | null },
): Promise<void> {
  if (found.applicationNo !== application) throw new Problem('resource.changed');
  await sql`UPDATE organisation.applications SET decision = ${decision}, decided_at = ${new Date(at)}, decided_by = ${by},
    words = ${words} WHERE organisation_id = ${found.id}::uuid AND no = ${application}`.execute(trx);
}

/** @throws Problem as `actAsDesk`, and `resource.changed` where another application waits by now. */
export const verify = (room: OrganisationRoom, asked: Asked, application: number): Promise<Receipt> =>
  actAsDesk(room, asked, {
    endpoint: verifyOrganisation,
    act: 'verify',
    work: async (work) => {
      const { trx, found, at } = work;
      await decideApplication(work, { application, decision: 'verified', words: null });
      await sql`UPDATE organisation.organisations o SET name = a.name, credit_code = a.credit_code,
          no_code_reason = a.no_code_reason, verified_at = coalesce(o.verified_at, ${new Date(at)}),
          state = CASE o.state WHEN 'waiting' THEN 'verified' ELSE o.state END
        FROM organisation.applications a WHERE o.id = ${found.id}::uuid AND a.organisation_id = o.id
          AND a.no = ${application}`.execute(trx);
      return [{ kind: 'verified', payload: tell(work) }];
    },
  });

/** @throws Problem as `verify`. */
export const decline = (
  room: OrganisationRoom,
  asked: Asked,
  { application, words }: { application: number; words: string },
): Promise<Receipt> =>
  actAsDesk(room, asked, {
    endpoint: declineOrganisation,
    act: 'decline',
    work: async (work) => {
      await decideApplication(work, { application, decision: 'declined', words });
      if (work.found.state === 'waiting') await setState(work, 'declined');
      return [{ kind: 'declined', words, payload: tell(work) }];
    },
  });

const setState = ({ trx, found }: Work, state: string) =>
  sql`UPDATE organisation.organisations SET state = ${state} WHERE id = ${found.id}::uuid`.execute(trx);

export const suspend = (room: OrganisationRoom, asked: Asked, words: string): Promise<Receipt> =>
  actAsDesk(room, asked, {
    endpoint: suspendOrganisation,
    act: 'suspend',
    work: async (work) => {
      await setState(work, 'suspended');
      return [{ kind: 'suspended', words, payload: tell(work) }];
    },
  });

export const resume = (room: OrganisationRoom, asked: Asked, words: string): Promise<Receipt> =>
  actAsDesk(room, asked, {
    endpoint: resumeOrganisation,
    act: 'resume',
    work: async (work) => {
      await setState(work, 'verified');
      return [{ kind: 'resumed', words, payload: tell(work) }];
    },
  });

export const end = (room: OrganisationRoom, asked: Asked, words: string): Promise<Receipt> =>
  actAsDesk(room, asked, {
    endpoint: endOrganisation,
    act: 'end',
    work: async (work) => {
      await endAccount(work);
      return [{ kind: 'ended', words, payload: tell(work) }];
    },
  });
