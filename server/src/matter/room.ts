import type { Language } from '@heliu/contract/text';
import type { MatterView } from '@heliu/contract/matter/views';
import type { CityCapability } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Context } from '../kernel/route.ts';
import type { Actor } from '../kernel/actor.ts';
import type { MatterReader } from './load.ts';
import type { RecentMatters } from './recent.ts';
import type { MatterWriter } from './writer.ts';

export interface EvidenceClaim {
  readonly accountId: number | null;
  /** File id → claim token, for files uploaded without an account. */
  readonly claims: ReadonlyMap<string, string> | undefined;
}

/** Sends receipt codes. Where nobody is to be reached the same work is done, so that time tells nothing. */
export interface ReceiptSender {
  readonly mail: boolean;
  readonly sms: boolean;
  send(
    trx: Trx,
    message: {
      readonly contact: { readonly by: 'mail' | 'sms'; readonly to: string } | null;
      readonly number: string;
      readonly code: string;
      readonly language: Language;
    },
  ): Promise<void>;
}

/** What the matter capability is built from. */
export interface MatterRoom {
  readonly kernel: Kernel;
  readonly city: CityCapability;
  readonly read: MatterReader;
  readonly write: MatterWriter;
  readonly recent: RecentMatters;
  /** For receipt codes and cursors. */
  readonly secret: string;
  /** @throws Problem `request.tooMany`. */
  limitReports(context: Context<Actor | null>): Promise<void>;
  /** Against guessing codes. @throws Problem `request.tooMany`. */
  limitLookUps(context: Context<Actor | null>): Promise<void>;
  /** Photos and files of a matter, as its page shows them. */
  describeEvidence(matterId: string): Promise<MatterView['evidence']>;
  /** Answers with the bytes of a file that was found to be the asker's to see. */
  sendEvidence(
    file: { readonly id: string; readonly size: 'full' | 'thumb' },
    context: Context<Actor | null>,
  ): Promise<void>;
  /** Against fetching pictures by the thousand; a page shows a dozen at once. @throws Problem `request.tooMany`. */
  limitPictures(context: Context<Actor | null>): Promise<void>;
  /** @throws Problem `organisation.notYours`, `organisation.notVerified`. */
  assertRepresents(accountId: number, organisationId: string): Promise<void>;
  /** Against flooding an address with receipt codes. @throws Problem `request.tooMany`. */
  limitRecoveries(context: Context<Actor | null>, contact: string): Promise<void>;
  /** Ways to reach somebody who has no account. */
  readonly receipts: ReceiptSender;
  /**
   * Makes uploaded files part of a matter; each must have been uploaded by the same person and not be taken yet.
   * @throws Problem naming the file that is not.
   */
  claimEvidence(trx: Trx, fileIds: readonly string[], by: EvidenceClaim): Promise<void>;
}
