import type { City } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Listener } from '../kernel/listen.ts';

/** What a key acts as: an account that nobody signs in to. */
export interface KeyAccount {
  readonly login: string;
  readonly displayName: string;
  readonly homePath: string;
}

/** What the keys need of other capabilities; joined in the composition root. */
export interface KeysHooks {
  findCurrent(): City | undefined;
  /** Opens the account that a key acts as. @returns its id. */
  openAccount(
    trx: Trx,
    account: KeyAccount,
    facts: { readonly at: number; readonly actorId: number | null; readonly commandId: string },
  ): Promise<number>;
}

export interface KeysRoom {
  readonly kernel: Kernel;
  readonly listener: Listener;
  readonly hooks: KeysHooks;
}
