import { timingSafeEqual } from 'node:crypto';
import type { DecideContext } from '@heliu/contract/matter/context';
import { allowed } from '@heliu/contract/matter/decide';
import type { OwnReport } from '@heliu/contract/matter/track';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Giver } from './act.ts';
import { readHistory } from './history.ts';
import { findMatter, findOnward, type LoadedMatter } from './load.ts';
import { progressFrom, publicDue } from './progress.ts';
import { hashReceipt } from './receipt.ts';
import type { MatterRoom } from './room.ts';
import { fromStored, type StoredMatter } from './stored.ts';
import { looksAt, reasonOf, repliesOf, resultsOf } from './told-to-reporter.ts';
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
  const into = await findOnward(kernel.pool, matter);
  const told = into?.matter ?? matter;
  const [history, historyOfInto, row, notes, evidence, looks] = await Promise.all([
    readHistory(kernel.db, matter.matterId),
    into === undefined ? [] : readHistory(kernel.db, into.matter.matterId),
    kernel.db
      .selectFrom('matter.matters as m')
      .innerJoin('matter.reports as r', 'r.matter_id', 'm.id')
      .select(['m.title', 'm.address', 'r.text'])
      .where('r.id', '=', reportId)
      .executeTakeFirst(),
    repliesOf(kernel.db, matter.matterId, into?.matter),
    room.describeEvidence(matter.matterId),
    looksAt(kernel.db, matter.matterId),
  ]);
  const may = openActs(found, city, now);
  const rating = matter.ratings.findLast((entry) => entry.reporterId === reportId);
  return {
    ...progressFrom(history, loaded, now),
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
    looks,
    results:
      into === undefined
        ? resultsOf(matter, history, evidence)
        : resultsOf(told, historyOfInto, await room.describeEvidence(told.matterId)),
    mergedInto: into === undefined ? null : progressFrom(historyOfInto, into, now),
    evidence: evidence
      .filter((file) => file.reportId === reportId)
      .map(({ fileId, kind, mediaType }) => ({ fileId, kind, mediaType })),
    rating: rating ? { verdict: rating.verdict, satisfaction: rating.satisfaction } : null,
    mayComment: may.has('addComment'),
    mayRate: may.has('rate'),
    mayReopen: may.has('reopen'),
  };
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
    state: StoredMatter;
  }>`SELECT r.id, r.created_at, m.title, m.division_code, m.state FROM matter.reports r
    JOIN matter.matters m ON m.id = r.matter_id
    WHERE ${theirs} AND ${after}
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${page.limit + 1}`.execute(room.kernel.db);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ title, division_code: divisionCode, state: stored }) => {
      const state = fromStored(stored);
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
