import { z } from 'zod';
import { Command, Done } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { Language } from '../text.ts';
import { DisplayName, Email, Instant, MailCode, Password, Phone, TypedLogin } from './field.ts';

/** Where a resident is reached: exactly one of the two. `Settings` says which of them this city can write to. */
const contact = { email: Email.optional(), phone: Phone.optional() };
const oneContact = (given: { email?: string | undefined; phone?: string | undefined }): boolean =>
  (given.email === undefined) !== (given.phone === undefined);
const oneContactFault = { path: ['email'], error: 'give an e-mail address or a phone number' };

/**
 * The answer is the same whether or not the address has an account; the mail tells. The code works in the browser that
 * asked for it alone.
 */
export const requestSignUp = endpoint({
  id: 'resident.requestSignUp',
  method: 'POST',
  path: '/api/residents/sign-up',
  permission: 'public',
  summary: 'Send a code to the e-mail address or phone of a resident who wants an account',
  body: Command.extend({ ...contact, language: Language }).refine(oneContact, oneContactFault),
  reply: z.object({ expiresAt: Instant }),
});

export const confirmSignUp = endpoint({
  id: 'resident.confirmSignUp',
  method: 'POST',
  path: '/api/residents/sign-up/confirm',
  permission: 'public',
  summary: 'Open the resident’s account with the code, and sign in',
  body: Command.extend({
    ...contact,
    code: MailCode,
    displayName: DisplayName,
    password: Password,
    language: Language,
  }).refine(oneContact, oneContactFault),
  reply: z.object({ status: z.literal('signedIn') }),
});

/** The answer is the same whether or not there is such an account that can be written to. */
export const requestRecovery = endpoint({
  id: 'account.requestRecovery',
  method: 'POST',
  path: '/api/recovery',
  permission: 'public',
  summary: 'Send a code to the e-mail address or phone of an account whose password is lost',
  body: Command.extend({ login: TypedLogin }),
  reply: z.object({ expiresAt: Instant }),
});

/** Ends every session of the account; a second factor stays on and is asked at the next sign-in. */
export const confirmRecovery = endpoint({
  id: 'account.confirmRecovery',
  method: 'POST',
  path: '/api/recovery/confirm',
  permission: 'public',
  summary: 'Set a new password with the code',
  body: Command.extend({ login: TypedLogin, code: MailCode, password: Password }),
  reply: Done,
});
