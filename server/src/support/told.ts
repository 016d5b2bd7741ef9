import type { SupportPerson, VisitResult } from '@heliu/contract/support';
import { localDay } from '@heliu/contract/patrol/frequency';
import type { Kernel } from '../kernel/kernel.ts';
import type { Trx } from '../kernel/db.ts';
import { createSecrets } from '../kernel/secret.ts';
import { sealedFor } from './store.ts';

export interface ToldVisit {
  readonly id: string;
  readonly at: number;
  readonly result: VisitResult;
  readonly note: string | null;
}

/** An entry with its visits, as a story tells it. */
export interface ToldEntry {
  readonly id: string;
  readonly kind: string;
  readonly gridCode: string;
  readonly placePath: string;
  readonly keeperPath: string;
  readonly purpose: string;
  readonly times: number;
  readonly per: 'day' | 'week' | 'month';
  readonly consentForm: 'written' | 'spoken' | 'online';
  readonly recordedAt: number;
  readonly recordedBy: number;
  readonly expiresAt: number;
  readonly person: SupportPerson;
  readonly officers: readonly number[];
  readonly visits: readonly ToldVisit[];
}

/** Stores what is told, sealed as what people enter. */
export async function storeEntries(
  trx: Trx,
  { config }: Pick<Kernel, 'config'>,
  entries: readonly ToldEntry[],
  timeZone: string,
): Promise<void> {
  if (entries.length === 0) return;
  const secrets = createSecrets(config.secret);
  await trx
    .insertInto('support.entries')
    .values(
      entries.map((one) => ({
        id: one.id,
        kind: one.kind,
        grid_code: one.gridCode,
        place_path: one.placePath,
        keeper_path: one.keeperPath,
        purpose: one.purpose,
        times: one.times,
        per: one.per,
        consent_form: one.consentForm,
        consent_on: localDay(one.recordedAt, timeZone),
        recorded_at: new Date(one.recordedAt),
        recorded_by: one.recordedBy,
        expires_at: new Date(one.expiresAt),
        sealed: secrets.seal(sealedFor.person, JSON.stringify(one.person), one.id),
      })),
    )
    .execute();
  await trx
    .insertInto('support.officers')
    .values(
      entries.flatMap(({ id, officers }) =>
        officers.map((accountId) => ({ entry_id: id, account_id: accountId })),
      ),
    )
    .execute();
  const visits = entries.flatMap((entry) => entry.visits.map((visit) => ({ entryId: entry.id, ...visit })));
  if (visits.length === 0) return;
  await trx
    .insertInto('support.visits')
    .values(
      visits.map(({ id, entryId, at, result, note }) => ({
        id,
        entry_id: entryId,
        visited_at: new Date(at),
        visited_on: localDay(at, timeZone),
        result,
        note: note === null ? null : secrets.seal(sealedFor.note, note, id),
      })),
    )
    .execute();
}
