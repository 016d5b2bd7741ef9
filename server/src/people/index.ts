import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor.ts';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import type { Listener } from '../kernel/listen.ts';
import { createSecrets } from '../kernel/secret.ts';
import { createAuthenticator } from './authenticate.ts';
import { createCookies } from './cookies.ts';
import { createPasswords } from './password.ts';
import type { PeopleHooks, PeopleRoom } from './room.ts';
import { peopleRoutes } from './routes.ts';
import { changeChannel } from './session-store.ts';

export { type GrantRow, insertAccounts, type NewAccount } from './account-store.ts';
export { createPasswords, type Passwords } from './password.ts';
export { findReach, resolveGrant, rootPath } from './places.ts';
export type { Holding, PeopleHooks, Release } from './room.ts';
export { type AccountKind, type OpenedSession, openSession } from './session-store.ts';

export interface PeopleCapability extends Capability {
  /** Who sends a request; null for a visitor. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
}

export function createPeople(kernel: Kernel, listener: Listener, hooks: PeopleHooks): PeopleCapability {
  const auth = createAuthenticator(kernel);
  listener.on(changeChannel, (accountId) => auth.forget(Number(accountId)));
  listener.onGap(() => auth.forgetAll());
  const room: PeopleRoom = {
    kernel,
    hooks,
    secrets: createSecrets(kernel.config.secret),
    cookies: createCookies(kernel.config),
    passwords: createPasswords(),
    auth,
  };
  return {
    routes: peopleRoutes(room),
    authenticate: (request) => auth.authenticate(request),
  };
}
