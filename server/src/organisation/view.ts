import { deskActs, deskActsOf } from '@heliu/contract/organisation/organisation';
import type { ApplicationView, HistoryEntry, OrganisationView } from '@heliu/contract/organisation/views';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import { accountName } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db } from '../kernel/db.ts';
import { mayVerify, visibleOrganisation } from './policy.ts';
import type { OrganisationRoom } from './room.ts';
import { filesBy, rowOf, storedColumns, type StoredRow } from './rows.ts';

export interface WholeRow extends StoredRow {
  readonly contact_name: string | null;
  readonly contact_phone: string | null;
  readonly contact_email: string | null;
  readonly representatives: number;
}

export const wholeColumns = sql`${storedColumns}, o.contact_name, o.contact_phone, o.contact_email,
  (SELECT count(*)::int FROM organisation.representatives p
    WHERE p.organisation_id = o.id AND p.ended_at IS NULL) AS representatives`;

export const contactOf = (row: WholeRow) => ({
  name: row.contact_name,
  phone: row.contact_phone,
  email: row.contact_email,
});

/** Applications, the last first; documents for those who may look at them. */
export async function applicationsOf(
  room: OrganisationRoom,
  organisationId: string,
  withFiles: boolean,
): Promise<ApplicationView[]> {
  const files = withFiles
    ? await filesBy(
        room,
        sql<boolean>`f.organisation_id = ${organisationId}::uuid AND f.application_no IS NOT NULL`,
      )
    : [];
  const rows = await room.kernel.db
    .selectFrom('organisation.applications')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('no', 'desc')
    .execute();
  return rows.map((row) => ({
    no: row.no,
    name: row.name,
    creditCode: row.credit_code,
    noCodeReason: row.no_code_reason,
    askedAt: row.asked_at.toISOString(),
    decision: row.decision as ApplicationView['decision'],
    decidedAt: row.decided_at?.toISOString() ?? null,
    words: row.words,
    files: files.filter((file) => file.application_no === row.no).map(({ view }) => view),
  }));
}

/** Acts of staff, whose names representatives are not told; everybody else is named to those who `names` lets know. */
export async function historyOf(
  db: Db,
  organisationId: string,
  names: 'all' | 'representatives' | 'none',
  language: Language,
): Promise<HistoryEntry[]> {
  const { rows } = await sql<{ kind: string; at: Date; words: string | null; by: string | null }>`
    SELECT c.kind, c.at, c.words, ${accountName('c.account_id', language)} AS by
    FROM organisation.acts c WHERE c.organisation_id = ${organisationId}::uuid ORDER BY c.no DESC`.execute(
    db,
  );
  const isDesk = (kind: string) => staffKinds.has(kind);
  return rows.map(({ kind, at, words, by }) => ({
    kind,
    at: at.toISOString(),
    by: names === 'all' || (names === 'representatives' && !isDesk(kind)) ? by : null,
    words: names === 'none' ? null : words,
  }));
}

const staffKinds: ReadonlySet<string> = new Set(
  deskActs.map(
    (act) =>
      ({ verify: 'verified', decline: 'declined', suspend: 'suspended', resume: 'resumed', end: 'ended' })[
        act
      ],
  ),
);

/** An organisation as staff see it; a look at the contact is on record before it leaves. @throws Problem `resource.notFound`. */
export async function organisationView(
  room: OrganisationRoom,
  actor: Actor,
  organisationId: string,
  endpoint: string,
): Promise<OrganisationView> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const { rows } = await sql<WholeRow>`SELECT ${wholeColumns} FROM organisation.organisations o
    WHERE o.id = ${organisationId}::uuid AND ${visibleOrganisation(actor, city)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  const verifies = mayVerify(actor, row.place_path, city);
  const applications = await applicationsOf(room, organisationId, verifies);
  if (verifies) {
    await db
      .insertInto('log.accesses')
      .values({
        at: new Date(clock.now()),
        account_id: actor.accountId,
        endpoint,
        subject: `organisation:${organisationId}`,
        purpose: null,
      })
      .execute();
  }
  const applied = row.applied_at !== null;
  return {
    ...rowOf(row, city),
    contact: verifies ? contactOf(row) : null,
    representatives: row.representatives,
    applications: verifies ? applications : [],
    history: await historyOf(db, organisationId, verifies ? 'all' : 'none', actor.language),
    allowed: verifies ? deskActsOf({ state: row.state, applied }) : [],
  };
}
