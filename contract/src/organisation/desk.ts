import { z } from 'zod';
import { PlaceCode } from '../city/place.ts';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Text } from '../text.ts';
import { organisationKinds, organisationStates } from './organisation.ts';
import { Receipt } from './own.ts';
import { OrganisationRow, OrganisationView } from './views.ts';

/** Kinds of organisations in an address, joined by commas. */
export const Kinds = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(organisationKinds)).min(1));

const filters = {
  kinds: Kinds.optional(),
  state: z.enum(organisationStates).optional(),
  /** Whose name and code wait to be verified, the longest waiting first. */
  toVerify: z.literal('true').optional(),
  place: PlaceCode.optional(),
  /** Part of the name, or the beginning of the code. */
  text: z.string().trim().min(1).max(80).optional(),
};

export const listOrganisations = endpoint({
  id: 'organisation.list',
  method: 'GET',
  path: '/api/organisations',
  permission: 'organisation.read',
  summary: 'Organisations in the places of my roles, in pages',
  query: z.object({ ...filters, ...PageQuery.shape }),
  reply: pageOf(OrganisationRow),
});
export type OrganisationQuery = z.output<(typeof listOrganisations)['query']>;

export const getOrganisationBoard = endpoint({
  id: 'organisation.board',
  method: 'GET',
  path: '/api/organisation-board',
  permission: 'organisation.read',
  summary: 'How many organisations there are and wait, and the units in whose name I may send',
  reply: z.object({
    verified: z.int(),
    toVerify: z.int(),
    /** Whether any of them is mine to verify. */
    verifies: z.boolean(),
    senders: z.array(z.object({ code: z.string(), name: Text })),
  }),
});

const path = z.object({ organisationId: z.uuid() });
const Words = z.string().trim().min(2).max(1000);
const Explained = z.object({ ...Command.shape, words: Words });

export const getOrganisation = endpoint({
  id: 'organisation.get',
  method: 'GET',
  path: '/api/organisations/:organisationId',
  permission: 'organisation.read',
  summary:
    'An organisation with its applications and history; contact and documents for those who verify it, each look on record',
  params: path,
  reply: OrganisationView,
});

export const verifyOrganisation = endpoint({
  id: 'organisation.verify',
  method: 'POST',
  path: '/api/organisations/:organisationId/verify',
  permission: 'organisation.verify',
  summary: 'Confirm the name and code that wait, as the documents prove them',
  params: path,
  /** `application`: the one that was looked at, as another may have taken its place. */
  body: z.object({ ...Command.shape, application: z.int().min(1).max(999) }),
  reply: Receipt,
});

export const declineOrganisation = endpoint({
  id: 'organisation.decline',
  method: 'POST',
  path: '/api/organisations/:organisationId/decline',
  permission: 'organisation.verify',
  summary: 'Decline the name and code that wait, and say why',
  params: path,
  body: z.object({ ...Explained.shape, application: z.int().min(1).max(999) }),
  reply: Receipt,
});

export const suspendOrganisation = endpoint({
  id: 'organisation.suspend',
  method: 'POST',
  path: '/api/organisations/:organisationId/suspend',
  permission: 'organisation.verify',
  summary: 'Suspend an account: it makes no demands and is sent nothing new',
  params: path,
  body: Explained,
  reply: Receipt,
});

export const resumeOrganisation = endpoint({
  id: 'organisation.resume',
  method: 'POST',
  path: '/api/organisations/:organisationId/resume',
  permission: 'organisation.verify',
  summary: 'Lift the suspension of an account',
  params: path,
  body: Explained,
  reply: Receipt,
});

export const endOrganisation = endpoint({
  id: 'organisation.end',
  method: 'POST',
  path: '/api/organisations/:organisationId/end',
  permission: 'organisation.verify',
  summary: 'End an account for good, such as of an organisation that is dissolved',
  params: path,
  body: Explained,
  reply: Receipt,
});
