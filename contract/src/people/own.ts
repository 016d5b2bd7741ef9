import { z } from 'zod';
import { Command, Done } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { Language } from '../text.ts';
import { Instant, MailCode, OneTimeCode, Password } from './field.ts';

export const OwnSession = z.object({
  id: z.string(),
  current: z.boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  /** As sent by the browser; shown in words where it is understood. */
  userAgent: z.string().nullable(),
});
export type OwnSession = z.infer<typeof OwnSession>;

export const listOwnSessions = endpoint({
  id: 'session.list',
  method: 'GET',
  path: '/api/me/sessions',
  permission: 'signedIn',
  summary: 'Where I am signed in, latest first',
  reply: z.object({ rows: z.array(OwnSession) }),
});

export const revokeOwnSession = endpoint({
  id: 'session.revoke',
  method: 'POST',
  path: '/api/me/sessions/:id/revoke',
  permission: 'signedIn',
  summary: 'End one of my sessions',
  params: z.object({ id: z.string().max(100) }),
  body: Command,
  reply: Done,
});

export const revokeOtherSessions = endpoint({
  id: 'session.revokeOthers',
  method: 'POST',
  path: '/api/me/sessions/revoke-others',
  permission: 'signedIn',
  summary: 'End all my sessions but this one',
  body: Command,
  reply: z.object({ ended: z.int() }),
});

/** Ends every other session of the account. */
export const changePassword = endpoint({
  id: 'account.changePassword',
  method: 'POST',
  path: '/api/me/password',
  permission: 'signedIn',
  summary: 'Change my password',
  body: Command.extend({ current: z.string().min(1).max(200), password: Password }),
  reply: Done,
});

export const setLanguage = endpoint({
  id: 'account.setLanguage',
  method: 'PUT',
  path: '/api/me/language',
  permission: 'signedIn',
  summary: 'Language of my screens and notices',
  body: Command.extend({ language: Language }),
  reply: Done,
});

/** Not in force until confirmed; a repeat before that answers the same secret. */
export const startTotp = endpoint({
  id: 'account.startTotp',
  method: 'POST',
  path: '/api/me/totp',
  permission: 'signedIn',
  summary: 'Secret for my authenticator',
  body: Command.extend({ password: z.string().min(1).max(200) }),
  reply: z.object({ secret: z.string(), uri: z.string().startsWith('otpauth://totp/') }),
});

const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** The codes are shown once: a repeat of the same command answers an empty list, and `renewRecoveryCodes` helps. */
export const confirmTotp = endpoint({
  id: 'account.confirmTotp',
  method: 'POST',
  path: '/api/me/totp/confirm',
  permission: 'signedIn',
  summary: 'Put the authenticator in force with its first code',
  body: Command.extend({ code: MailCode }),
  reply: RecoveryCodes,
});

/** The codes before are void at once. */
export const renewRecoveryCodes = endpoint({
  id: 'account.renewRecoveryCodes',
  method: 'POST',
  path: '/api/me/totp/recovery-codes',
  permission: 'signedIn',
  summary: 'New recovery codes in place of the old ones',
  body: Command.extend({ code: OneTimeCode }),
  reply: RecoveryCodes,
});

export const disableTotp = endpoint({
  id: 'account.disableTotp',
  method: 'POST',
  path: '/api/me/totp/disable',
  permission: 'signedIn',
  summary: 'Sign in without an authenticator from now on',
  body: Command.extend({ password: z.string().min(1).max(200), code: OneTimeCode }),
  reply: Done,
});
