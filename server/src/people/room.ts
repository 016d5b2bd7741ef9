import type { Settings } from '@heliu/contract/people';
import type { Actor, Grant } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Secrets } from '../kernel/secret.ts';
import type { Authenticator } from './authenticate.ts';
import type { Cookies } from './cookies.ts';
import type { Guard } from './guard.ts';
import type { Messages } from './messages.ts';
import type { Provider } from './oidc.ts';
import type { Passwords } from './password.ts';
import type { CityBook } from './places.ts';

/** Work that somebody can no longer hold, in the transaction that takes the roles away. */
export interface Release {
  readonly accountId: number;
  /** What the person still holds; empty when the account is closed. Work held through anything else goes back. */
  readonly remaining: readonly Grant[];
  readonly at: number;
  readonly actorId: number | null;
  readonly commandId: string;
}

export interface Holding {
  readonly unitCode: string;
  readonly openMatters: number;
}

/** What other capabilities do when people change; joined in the composition root. */
export interface PeopleHooks {
  readonly city: CityBook;
  /** Takes off an actor what the roles would permit, but not where they are held. */
  narrowed?(actor: Actor): Actor;
  /** Returns open work to the queues of its units and tells them. @returns how many matters. */
  onRelease?(trx: Trx, release: Release): Promise<number>;
  /** Open matters in a person's hands, by the unit they would return to. */
  holdings?(accountId: number): Promise<readonly Holding[]>;
  /** Names of the organisations that this person alone speaks for. */
  spokenFor?(accountId: number): Promise<readonly string[]>;
  /** Accounts of the demo city, for its sign-in page; none elsewhere. */
  readonly demoAccounts?: () => Settings['demoAccounts'];
}

/** What the parts of this capability share. */
export interface PeopleRoom {
  readonly kernel: Kernel;
  readonly hooks: PeopleHooks;
  readonly secrets: Secrets;
  readonly cookies: Cookies;
  readonly passwords: Passwords;
  readonly auth: Authenticator;
  readonly guard: Guard;
  readonly messages: Messages;
  readonly oidc: Provider | undefined;
}
