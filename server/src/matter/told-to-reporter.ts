import type { Matter } from '@heliu/contract/matter/model';
import type { OwnReport } from '@heliu/contract/matter/track';
import { type HistoryEntry, type MatterView, revealReporter } from '@heliu/contract/matter/views';
import type { Db } from '../kernel/db.ts';

/**
 * What the reporter was told and said; of the matter that theirs was merged into, what its reporters are told since,
 * for another reporter's words are not theirs.
 */
export async function repliesOf(db: Db, matterId: string, into: Matter | undefined) {
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

/** Each time that staff had the reporters' contact details shown: by whose unit and for what, not by whom. */
export async function looksAt(db: Db, matterId: string): Promise<OwnReport['looks']> {
  const rows = await db
    .selectFrom('log.accesses as l')
    .leftJoin('people.accounts as a', 'a.id', 'l.account_id')
    .select(['l.at', 'l.purpose', 'a.unit_code'])
    .where('l.subject', '=', `matter:${matterId}`)
    .where('l.endpoint', '=', revealReporter.id)
    .orderBy('l.at')
    .execute();
  return rows.map(({ at, purpose, unit_code: unitId }) => ({
    at: at.toISOString(),
    unitId,
    purpose: purpose ?? '',
  }));
}

export function reasonOf({ stage, declineReason, voidReason, closing }: Matter): OwnReport['reason'] {
  if (stage === 'declined' && declineReason !== null) return { act: 'decline', code: declineReason };
  if (stage === 'voided' && voidReason !== null) return { act: 'void', code: voidReason };
  const code = closing?.unsolvableReason ?? null;
  return stage === 'closed' && code !== null ? { act: 'unsolvable', code } : null;
}

/**
 * Photos of the result of a closed matter: what the lead unit and those that assisted it fed back with, or what was
 * given where it was settled on the spot. Files are never among them, for they may be papers that name people.
 */
export function resultsOf(
  { stage, workOrders, closing }: Matter,
  history: readonly HistoryEntry[],
  evidence: MatterView['evidence'],
): { fileId: string }[] {
  if (stage !== 'closed') return [];
  const completed = workOrders.filter(({ status }) => status === 'completed');
  const lead = completed.findLast(({ role }) => role === 'lead');
  const counted = completed.filter((order) => order === lead || order.role === 'assist');
  const fedBack = new Set(counted.flatMap(({ feedback }) => feedback?.evidenceIds ?? []));
  const closedAt = history.findLast(({ kind }) => kind === 'matter.closed')?.version;
  const onSpot = ({ version, reportId }: { version: number; reportId: string | null }) =>
    closing?.way === 'onSpot' && version === closedAt && reportId === null;
  return evidence.flatMap((file) =>
    file.kind === 'photo' && (fedBack.has(file.fileId) || onSpot(file)) ? [{ fileId: file.fileId }] : [],
  );
}
