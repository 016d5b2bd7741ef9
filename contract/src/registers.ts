import { z } from 'zod';
import { Slug, TypeCode } from './city/matter-type.ts';
import { PlaceCode } from './city/place.ts';
import { Command, Done } from './command.ts';
import { endpoint } from './endpoint.ts';
import { Position } from './geo.ts';
import { Id } from './matter/model.ts';
import { MatterRow } from './matter/views.ts';
import { PageQuery, pageOf } from './page.ts';
import { Answers } from './patrol.ts';
import { Instant } from './people/field.ts';
import { Text } from './text.ts';

export const gasKinds = ['piped', 'bottled', 'none', 'unknown'] as const;
export const Gas = z.enum(gasKinds);
export type Gas = z.infer<typeof Gas>;

/** A place that is let, by its building; who lives in it is recorded nowhere. */
export const PremisesFacts = z.object({
  address: z.string().trim().min(2).max(200),
  gridCode: PlaceCode,
  position: Position.nullable(),
  kind: Slug,
  floors: z.int().min(1).max(200).nullable(),
  rooms: z.int().min(1).max(2000).nullable(),
  gas: Gas,
});
export type PremisesFacts = z.infer<typeof PremisesFacts>;

/** Of the last visit of a patrol plan. */
const Check = z.object({ at: Instant, findings: z.int() });

export const Premises = PremisesFacts.extend({
  premisesId: z.uuid(),
  /** Counts the changes; sent back with one, so that nobody writes over what has changed meanwhile. */
  version: z.int(),
  code: PlaceCode,
  /** Let no more. */
  ended: z.boolean(),
  changedAt: Instant,
  lastCheck: Check.nullable(),
  /** No check in the present period of the plan that goes there. */
  due: z.boolean(),
  contact: z.object({ expiresAt: Instant }).nullable(),
});
export type Premises = z.infer<typeof Premises>;

export const PremisesFilter = z.object({
  /** All my places without it. */
  place: PlaceCode.optional(),
  kind: Slug.optional(),
  check: z.enum(['any', 'due', 'findings']).default('any'),
  state: z.enum(['let', 'ended']).default('let'),
  q: z.string().trim().max(60).optional(),
});
export type PremisesFilter = z.infer<typeof PremisesFilter>;

export const listPremises = endpoint({
  id: 'premises.list',
  method: 'GET',
  path: '/api/premises',
  permission: 'premises.read',
  summary: 'Rental premises in my places, with their last check of fire and gas safety',
  query: PageQuery.extend(PremisesFilter.shape),
  reply: pageOf(Premises).extend({
    kinds: z.array(z.object({ code: Slug, name: Text })),
    total: z.int(),
  }),
});

const onePremises = z.object({ premisesId: z.uuid() });

/** A look at personal data, as those see it who handle the same. */
export const Look = z.object({ at: Instant, by: z.string(), purpose: z.string().nullable() });

export const getPremises = endpoint({
  id: 'premises.get',
  method: 'GET',
  path: '/api/premises/:premisesId',
  permission: 'premises.read',
  summary: 'One rental premises: its checks, and who looked at its contact',
  params: onePremises,
  reply: Premises.extend({
    checks: z.array(
      z.object({
        plan: Slug,
        at: Instant,
        answers: Answers,
        findings: z.array(z.object({ item: Slug, matterId: Id.nullable() })),
      }),
    ),
    /** Empty for those who may not see the contact. */
    looks: z.array(Look),
    allowed: z.array(z.enum(['change', 'contact'])),
  }),
});

/** Problems `premises.outside`, `premises.kindUnknown`, `premises.codeTaken`. */
export const addPremises = endpoint({
  id: 'premises.add',
  method: 'POST',
  path: '/api/premises',
  permission: 'premises.keep',
  summary: 'Enter a rental premises into the register',
  body: Command.extend(PremisesFacts.shape),
  reply: z.object({ premisesId: z.uuid(), code: PlaceCode }),
});

/** Problem `resource.changed` where the entry is another than the one that was seen. */
export const changePremises = endpoint({
  id: 'premises.change',
  method: 'PUT',
  path: '/api/premises/:premisesId',
  permission: 'premises.keep',
  summary: 'Correct a rental premises, or say that it is let no more; its contact is erased then',
  params: onePremises,
  body: Command.extend({
    ...PremisesFacts.shape,
    ended: z.boolean(),
    expectedVersion: z.int().min(1).optional(),
  }),
  reply: Done,
});

export const contactRoles = ['landlord', 'manager'] as const;
export const PremisesContact = z.object({
  role: z.enum(contactRoles),
  name: z.string().trim().min(1).max(60),
  phone: z.string().trim().min(5).max(30),
});
export type PremisesContact = z.infer<typeof PremisesContact>;

/** Erased when it expires, as the city says, or with null. */
export const setPremisesContact = endpoint({
  id: 'premises.setContact',
  method: 'PUT',
  path: '/api/premises/:premisesId/contact',
  permission: 'premises.contact',
  summary:
    'Record or erase how to reach whoever lets or manages a premises, for a purpose and until it expires',
  params: onePremises,
  body: Command.extend({
    contact: PremisesContact.nullable(),
    purpose: z.string().trim().min(2).max(200),
  }),
  reply: Done,
});

export const revealPremisesContact = endpoint({
  id: 'premises.revealContact',
  method: 'POST',
  path: '/api/premises/:premisesId/contact/reveal',
  permission: 'premises.contact',
  summary: 'Show how to reach whoever lets or manages a premises; the look and its purpose are logged',
  params: onePremises,
  body: z.object({ purpose: z.string().trim().min(2).max(200) }),
  reply: PremisesContact.extend({ purpose: z.string(), recordedAt: Instant, expiresAt: Instant }),
});

/** As many as a file of the register may hold. */
export const mostPremisesRows = 20_000;

export const PremisesImport = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  /** There already, word for word. */
  unchanged: z.int(),
  rejected: z.array(z.object({ line: z.int(), code: z.string().nullable(), reason: Text })),
  /** Columns that the register does not keep; nothing of them was stored. */
  ignored: z.array(z.string()),
});
export type PremisesImport = z.infer<typeof PremisesImport>;

/** One part called `file`: CSV or XLSX with a line of heads. A repeat changes nothing. */
export const importPremises = endpoint({
  id: 'premises.import',
  method: 'POST',
  path: '/api/premises/import',
  permission: 'premises.import',
  summary:
    'Bring rental premises in from a CSV or XLSX file; every row that is not taken is told with line and reason',
  body: 'multipart',
  reply: PremisesImport,
});

/** Entered in the record of exports before a byte leaves; holds no contact. */
export const exportPremises = endpoint({
  id: 'premises.export',
  method: 'POST',
  path: '/api/premises/export',
  permission: 'premises.export',
  summary: 'The register of rental premises as a CSV file, without contacts; who took it and why is recorded',
  body: Command.extend({
    filter: PremisesFilter.prefault({}),
    purpose: z.string().trim().min(4).max(200),
  }),
  /** Text of the file, with the mark by which spreadsheets know UTF-8. */
  reply: z.object({ file: z.string(), rows: z.int() }),
});

/** A dispute is a matter; the register names its place, state and next step, and no party. */
export const Dispute = MatterRow.pick({
  matterId: true,
  code: true,
  typeCode: true,
  stage: true,
  placeCode: true,
  position: true,
  holderUnitId: true,
  registeredAt: true,
  dueAt: true,
  light: true,
  closedAt: true,
  outcome: true,
});
export type Dispute = z.infer<typeof Dispute>;

export const DisputeFilter = z.object({
  place: PlaceCode.optional(),
  type: TypeCode.optional(),
  state: z.enum(['open', 'closed', 'any']).default('open'),
});

export const listDisputes = endpoint({
  id: 'dispute.list',
  method: 'GET',
  path: '/api/disputes',
  permission: 'dispute.read',
  summary: 'Matters of the types that the city counts as disputes, without titles, words or names',
  query: PageQuery.extend(DisputeFilter.shape),
  reply: pageOf(Dispute).extend({
    types: z.array(z.object({ code: TypeCode, open: z.int(), overdue: z.int() })),
  }),
});
