import { z } from 'zod';
import { Command, Done } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { Language, Text } from '../text.ts';
import { AccountId, OneTimeCode, TypedLogin } from './field.ts';
import { HeldRole, HomeUnit } from './scope.ts';

export const SessionAccount = z.object({
  id: AccountId,
  login: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: Language,
  unit: HomeUnit.nullable(),
  roles: z.array(HeldRole),
  /** Names from permission.ts; plain text, so that an older page survives a newer server. */
  permissions: z.array(z.string()),
  totpEnabled: z.boolean(),
  /** A password set by an administrator: everything but changing it and signing out is refused until then. */
  mustChangePassword: z.boolean(),
});
export type SessionAccount = z.infer<typeof SessionAccount>;

/** What a page must know of the city before anybody has signed in. */
export const Settings = z.object({
  city: Text,
  languages: z.array(Language).min(1),
  /** IANA zone of the pack; every time on screen is shown in it. */
  timeZone: z.string(),
  map: z.object({
    /** West, south, east, north of the district; null before a city pack is imported. */
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
    /** Raster template `https://…/{z}/{x}/{y}.png` set by the city; the map is complete without one. */
    baseMapUrl: z.string().nullable(),
    baseMapAttribution: z.string().nullable(),
  }),
  /** The city's own single sign-on, started by following `startOidc`. */
  oidc: z.object({ name: Text }).nullable(),
  /** Residents can sign up and recover by e-mail: a mail gateway is configured. */
  mail: z.boolean(),
  /** The same by text message. */
  sms: z.boolean(),
  /** Filled in the demo only: accounts a newcomer can try. */
  demoAccounts: z.array(z.object({ login: z.string(), password: z.string(), label: Text })),
});
export type Settings = z.infer<typeof Settings>;

export const Session = z.object({
  account: SessionAccount.nullable(),
  /** The password was right and a code is still awaited; a reloaded page goes on from there. */
  step: z.enum(['totp']).nullable(),
  settings: Settings,
});
export type Session = z.infer<typeof Session>;

export const getSession = endpoint({
  id: 'session.get',
  method: 'GET',
  path: '/api/session',
  permission: 'public',
  summary: 'Who is signed in, and what a page must know of the city',
  reply: Session,
});

export const SignInStatus = z.enum(['signedIn', 'totpRequired']);

/** Sets the session cookie. Wrong login and wrong password answer alike, and as slowly. */
export const signIn = endpoint({
  id: 'session.signIn',
  method: 'POST',
  path: '/api/session',
  permission: 'public',
  summary: 'Sign in with login and password',
  body: Command.extend({ login: TypedLogin, password: z.string().min(1).max(200) }),
  reply: z.object({ status: SignInStatus }),
});

export const signInTotp = endpoint({
  id: 'session.totp',
  method: 'POST',
  path: '/api/session/totp',
  permission: 'public',
  summary: 'Second step of signing in: code of the authenticator, or a recovery code',
  body: Command.extend({ code: OneTimeCode }),
  reply: z.object({ status: z.literal('signedIn'), recoveryCodesLeft: z.int().nullable() }),
});

export const signOut = endpoint({
  id: 'session.signOut',
  method: 'POST',
  path: '/api/session/end',
  permission: 'public',
  summary: 'Sign out; does nothing when nobody is signed in',
  body: Command,
  reply: Done,
});

/** Protocol edge: redirects to the provider; `returnTo` is a path of this site. */
export const startOidc = endpoint({
  id: 'session.startOidc',
  method: 'GET',
  path: '/api/session/oidc',
  permission: 'public',
  summary: 'Start signing in at the city’s single sign-on',
  query: z.object({
    returnTo: z
      .string()
      .regex(/^\/(?!\/)/)
      .max(400)
      .optional(),
  }),
  reply: 'bytes',
});

/**
 * Protocol edge: guarded by state, nonce and PKCE; ends in a redirect to `returnTo`, or on failure to
 * `/console/sign-in?problem=<problem code>`.
 */
export const finishOidc = endpoint({
  id: 'session.finishOidc',
  method: 'GET',
  path: '/api/session/oidc/callback',
  permission: 'public',
  summary: 'Return from the city’s single sign-on',
  query: z.looseObject({ state: z.string().max(400).optional(), code: z.string().max(4000).optional() }),
  reply: 'bytes',
});
