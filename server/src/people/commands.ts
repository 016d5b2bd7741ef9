import type { EndpointSpec } from '@heliu/contract/endpoint';
import { Problem, type ProblemCode } from '@heliu/contract/problem';
import type { Actor } from '../kernel/actor.ts';
import { type CommandOutcome, type CommandRecord, findReply, runCommand } from '../kernel/command.ts';
import { isPgError, type Trx } from '../kernel/db.ts';
import type { Context } from '../kernel/route.ts';
import type { PeopleRoom } from './room.ts';

export type Visitor = Context<Actor | null>;

export interface PeopleCommand<Reply> {
  readonly endpoint: EndpointSpec;
  readonly commandId: string;
  readonly context: Visitor;
  /** What must hold before anything is written, and must not be asked again when the command is repeated. */
  readonly prove?: () => Promise<void>;
  /** Named in the refusal when the login is taken. */
  readonly login?: string;
  /** The reply is kept for repeats, so it holds neither secrets nor personal data. */
  readonly work: (trx: Trx, record: CommandRecord) => Promise<CommandOutcome<Reply>>;
}

/** Runs a write of this capability once. */
export async function run<Reply>(room: PeopleRoom, command: PeopleCommand<Reply>): Promise<Reply> {
  const { db, clock } = room.kernel;
  const record: CommandRecord = {
    commandId: command.commandId,
    endpoint: command.endpoint.id,
    accountId: command.context.actor?.accountId ?? null,
    at: clock.now(),
  };
  const earlier = await findReply<Reply>(db, record);
  if (earlier !== undefined) return earlier.reply;
  await command.prove?.();
  try {
    return await runCommand(db, record, (trx) => command.work(trx, record));
  } catch (error) {
    throw taken(error, command.login) ?? error;
  }
}

const uniques: Readonly<Record<string, ProblemCode>> = {
  accounts_email: 'account.emailTaken',
  accounts_phone: 'account.emailTaken',
  identities_pkey: 'account.identityTaken',
};

/** Says in words which unique name was taken, also when two asked for it at the same instant. */
function taken(error: unknown, login: string | undefined): Problem | undefined {
  if (!isPgError(error, '23505') || !(error instanceof Error)) return undefined;
  const constraint = 'constraint' in error ? String(error.constraint) : '';
  if (constraint === 'accounts_login' && login !== undefined) {
    return new Problem('account.loginTaken', { params: { login }, cause: error });
  }
  const code = uniques[constraint];
  return code === undefined ? undefined : new Problem(code, { cause: error });
}

/** Names the browser that asks for a code. */
export const askerOf = (room: PeopleRoom, { request, reply }: Visitor, commandId: string): string =>
  room.cookies.keepAsker(request, reply, room.secrets.mac('asker', commandId).toString('base64url'));

/**
 * Proves that whoever sits at this session knows its password.
 * @returns the hash that it fits. @throws Problem `auth.ownPassword`.
 */
export async function provePassword(
  room: PeopleRoom,
  context: Context,
  password: string,
): Promise<string | null> {
  const { accountId } = context.actor;
  const admission = await room.guard.admit('password', { accountId, login: '' }, context);
  const row = await room.kernel.db
    .selectFrom('people.accounts')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirst();
  const passwordHash = row?.password_hash ?? null;
  if (!(await room.passwords.verify(password, passwordHash))) throw new Problem('auth.ownPassword');
  await admission.passed();
  return passwordHash;
}
