import { z } from 'zod';
import { PlaceCode } from '../city/place.ts';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { EvidenceInput, ReporterInput } from '../matter/endpoints.ts';
import { Id } from '../matter/model.ts';
import { OwnReport } from '../matter/track.ts';
import { PageQuery, pageOf } from '../page.ts';
import { type CreditCodeFault, creditCodeFault, normalCreditCode } from './credit-code.ts';
import { organisationKinds } from './organisation.ts';
import { OwnOrganisationRow, OwnOrganisationView, ReceivedInvitation } from './views.ts';

const codeFaults: Record<CreditCodeFault, string> = {
  length: '18 signs',
  sign: 'digits and capital letters without I, O, S, V and Z',
  division: 'six digits in the places 3 to 8',
  check: 'the code as it is on the licence; its last sign does not fit the others',
};

export const CreditCode = z
  .string()
  .max(60)
  .transform(normalCreditCode)
  .superRefine((code, context) => {
    const fault = creditCodeFault(code);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: codeFaults[fault] });
  });

const Words = z.string().trim().min(2).max(1000);
const command = Command.shape;
const path = z.object({ organisationId: z.uuid() });
export const Receipt = z.object({ organisationId: Id });

const identity = {
  name: z.string().trim().min(2).max(120),
  creditCode: CreditCode.optional(),
  /** Why there is no code, where there is none. */
  noCodeReason: z.string().trim().min(2).max(300).optional(),
  /** The licence or another document that proves name and code. */
  evidence: z.array(EvidenceInput).min(1).max(5),
};
const hasOne = ({ creditCode, noCodeReason }: { creditCode?: unknown; noCodeReason?: unknown }) =>
  (creditCode === undefined) !== (noCodeReason === undefined);
const codeOrReason = { error: 'the code, or why there is none', path: ['creditCode'] };

const whereabouts = {
  placeCode: PlaceCode,
  address: z.string().trim().min(2).max(300),
  contact: z.object({
    name: z.string().trim().min(1).max(60),
    phone: ReporterInput.shape.phone.unwrap(),
    email: ReporterInput.shape.email,
  }),
};

export const listOwnOrganisations = endpoint({
  id: 'organisation.own',
  method: 'GET',
  path: '/api/own/organisations',
  permission: 'organisation.represent',
  summary: 'Organisations that I speak for, and invitations to speak for one',
  reply: z.object({
    organisations: z.array(OwnOrganisationRow),
    invitations: z.array(ReceivedInvitation),
  }),
});

export const getOwnOrganisation = endpoint({
  id: 'organisation.ownOne',
  method: 'GET',
  path: '/api/own/organisations/:organisationId',
  permission: 'organisation.represent',
  summary: 'An organisation that I speak for, with its representatives and history',
  params: path,
  reply: OwnOrganisationView,
});

export const registerOrganisation = endpoint({
  id: 'organisation.register',
  method: 'POST',
  path: '/api/own/organisations',
  permission: 'organisation.represent',
  summary: 'Ask for an account of an organisation; the centre of its place verifies it',
  body: z
    .object({ ...command, kind: z.enum(organisationKinds), ...identity, ...whereabouts })
    .refine(hasOne, codeOrReason),
  reply: Receipt,
});

export const applyForOrganisation = endpoint({
  id: 'organisation.apply',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/apply',
  permission: 'organisation.represent',
  summary:
    'Have another name or code verified, or correct what was declined; until then the former ones stand',
  params: path,
  body: z.object({ ...command, ...identity }).refine(hasOne, codeOrReason),
  reply: Receipt,
});

export const withdrawApplication = endpoint({
  id: 'organisation.withdraw',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/withdraw',
  permission: 'organisation.represent',
  summary: 'Take back another name or code that waits to be verified',
  params: path,
  body: Command,
  reply: Receipt,
});

export const changeContact = endpoint({
  id: 'organisation.changeContact',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/contact',
  permission: 'organisation.represent',
  summary: 'Change place, address and contact',
  params: path,
  body: z.object({ ...command, ...whereabouts }),
  reply: Receipt,
});

export const inviteRepresentative = endpoint({
  id: 'organisation.invite',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/invitations',
  permission: 'organisation.represent',
  summary:
    'Invite the account with an e-mail address to speak for the organisation, in my place with `handsOver`; the reply does not tell whether there is such an account',
  params: path,
  body: z.object({ ...command, email: z.email().max(200), handsOver: z.boolean().default(false) }),
  reply: Receipt,
});

const invitationPath = z.object({ invitationId: z.uuid() });

export const withdrawInvitation = endpoint({
  id: 'organisation.withdrawInvitation',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/invitations/:invitationId/withdraw',
  permission: 'organisation.represent',
  summary: 'Take back an invitation that was not answered',
  params: path.extend(invitationPath.shape),
  body: Command,
  reply: Receipt,
});

export const acceptInvitation = endpoint({
  id: 'organisation.accept',
  method: 'POST',
  path: '/api/own/organisation-invitations/:invitationId/accept',
  permission: 'organisation.represent',
  summary: 'Speak for the organisation that invites the address of my account',
  params: invitationPath,
  body: Command,
  reply: Receipt,
});

export const declineInvitation = endpoint({
  id: 'organisation.declineInvitation',
  method: 'POST',
  path: '/api/own/organisation-invitations/:invitationId/decline',
  permission: 'organisation.represent',
  summary: 'Decline to speak for an organisation',
  params: invitationPath,
  body: Command,
  reply: Receipt,
});

export const removeRepresentative = endpoint({
  id: 'organisation.remove',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/representatives/:representativeId/remove',
  permission: 'organisation.represent',
  summary: 'End that somebody else speaks for the organisation',
  params: path.extend({ representativeId: z.uuid() }),
  body: z.object({ ...command, words: Words }),
  reply: Receipt,
});

export const leaveOrganisation = endpoint({
  id: 'organisation.leave',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/leave',
  permission: 'organisation.represent',
  summary: 'Stop speaking for the organisation; the last one hands over or closes the account instead',
  params: path,
  body: Command,
  reply: Receipt,
});

export const closeOrganisation = endpoint({
  id: 'organisation.close',
  method: 'POST',
  path: '/api/own/organisations/:organisationId/close',
  permission: 'organisation.represent',
  summary: 'Close the account of the organisation for good',
  params: path,
  body: z.object({ ...command, words: Words }),
  reply: Receipt,
});

export const listDemands = endpoint({
  id: 'organisation.demands',
  method: 'GET',
  path: '/api/own/organisations/:organisationId/demands',
  permission: 'organisation.represent',
  summary: 'What was reported in the name of the organisation, newest first, whoever wrote it',
  params: path,
  query: PageQuery,
  reply: pageOf(
    OwnReport.pick({
      code: true,
      matterId: true,
      title: true,
      typeCode: true,
      stage: true,
      outcome: true,
      registeredAt: true,
      dueAt: true,
      overdue: true,
      divisionCode: true,
    }),
  ),
});
