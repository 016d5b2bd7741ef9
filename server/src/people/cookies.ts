import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../kernel/config.ts';
import { newToken } from './token.ts';

export const sessionCookie = 'heliu_session';
/** Names this browser to the sign-in guard; says nothing about who used it. */
const deviceCookie = 'heliu_device';
/** Ties a mailed code to the browser that asked for it. */
const askerCookie = 'heliu_asker';
const oidcCookie = 'heliu_oidc';

const day = 86_400;

export interface Cookies {
  setSession(reply: FastifyReply, token: string, seconds: number): void;
  clearSession(reply: FastifyReply): void;
  device(request: FastifyRequest): string | undefined;
  /** The device's name, made when there is none, and kept for another 90 days. */
  keepDevice(request: FastifyRequest, reply: FastifyReply): string;
  asker(request: FastifyRequest): string | undefined;
  /** @param first what to call a browser without a name: a repeat of the same command gives it the same. */
  keepAsker(request: FastifyRequest, reply: FastifyReply, first: string): string;
  oidc(request: FastifyRequest): string | undefined;
  setOidc(reply: FastifyReply, sealed: string): void;
  clearOidc(reply: FastifyReply): void;
}

export function createCookies(config: Config): Cookies {
  const secure = config.tls !== undefined || config.origin?.startsWith('https:') === true;
  const options = (maxAge: number, path = '/'): CookieSerializeOptions => ({
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge,
  });
  const named = (name: string) => (request: FastifyRequest) => {
    const value = request.cookies[name];
    return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  };
  const keep = (
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    name: string,
    first: string,
    seconds: number,
  ): string => {
    const value = named(name)(request) ?? first;
    void reply.setCookie(name, value, options(seconds));
    return value;
  };
  const oidcPath = '/api/session/oidc';
  return {
    setSession: (reply, token, seconds) => void reply.setCookie(sessionCookie, token, options(seconds)),
    clearSession: (reply) => void reply.clearCookie(sessionCookie, options(0)),
    device: named(deviceCookie),
    keepDevice: (request, reply) => keep({ request, reply }, deviceCookie, newToken(), 90 * day),
    asker: named(askerCookie),
    keepAsker: (request, reply, first) => keep({ request, reply }, askerCookie, first, day),
    oidc: (request) => request.cookies[oidcCookie],
    setOidc: (reply, sealed) => void reply.setCookie(oidcCookie, sealed, options(600, oidcPath)),
    clearOidc: (reply) => void reply.clearCookie(oidcCookie, options(0, oidcPath)),
  };
}
