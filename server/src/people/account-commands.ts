import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { Account, AccountAction } from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import type { CommandRecord } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import type { Context } from '../kernel/route.ts';
import { getStored, guarded, type StoredAccount, viewAccount } from './account-view.ts';
import { run } from './commands.ts';
import { can, manages } from './policy.ts';
import type { PeopleRoom } from './room.ts';

export interface AccountCommand<Extra extends object> {
  readonly endpoint: EndpointSpec;
  readonly action: AccountAction;
  readonly id: number;
  readonly context: Context;
  readonly commandId: string;
  /** Of the account as the administrator saw it, where that matters. */
  readonly version?: number;
  readonly prove?: () => Promise<void>;
  work(trx: Trx, account: StoredAccount, record: CommandRecord): Promise<Extra>;
}

/**
 * An act of an administrator on an account: reads and locks it, asks the policy, acts, and shows the account as it is
 * then. What is kept for repeats is `Extra` alone.
 */
export async function actOnAccount<Extra extends object>(
  room: PeopleRoom,
  command: AccountCommand<Extra>,
): Promise<Account & Extra> {
  const { id, context } = command;
  const extra = await applyToAccount(room, command);
  const account = await viewAccount(room, { id, actor: context.actor, endpoint: command.endpoint.id });
  return { ...account, ...extra };
}

/** The same without a look at the account. */
export async function applyToAccount<Extra extends object>(
  room: PeopleRoom,
  command: AccountCommand<Extra>,
): Promise<Extra> {
  const { id, context } = command;
  const extra = await run(room, {
    endpoint: command.endpoint,
    commandId: command.commandId,
    context,
    ...(command.prove === undefined ? {} : { prove: command.prove }),
    work: async (trx, record) => {
      const account = await getStored(trx, id, context.actor, 'lock');
      assertCan(context, command.action, account);
      if (command.version !== undefined && command.version !== account.version) {
        throw new Problem('resource.changed');
      }
      return { reply: await command.work(trx, account, record), subject: `account:${id}` };
    },
  });
  room.auth.forget(id);
  return extra;
}

/** @throws Problem that says why not. */
function assertCan({ actor }: Context, action: AccountAction, row: StoredAccount): void {
  const account = guarded(row);
  if (can(actor, action, account)) return;
  if (!manages(actor, account)) throw new Problem('account.beyondReach', { params: { scope: row.login } });
  if (account.id === actor.accountId) throw new Problem('account.self');
  if (action === 'reactivate') throw new Problem('account.active');
  if (!account.active) throw new Problem('account.inactive');
  if (action === 'resetTotp') throw new Problem('account.totpOff');
  throw new Problem('account.residentOnly');
}
