import {
  changePassword,
  confirmRecovery,
  finishOidc,
  getSession,
  requestRecovery,
  setLanguage,
  signIn,
  signInTotp,
  signOut,
  startOidc,
} from '@heliu/contract/people';
import { Problem } from '@heliu/contract/problem';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Actor } from '../kernel/actor.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { sessionCookie } from './cookies.ts';
import { findSession, type LiveSession, seenEveryMs, touchSession } from './session-store.ts';
import { hashToken } from './token.ts';

/** What stays open with a first password: the ways to another one, and out. */
const openWithFirstPassword = new Set(
  [
    getSession,
    signIn,
    signInTotp,
    signOut,
    startOidc,
    finishOidc,
    requestRecovery,
    confirmRecovery,
    changePassword,
    setLanguage,
  ].map(({ method, path }) => `${method} ${path}`),
);

export interface Authenticator {
  /** @throws Problem `auth.passwordChange` while the password is a first one. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  /** The session behind a request, also one that awaits its second factor. */
  session(request: FastifyRequest): Promise<LiveSession | undefined>;
  forget(accountId: number): void;
  forgetAll(): void;
}

/**
 * Sessions by token, kept in process for 30 s: a request costs one hash and one look-up. What changes a session or its
 * account announces it, and every process forgets it then; the 30 s only bound what a lost announcement can do.
 */
export function createAuthenticator({ db, clock, log }: Kernel): Authenticator {
  const known = new LRUCache<string, LiveSession>({ max: 20_000, ttl: 30_000 });
  const loading = new Map<string, Promise<LiveSession | undefined>>();
  let generation = 0;

  const load = async (key: string, tokenHash: Buffer): Promise<LiveSession | undefined> => {
    const before = generation;
    const now = clock.now();
    const session = await findSession(db, tokenHash, now);
    if (session === undefined) return undefined;
    const due = session.awaiting === null && now - session.seenAt >= seenEveryMs;
    if (due) {
      touchSession(db, session, now).catch((error: unknown) =>
        log.error('session not touched', { sessionId: session.id, error }),
      );
    }
    // Something was announced while the query ran: the answer may be older than the announcement.
    if (before === generation) known.set(key, due ? { ...session, seenAt: now } : session);
    return session;
  };

  const session = async (request: FastifyRequest): Promise<LiveSession | undefined> => {
    const token = tokenOf(request);
    if (token === undefined) return undefined;
    const tokenHash = hashToken(token);
    const key = tokenHash.toString('latin1');
    const cached = known.get(key);
    const now = clock.now();
    if (cached !== undefined && cached.expiresAt > now && now - cached.seenAt < seenEveryMs) return cached;
    const running = loading.get(key);
    if (running !== undefined) return running;
    const started = load(key, tokenHash).finally(() => loading.delete(key));
    loading.set(key, started);
    return started;
  };

  const forgetAll = () => {
    generation += 1;
    loading.clear();
    known.clear();
  };
  return {
    session,
    authenticate: async (request) => {
      const live = await session(request);
      if (live === undefined || live.awaiting !== null) return null;
      if (live.mustChangePassword && !openWithFirstPassword.has(routeOf(request))) {
        throw new Problem('auth.passwordChange');
      }
      return live.actor;
    },
    forget: (accountId) => {
      generation += 1;
      loading.clear();
      for (const [key, live] of known.entries()) if (live.actor.accountId === accountId) known.delete(key);
    },
    forgetAll,
  };
}

const routeOf = (request: FastifyRequest): string => `${request.method} ${request.routeOptions.url ?? ''}`;

function tokenOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) return /^Bearer ([\w-]{43})$/i.exec(authorization)?.[1];
  const cookie = request.cookies[sessionCookie];
  return cookie !== undefined && cookie.length === 43 ? cookie : undefined;
}
