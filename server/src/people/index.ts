import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.ts';
import type { Jobs } from '../kernel/jobs.ts';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import type { Listener } from '../kernel/listen.ts';
import { createMailer } from '../kernel/mail.ts';
import { createSecrets } from '../kernel/secret.ts';
import { createSmsSender } from '../kernel/sms.ts';
import { createAuthenticator } from './authenticate.ts';
import { createCookies } from './cookies.ts';
import { createGuard } from './guard.ts';
import { createMessages, type Messages } from './messages.ts';
import { createProvider } from './oidc.ts';
import { createPasswords } from './password.ts';
import type { PeopleHooks, PeopleRoom } from './room.ts';
import { peopleRoutes } from './routes.ts';
import { changeChannel } from './session-store.ts';
import { peopleLoops, retentionChore } from './upkeep.ts';

export { type GrantRow, insertAccounts, type NewAccount } from './account-store.ts';
export { accountsOnGrids, moveGridRoles } from './grid-moves.ts';
export { officersOf } from './officers.ts';
export { isTaken, openAccount, openKeyAccount, setFirstPasswordOf } from './open-account.ts';
export { disableStaff, enableStaff } from './close-account.ts';
export { createPasswords } from './password.ts';
export { postsHeld } from './posts.ts';
export { resolveGrant, rootPath } from './places.ts';
export type { PeopleHooks } from './room.ts';
export { changeChannel, findActors, openSession } from './session-store.ts';

export interface PeopleCapability extends Capability {
  /** Who sends a request; null for a visitor. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  /** Mails and text messages to those who have no account too. */
  readonly messages: Messages;
}

export interface PeopleServices {
  readonly listener: Listener;
  readonly jobs: Jobs;
}

export function createPeople(
  kernel: Kernel,
  { listener, jobs }: PeopleServices,
  hooks: PeopleHooks,
): PeopleCapability {
  const { config } = kernel;
  const auth = createAuthenticator(kernel);
  listener.on(changeChannel, (accountId) => auth.forget(Number(accountId)));
  listener.onGap(() => auth.forgetAll());
  const secrets = createSecrets(config.secret);
  const cookies = createCookies(config);
  const room: PeopleRoom = {
    kernel,
    hooks,
    secrets,
    cookies,
    passwords: createPasswords(),
    auth,
    guard: createGuard(kernel, secrets, cookies),
    messages: createMessages({
      jobs,
      secrets,
      mailer: createMailer(config),
      sms: createSmsSender(config),
      city: hooks.city,
    }),
    oidc: config.oidc && createProvider(config.oidc),
  };
  return {
    routes: peopleRoutes(room),
    loops: peopleLoops(room),
    chores: [retentionChore(kernel)],
    authenticate: async (request) => {
      const actor = await auth.authenticate(request);
      return actor && (hooks.narrowed?.(actor) ?? actor);
    },
    messages: room.messages,
  };
}
