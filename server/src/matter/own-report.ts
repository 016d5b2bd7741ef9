import { timingSafeEqual } from 'node:crypto';
import type { DecideContext } from '@heliu/contract/matter/context';
import { allowed } from '@heliu/contract/matter/decide';
import type { OwnReport } from '@heliu/contract/matter/track';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Matter } from '@heliu/contract/matter/model';
import type { Actor } from '../kernel/actor.ts';
import type { Db } from '../kernel/db.ts';
import type { Giver } from './act.ts';
import { findMatter, type LoadedMatter } from './load.ts';
import { progressOf, publicDue } from './progress.ts';
import { hashReceipt } from './receipt.ts';
import type { MatterRoom } from './room.ts';
import { isReporter } from './whose.ts';

export interface OwnKey {
  readonly code: string;
  readonly receiptCode?: string | undefined;
}

export interface FoundReport {
  readonly loaded: LoadedMatter;
  readonly reportId: string;
  readonly accountId: number | null;
}

/**
 * The asker's own report behind a code: of the signed-in account, or proved by the receipt code.
 * @throws Problem `resource.notFound`, the same for a wrong code, a wrong receipt and somebody else's report.
 */
export async function findOwnReport(
  room: MatterRoom,
  key: OwnKey,
  actor: Actor | null,
): Promise<FoundReport> {
  const loaded = await findMatter(room.kernel.pool, key.code);
  if (loaded === undefined) throw new Problem('resource.notFound');
  const reports = await room.kernel.db
    .selectFrom('matter.reports as r')
    .select([
      'id',
      'account_id',
      'receipt_hash',
      'resent_hash',
      (actor === null ? sql<boolean>`false` : isReporter(actor.accountId)).as('own'),
    ])
    .where('matter_id', '=', loaded.matter.matterId)
    .execute();
  const given = key.receiptCode === undefined ? undefined : Buffer.from(hashReceipt(key.receiptCode), 'hex');
  const mine = reports.find(({ own, receipt_hash: first, resent_hash: second }) =>
    given !== undefined && first !== null ? isSame(first, given) || isSame(second, given) : own === true,
  );
  if (mine === undefined) throw new Problem('resource.notFound');
  return {
    loaded,
    reportId: mine.id,
    accountId: mine.own === true && actor !== null ? actor.accountId : mine.account_id,
  };
}

const isSame = (hash: Buffer | null, given: Buffer): boolean =>
  hash !== null && hash.length === given.length && timingSafeEqual(hash, given);

export const reporterOf = ({ reportId, accountId }: FoundReport): Giver => ({
  as: 'reporter',
  reportId,
  accountId,
});

/** What the reporter may do with the matter now. */
function openActs({ loaded, reportId, accountId }: FoundReport, city: City, now: number): Set<string> {
  const { matter } = loaded;
  const context: DecideContext = {
    now,
    actor: {
      kind: 'reporter',
      accountId: accountId === null ? null : String(accountId),
      roles: ['resident'],
      unitIds: [],
      reporterId: reportId,
    },
    rules: city.pack.lifeCycle,
    type: city.typeRules(matter.typeCode, matter.filingCondition ?? undefined),
    calendar: city.calendar,
  };
  const possible = allowed(matter, context).filter(({ refusal }) => refusal === null);
  return new Set(possible.map(({ command }) => command));
}

export async function viewOwnReport(room: MatterRoom, found: FoundReport): Promise<OwnReport> {
  const { loaded, reportId } = found;
  const { matter } = loaded;
  const { kernel } = room;
  const city = room.city.current();
  const now = kernel.clock.now();
  const into = matter.merge === null ? undefined : await findMatter(kernel.pool, matter.merge.intoMatterId);
  const told = into?.matter ?? matter;
  const [progress, mergedInto, row, notes, evidence] = await Promise.all([
    progressOf(kernel.db, loaded, now),
    into === undefined ? null : progressOf(kernel.db, into, now),
    kernel.db
      .selectFrom('matter.matters as m')
      .innerJoin('matter.reports as r', 'r.matter_id', 'm.id')
      .select(['m.title', 'm.address', 'r.text'])
      .where('r.id', '=', reportId)
      .executeTakeFirst(),
    repliesOf(kernel.db, matter.matterId, into?.matter),
    room.describeEvidence(matter.matterId),
  ]);
  const may = openActs(found, city, now);
  const rating = matter.ratings.findLast((entry) => entry.reporterId === reportId);
  return {
    ...progress,
    matterId: matter.matterId,
    version: matter.version,
    title: row?.title ?? '',
    text: row?.text ?? '',
    address: row?.address ?? null,
    replies: notes.map(({ at, kind, body }) => ({
      at: at.toISOString(),
      body,
      by: kind === 'reply' ? ('centre' as const) : ('reporter' as const),
    })),
    reason: reasonOf(told),
    results: resultsOf(told, told === matter ? evidence : await room.describeEvidence(told.matterId)),
    mergedInto,
    evidence: evidence
      .filter((file) => file.reportId === reportId)
      .map(({ fileId, kind, mediaType }) => ({ fileId, kind, mediaType })),
    rating: rating ? { verdict: rating.verdict, satisfaction: rating.satisfaction } : null,
    mayComment: may.has('addComment'),
    mayRate: may.has('rate'),
    mayReopen: may.has('reopen'),
  };
}

/**
 * What the reporter was told and said; of the matter that theirs was merged into, what its reporters are told since,
 * for another reporter's words are not theirs.
 */
async function repliesOf(db: Db, matterId: string, into: Matter | undefined) {
  const own = await db
    .selectFrom('matter.notes')
    .select(['at', 'kind', 'body'])
    .where('matter_id', '=', matterId)
    .where('kind', 'in', ['reply', 'comment'])
    .orderBy('id')
    .execute();
  if (into === undefined) return own;
  const shared = await db
    .selectFrom('matter.notes')
    .select(['at', 'kind', 'body'])
    .where('matter_id', '=', into.matterId)
    .where('kind', '=', 'reply')
    .orderBy('id')
    .execute();
  return [...own, ...shared];
}

function reasonOf({ stage, declineReason, voidReason, closing }: Matter): OwnReport['reason'] {
  if (stage === 'declined' && declineReason !== null) return { act: 'decline', code: declineReason };
  if (stage === 'voided' && voidReason !== null) return { act: 'void', code: voidReason };
  const code = closing?.unsolvableReason ?? null;
  return stage === 'closed' && code !== null ? { act: 'unsolvable', code } : null;
}

/**
 * Photos of the result: those that the lead unit fed back with, once somebody checked them and closed the matter.
 * Files are never among them, for they may be papers that name people.
 */
function resultsOf(
  { stage, workOrders }: Matter,
  evidence: Awaited<ReturnType<MatterRoom['describeEvidence']>>,
): { fileId: string }[] {
  if (stage !== 'closed') return [];
  const lead = workOrders.findLast(({ role, status }) => role === 'lead' && status === 'completed');
  const shown = new Set(lead?.feedback?.evidenceIds);
  return evidence.flatMap(({ fileId, kind }) => (kind === 'photo' && shown.has(fileId) ? [{ fileId }] : []));
}

/** @throws Problem `resource.notFound` for every file but those that the report's own page shows. */
export async function assertOwnFile(room: MatterRoom, found: FoundReport, fileId: string): Promise<void> {
  const { evidence, results } = await viewOwnReport(room, found);
  if (![...evidence, ...results].some((file) => file.fileId === fileId)) {
    throw new Problem('resource.notFound');
  }
}

type OwnRow = Pick<
  OwnReport,
  | 'code'
  | 'matterId'
  | 'title'
  | 'typeCode'
  | 'stage'
  | 'outcome'
  | 'registeredAt'
  | 'dueAt'
  | 'overdue'
  | 'divisionCode'
>;

/** Whose reports: those that a person made in nobody else's name, or all in the name of an organisation. */
export type Whose = { readonly accountId: number } | { readonly organisationId: string };

/** Reports, newest first; `before` is the report to go on after. */
export async function ownReports(
  room: Pick<MatterRoom, 'kernel'>,
  whose: Whose,
  page: { readonly limit: number; readonly before: { at: string; id: string } | undefined },
): Promise<{ rows: OwnRow[]; last: { at: string; id: string } | undefined }> {
  const now = room.kernel.clock.now();
  const after = page.before
    ? sql<boolean>`(r.created_at, r.id) < (${page.before.at}::timestamptz, ${page.before.id}::uuid)`
    : sql<boolean>`true`;
  const theirs =
    'accountId' in whose
      ? sql<boolean>`(r.account_id = ${whose.accountId} AND r.organisation_id IS NULL)`
      : sql<boolean>`r.organisation_id = ${whose.organisationId}::uuid`;
  const { rows } = await sql<{
    id: string;
    created_at: Date;
    title: string;
    division_code: string;
    state: LoadedMatter['matter'];
  }>`SELECT r.id, r.created_at, m.title, m.division_code, m.state FROM matter.reports r
    JOIN matter.matters m ON m.id = r.matter_id
    WHERE ${theirs} AND ${after}
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${page.limit + 1}`.execute(room.kernel.db);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ title, division_code: divisionCode, state }) => {
      const dueAt = publicDue(state);
      return {
        code: state.code,
        matterId: state.matterId,
        title,
        typeCode: state.typeCode,
        stage: state.stage,
        outcome: state.closing?.outcome ?? null,
        registeredAt: new Date(state.registeredAt).toISOString(),
        dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
        overdue: dueAt !== null && (state.closing?.closedAt ?? now) > dueAt,
        divisionCode,
      };
    }),
    last: last && { at: last.created_at.toISOString(), id: last.id },
  };
}
