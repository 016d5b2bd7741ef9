import { z } from 'zod';
import { Slug } from './city/matter-type.ts';
import { PlaceCode } from './city/place.ts';
import { Command, CommandId, Done } from './command.ts';
import { endpoint } from './endpoint.ts';
import { Id } from './matter/model.ts';
import { Frequency } from './patrol/frequency.ts';
import { AccountId, Instant } from './people/field.ts';
import { Look } from './registers.ts';
import { SupportKind } from './registers/pack.ts';
import { Text } from './text.ts';

/** A visit made without a network arrives within these days, or counts no more. */
export const supportVisitDays = 7;

export const consentForms = ['written', 'spoken', 'online'] as const;
export const visitResults = ['done', 'notMet', 'declined'] as const;
export const VisitResult = z.enum(visitResults);
export type VisitResult = z.infer<typeof VisitResult>;

/** How to reach whoever asked: all that is recorded of a person, sealed, and erased with the consent. */
export const SupportPerson = z.object({
  name: z.string().trim().min(1).max(60),
  phone: z.string().trim().min(5).max(30),
  address: z.string().trim().min(2).max(200),
});
export type SupportPerson = z.infer<typeof SupportPerson>;

const Consent = z.object({ form: z.enum(consentForms), on: z.iso.date() });

const Entry = z.object({
  entryId: z.uuid(),
  /** Names an entry without naming anybody. */
  number: z.string(),
  kind: Slug,
  gridCode: PlaceCode,
  purpose: z.string(),
  frequency: Frequency,
  expiresAt: Instant,
  /** Days of the present period on which somebody was there. */
  days: z.array(z.iso.date()),
  done: z.int(),
  due: z.boolean(),
});

const SupportOfficer = z.object({ accountId: AccountId, name: z.string() });

export const SupportEntry = Entry.extend({
  consent: Consent.extend({ by: z.string(), recordedAt: Instant }),
  /** Those assigned who work in the grid still; empty where others have to be named. */
  officers: z.array(SupportOfficer),
});
export type SupportEntry = z.infer<typeof SupportEntry>;

/** For the supervisors who keep the list: everything but the person. */
export const listSupport = endpoint({
  id: 'support.list',
  method: 'GET',
  path: '/api/support',
  permission: 'support.keep',
  summary: 'Entries of support visits that I keep, each by its consent, without the person',
  reply: z.object({
    kinds: z.array(SupportKind),
    /** For how long one consent holds at most. */
    consentDays: z.int(),
    rows: z.array(SupportEntry),
  }),
});

/** Problem `support.outside`. */
export const listSupportOfficers = endpoint({
  id: 'support.officers',
  method: 'GET',
  path: '/api/support/officers',
  permission: 'support.keep',
  summary: 'Officers of a grid among my places, who may be named for visits there',
  query: z.object({ grid: PlaceCode }),
  reply: z.object({ rows: z.array(SupportOfficer) }),
});

const officers = z.array(AccountId).min(1).max(4);

/** Problems `support.outside`, `support.kindUnknown`, `support.officerUnfit`, `support.tooLong`. */
export const addSupport = endpoint({
  id: 'support.add',
  method: 'POST',
  path: '/api/support',
  permission: 'support.keep',
  summary: 'Enter somebody who asked for or agreed to support visits, with consent, purpose and end',
  body: Command.extend({
    kind: Slug,
    gridCode: PlaceCode,
    purpose: z.string().trim().min(2).max(200),
    frequency: Frequency,
    days: z.int().min(1).max(730),
    consent: Consent,
    person: SupportPerson,
    officers,
  }),
  reply: z.object({ entryId: z.uuid(), number: z.string() }),
});

/** What came of a visit; not who made it. */
const SupportVisit = z.object({
  visitId: z.uuid(),
  at: Instant,
  result: VisitResult,
  note: z.string().nullable(),
  /** The matter that it was handed on as. */
  matterId: Id.nullable(),
});

const oneEntry = z.object({ entryId: z.uuid() });

export const assignSupport = endpoint({
  id: 'support.assign',
  method: 'PUT',
  path: '/api/support/:entryId/officers',
  permission: 'support.keep',
  summary: 'Name the officers who make the visits; nobody else in the field sees the person',
  params: oneEntry,
  body: Command.extend({ officers }),
  reply: Done,
});

export const revealSupport = endpoint({
  id: 'support.reveal',
  method: 'POST',
  path: '/api/support/:entryId/reveal',
  permission: 'support.contact',
  summary:
    'Show whom an entry is for and what its visits came to, to those who handle it; the look is logged',
  params: oneEntry,
  body: z.object({ purpose: z.string().trim().min(2).max(200) }),
  reply: SupportPerson.extend({ visits: z.array(SupportVisit) }),
});

export const listSupportLooks = endpoint({
  id: 'support.looks',
  method: 'GET',
  path: '/api/support/:entryId/looks',
  permission: 'support.contact',
  summary: 'Who looked at the person of an entry, when and what for',
  params: oneEntry,
  reply: z.object({ rows: z.array(Look) }),
});

/** In one step, at any time, by whoever is told: the person and all notes are erased at once. */
export const withdrawSupport = endpoint({
  id: 'support.withdraw',
  method: 'POST',
  path: '/api/support/:entryId/withdraw',
  permission: 'support.contact',
  summary: 'Withdraw the consent of an entry: no more visits, and everything personal is erased',
  params: oneEntry,
  body: Command,
  reply: Done,
});

export const SupportTask = Entry.extend({ person: SupportPerson });
export type SupportTask = z.infer<typeof SupportTask>;

/** A look for each entry, once a day: the device keeps what its officer needs for the day. */
export const listSupportTasks = endpoint({
  id: 'support.tasks',
  method: 'GET',
  path: '/api/support/tasks',
  permission: 'support.visit',
  summary: 'The support visits that I am assigned to, with whom they are for and what is due today',
  reply: z.object({ timeZone: z.string(), kinds: z.array(SupportKind), rows: z.array(SupportTask) }),
});

/** Problems `support.gone`, `support.visitTooOld`. */
export const recordSupportVisit = endpoint({
  id: 'support.recordVisit',
  method: 'POST',
  path: '/api/support/:entryId/visits',
  permission: 'support.visit',
  summary: 'Record a support visit: what came of it, a note, and the matter it was handed on as',
  params: oneEntry,
  body: Command.extend({
    visitedAt: Instant,
    result: VisitResult,
    note: z.string().trim().max(500).nullable().default(null),
    /** The commandId under which the matter was registered. */
    referralId: CommandId.nullable().default(null),
  }),
  reply: z.object({ visitId: z.uuid() }),
});

/** Counts visits by list; nothing in it says who made them, or whom for. */
export const getSupportCoverage = endpoint({
  id: 'support.coverage',
  method: 'GET',
  path: '/api/support/coverage',
  permission: 'support.read',
  summary: 'How many entries each kind of support has in my places, and how many were visited as agreed',
  reply: z.object({
    rows: z.array(
      z.object({
        kind: Slug,
        name: Text,
        entries: z.int(),
        visited: z.int(),
        complete: z.int(),
        referrals: z.int(),
      }),
    ),
  }),
});
