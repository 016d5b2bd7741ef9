import type { EvidenceFile } from '@heliu/contract/evidence';
import type { OwnReport } from '@heliu/contract/matter/track';
import type { CityCapability } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db, Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Context } from '../kernel/route.ts';

export interface DemandPage {
  readonly limit: number;
  readonly before: { readonly at: string; readonly id: string } | undefined;
}

/** What the parts of this capability share. */
export interface OrganisationRoom {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current' | 'findCurrent'>;
  /** Makes files that the account uploaded part of something. @throws Problem `evidence.unclaimable`. */
  claimEvidence(trx: Trx, fileIds: readonly string[], accountId: number): Promise<void>;
  /** What is known of files, by id. */
  describeEvidence(db: Db | Trx, fileIds: readonly string[]): Promise<ReadonlyMap<string, EvidenceFile>>;
  /** Reports in the name of an organisation, newest first. */
  demandsOf(
    organisationId: string,
    page: DemandPage,
  ): Promise<{
    rows: Pick<
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
    >[];
    last: { at: string; id: string } | undefined;
  }>;
  /** Against trying codes and addresses. @throws Problem `request.tooMany`. */
  limitAsking(context: Context<Actor | null>): Promise<void>;
}
