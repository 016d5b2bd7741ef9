import type { CityCapability } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Outbound } from '../kernel/outbound.ts';
import type { Secrets } from '../kernel/secret.ts';

/** What webhooks are told by others; joined in the composition root. */
export interface WebhookHooks {
  readonly city: Pick<CityCapability, 'findCurrent'>;
  /** Tells the administrators of the city that a subscriber was switched off. */
  onDisabled(trx: Trx, subscriber: { readonly name: string }): Promise<void>;
}

export interface WebhookRoom {
  readonly kernel: Kernel;
  readonly hooks: WebhookHooks;
  readonly outbound: Outbound;
  readonly secrets: Secrets;
}

/** Derived, so that it is kept nowhere, and a repeat of the command that made the subscription gets it again. */
export const secretOf = (secrets: Secrets, id: string): string =>
  `whsec_${secrets.mac('webhook', id).toString('base64')}`;
