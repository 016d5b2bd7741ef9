import type { AccountAction } from '@heliu/contract/people';
import { type RawBuilder, sql } from 'kysely';
import { type Actor, administered, within } from '../kernel/actor.ts';
import { atOrBelowAny } from '../kernel/place-paths.ts';

/** Whether a place lies where an actor administers. */
export const reaches = (actor: Actor, path: string): boolean =>
  administered(actor).some((scope) => within(path, scope));

/**
 * Rows of `people.accounts` (as `a`) that an administrator may see: looked after, or with a role, in the places
 * administered. What API keys act as is not among them; keys have a page of their own.
 */
export function visible(actor: Actor): RawBuilder<boolean> {
  const paths = administered(actor);
  return sql<boolean>`a.kind <> 'key' AND (${atOrBelowAny('a.home_path', paths)} OR EXISTS (
    SELECT FROM people.grants g WHERE g.account_id = a.id AND ${atOrBelowAny('g.reach_path', paths)}))`;
}

/** What the policy looks at in an account. */
export interface GuardedAccount {
  readonly id: number;
  readonly kind: 'resident' | 'staff';
  readonly active: boolean;
  readonly totp: boolean;
  readonly homePath: string;
  /** Places that its roles reach over. */
  readonly reachPaths: readonly string[];
}

/** The same decision as `visible`, for an account in hand. */
export const mayRead = (actor: Actor, account: GuardedAccount): boolean =>
  [account.homePath, ...account.reachPaths].some((path) => reaches(actor, path));

const actions: Readonly<Record<AccountAction, (account: GuardedAccount, self: boolean) => boolean>> = {
  update: ({ active }) => active,
  setRoles: ({ active, kind }, self) => active && kind === 'staff' && !self,
  deactivate: ({ active }, self) => active && !self,
  reactivate: ({ active }) => !active,
  setPassword: ({ active, kind }, self) => active && kind === 'staff' && !self,
  resetTotp: ({ active, totp }, self) => active && totp && !self,
  endSessions: ({ active }) => active,
};

/** Whether all that an account can do lies where the actor administers; nobody is managed from below or beside. */
export const manages = (actor: Actor, account: GuardedAccount): boolean =>
  actor.permissions.has('account.manage') &&
  [account.homePath, ...account.reachPaths].every((path) => reaches(actor, path));

/** Whether an administrator may do this to an account. */
export const can = (actor: Actor, action: AccountAction, account: GuardedAccount): boolean =>
  manages(actor, account) && actions[action](account, account.id === actor.accountId);

export const allowedActions = (actor: Actor, account: GuardedAccount): AccountAction[] =>
  (Object.keys(actions) as AccountAction[]).filter((action) => can(actor, action, account));
