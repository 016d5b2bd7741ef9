import { z } from 'zod';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Role } from '../permission.ts';
import { Language, Text } from '../text.ts';
import { AccountId, DisplayName, Email, Instant, Login, Password, Phone } from './field.ts';
import { HeldRole, HomeUnit, NamedScope, RoleGrant, ScopeKind } from './scope.ts';

export const AccountAction = z.enum([
  'update',
  'setRoles',
  'deactivate',
  'reactivate',
  'setPassword',
  'resetTotp',
  'endSessions',
]);
export type AccountAction = z.infer<typeof AccountAction>;

export const Account = z.object({
  id: AccountId,
  login: z.string(),
  /** As the reader sees it. */
  displayName: z.string(),
  /** As it is kept: staff may have a name of their own for readers of English. */
  names: z.object({ zh: z.string(), en: z.string().nullable() }),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Who this is at the city's single sign-on; linked by a verified e-mail address, or beforehand. */
  singleSignOn: z.string().nullable(),
  language: Language,
  active: z.boolean(),
  unit: HomeUnit.nullable(),
  roles: z.array(HeldRole),
  totpEnabled: z.boolean(),
  mustChangePassword: z.boolean(),
  createdAt: Instant,
  lastSignInAt: Instant.nullable(),
  /** Sent back with a change; `resource.changed` when somebody was faster. */
  version: z.int(),
  allowed: z.array(AccountAction),
});
export type Account = z.infer<typeof Account>;

/** Contact details are shown one account at a time, and each look is recorded. */
export const AccountRow = Account.omit({ names: true, email: true, phone: true, singleSignOn: true });
export type AccountRow = z.infer<typeof AccountRow>;

/** Levels at which roles are held: over a place, or in a unit that stands for one. */
export const heldLevels = ['district', 'township', 'community', 'grid'] as const;
const HeldLevel = z.enum(heldLevels);

/** `place` finds roles held at or below that place; accounts outside the administrator's own place are not seen. */
export const AccountQuery = PageQuery.extend({
  q: z.string().trim().max(60).optional(),
  role: Role.optional(),
  level: HeldLevel.optional(),
  place: z.string().max(40).optional(),
  unit: z.string().max(40).optional(),
  status: z.enum(['active', 'inactive']).optional(),
});
export type AccountQuery = z.infer<typeof AccountQuery>;

export const listAccounts = endpoint({
  id: 'account.list',
  method: 'GET',
  path: '/api/accounts',
  permission: 'account.manage',
  summary: 'Accounts by name, role, level, scope and status: staff of the upper levels first, then by login',
  query: AccountQuery,
  reply: pageOf(AccountRow),
});

/** Each count heeds the other filters and not its own, so that it says what choosing it would find. */
export const countAccounts = endpoint({
  id: 'account.counts',
  method: 'GET',
  path: '/api/accounts/counts',
  permission: 'account.manage',
  summary: 'How many accounts each role and each level has, under the other filters',
  query: AccountQuery.omit({ cursor: true, limit: true }),
  reply: z.object({ roles: z.record(Role, z.int()), levels: z.record(HeldLevel, z.int()) }),
});

const accountPath = z.object({ id: z.coerce.number().int().positive() });

export const getAccount = endpoint({
  id: 'account.get',
  method: 'GET',
  path: '/api/accounts/:id',
  permission: 'account.manage',
  summary: 'One account',
  params: accountPath,
  reply: Account,
});

/** Left as it is where absent. */
const optional = {
  /** For readers of English; of staff alone. */
  displayNameEn: DisplayName.nullable().optional(),
  phone: Phone.nullable().optional(),
  singleSignOn: z.string().trim().min(1).max(255).nullable().optional(),
};

/** `password` is made by the browser, shown to the administrator once, and must be changed at first sign-in. */
export const createAccount = endpoint({
  id: 'account.create',
  method: 'POST',
  path: '/api/accounts',
  permission: 'account.manage',
  summary: 'Open an account for a member of staff',
  body: Command.extend({
    login: Login,
    displayName: DisplayName,
    email: Email.nullable(),
    ...optional,
    language: Language,
    password: Password,
    unitCode: z.string().max(40).nullable(),
    roles: z.array(RoleGrant).min(1).max(20),
  }),
  reply: Account,
});

export const updateAccount = endpoint({
  id: 'account.update',
  method: 'PUT',
  path: '/api/accounts/:id',
  permission: 'account.manage',
  summary: 'Correct names, e-mail address and language',
  params: accountPath,
  body: Command.extend({
    version: z.int(),
    displayName: DisplayName,
    email: Email.nullable(),
    ...optional,
    language: Language,
  }),
  reply: Account,
});

/** Replaces unit and grants. Open matters held through what is taken away return to that unit's queue. */
export const setRoles = endpoint({
  id: 'account.setRoles',
  method: 'PUT',
  path: '/api/accounts/:id/roles',
  permission: 'account.manage',
  summary: 'Roles of an account and the scopes they are held in',
  params: accountPath,
  body: Command.extend({
    version: z.int(),
    unitCode: z.string().max(40).nullable(),
    roles: z.array(RoleGrant).max(20),
  }),
  reply: Account.extend({ returned: z.int() }),
});

/** What would be left without a holder, so that the administrator knows before saying yes. */
export const getHoldings = endpoint({
  id: 'account.holdings',
  method: 'GET',
  path: '/api/accounts/:id/holdings',
  permission: 'account.manage',
  summary:
    'Open matters in this person’s hands, by the unit they would return to, and organisations that nobody else speaks for',
  params: accountPath,
  reply: z.object({
    units: z.array(z.object({ code: z.string(), name: Text, openMatters: z.int() })),
    /** Names of the organisations that would be without a representative. */
    organisations: z.array(z.string()),
    sessions: z.int(),
  }),
});

/** Ends the sessions, returns open matters to the queues of their units, and tells those units. */
export const deactivateAccount = endpoint({
  id: 'account.deactivate',
  method: 'POST',
  path: '/api/accounts/:id/deactivate',
  permission: 'account.manage',
  summary: 'Close an account; its history stays',
  params: accountPath,
  body: Command.extend({ version: z.int(), reason: z.string().trim().min(1).max(400) }),
  reply: Account.extend({ returned: z.int() }),
});

export const reactivateAccount = endpoint({
  id: 'account.reactivate',
  method: 'POST',
  path: '/api/accounts/:id/reactivate',
  permission: 'account.manage',
  summary: 'Open a closed account again',
  params: accountPath,
  body: Command.extend({ version: z.int() }),
  reply: Account,
});

/** `password` as in `createAccount`; ends the sessions of the account. */
export const setPassword = endpoint({
  id: 'account.setPassword',
  method: 'POST',
  path: '/api/accounts/:id/password',
  permission: 'account.manage',
  summary: 'Set a first password anew for somebody who lost theirs',
  params: accountPath,
  body: Command.extend({ password: Password }),
  reply: Account,
});

export const resetTotp = endpoint({
  id: 'account.resetTotp',
  method: 'POST',
  path: '/api/accounts/:id/totp/reset',
  permission: 'account.manage',
  summary: 'Take the authenticator off an account whose owner lost it',
  params: accountPath,
  body: Command.extend({ reason: z.string().trim().min(1).max(400) }),
  reply: Account,
});

export const endAccountSessions = endpoint({
  id: 'account.endSessions',
  method: 'POST',
  path: '/api/accounts/:id/sessions/end',
  permission: 'account.manage',
  summary: 'Sign an account out everywhere',
  params: accountPath,
  body: Command,
  reply: z.object({ ended: z.int() }),
});

/** With an empty `q` the answer is the top of the tree: the district and its townships, or the units by order. */
export const searchScopes = endpoint({
  id: 'scope.search',
  method: 'GET',
  path: '/api/scopes',
  permission: 'account.manage',
  summary: 'Places and units within the administrator’s reach, by code or name',
  query: z.object({
    kind: ScopeKind,
    q: z.string().trim().max(60).default(''),
    /** Codes to name, comma separated, instead of a search: filters restored from the URL. */
    codes: z.string().max(900).optional(),
  }),
  reply: z.object({ rows: z.array(NamedScope).max(50) }),
});
