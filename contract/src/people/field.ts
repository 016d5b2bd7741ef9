import { z } from 'zod';

/** Lower case letters, digits and `.-_@+`; residents use their e-mail address or phone number. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9+][a-z0-9._@+-]{1,99}$/, {
    error: 'a login of lower-case letters, digits and . _ @ + -',
  });

/** What people sign in with, as they type it: a phone number may have blanks in it. */
export const TypedLogin = z
  .string()
  .transform((text) => (/^\s*\+?[\d\s-]+$/.test(text) ? text.replaceAll(/\s/g, '') : text))
  .pipe(Login);

/** Length is the rule here; the server also refuses passwords known from leaks and those holding the login. */
export const Password = z.string().min(10).max(200);

export const Email = z.email().max(200);

/** `+` and country code, or a mobile number of mainland China without it; kept as E.164. */
export const Phone = z
  .string()
  .trim()
  .transform((text) => text.replaceAll(/[\s-]/g, '').replace(/^(1\d{10})$/, '+86$1'))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/));
export const DisplayName = z.string().trim().min(1).max(60);
const unspaced = z.string().transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase());
/**
 * Six digits from an authenticator or a mail, or a recovery code: twice five digits or capitals, a hyphen between. Typed
 * with other blanks or hyphens, or none, it is the same code.
 */
export const OneTimeCode = unspaced
  .transform((text) => text.replace(/^(\w{5})(\w{5})$/, '$1-$2'))
  .pipe(
    z.string().regex(/^(\d{6}|[0-9A-Z]{5}-[0-9A-Z]{5})$/, {
      error: 'six digits, or a recovery code as ABCDE-12345',
    }),
  );
export const MailCode = unspaced.pipe(z.string().regex(/^\d{6}$/, { error: 'six digits' }));
export const Instant = z.iso.datetime();
export const AccountId = z.int().positive();
