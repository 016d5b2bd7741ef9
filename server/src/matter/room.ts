import type { MatterView } from '@heliu/contract/matter/views';
import type { CityCapability } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Context } from '../kernel/route.ts';
import type { Actor } from '../kernel/actor.ts';
import type { MatterReader } from './load.ts';
import type { MatterWriter } from './writer.ts';

export interface EvidenceClaim {
  readonly accountId: number | null;
  /** File id → claim token, for files uploaded without an account. */
  readonly claims: ReadonlyMap<string, string> | undefined;
}

/** What the matter capability is built from. */
export interface MatterRoom {
  readonly kernel: Kernel;
  readonly city: CityCapability;
  readonly read: MatterReader;
  readonly write: MatterWriter;
  /** For receipt codes and cursors. */
  readonly secret: string;
  /** @throws Problem `request.tooMany`. */
  limitReports(context: Context<Actor | null>): Promise<void>;
  /** Against guessing codes. @throws Problem `request.tooMany`. */
  limitLookUps(context: Context<Actor | null>): Promise<void>;
  /** Photos and files of a matter, as its page shows them. */
  describeEvidence(matterId: string): Promise<MatterView['evidence']>;
  /**
   * Makes uploaded files part of a matter; each must have been uploaded by the same person and not be taken yet.
   * @throws Problem naming the file that is not.
   */
  claimEvidence(trx: Trx, fileIds: readonly string[], by: EvidenceClaim): Promise<void>;
}
