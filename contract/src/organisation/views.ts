import { z } from 'zod';
import { EvidenceKind } from '../evidence.ts';
import { Code, Id } from '../matter/model.ts';
import { Text } from '../text.ts';
import { deskActs, organisationKinds, organisationStates, ownActs } from './organisation.ts';

const instant = z.iso.datetime();
const NamedCode = z.object({ code: Code, name: Text });

export const FileView = z.object({ fileId: Id, kind: EvidenceKind, name: z.string().nullable() });
export type FileView = z.infer<typeof FileView>;

/** What a centre verifies: an organisation without a code says why it has none. */
const identity = {
  name: z.string(),
  creditCode: z.string().nullable(),
  noCodeReason: z.string().nullable(),
};

const facts = {
  organisationId: Id,
  ...identity,
  kind: z.enum(organisationKinds),
  place: NamedCode,
  state: z.enum(organisationStates),
};

export const OrganisationRow = z.object({
  ...facts,
  address: z.string(),
  registeredAt: instant,
  /** Since when a name and code wait to be verified; null where none do. */
  appliedAt: instant.nullable(),
});
export type OrganisationRow = z.infer<typeof OrganisationRow>;

export const Contact = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type Contact = z.infer<typeof Contact>;

const ApplicationView = z.object({
  no: z.int(),
  ...identity,
  askedAt: instant,
  decision: z.enum(['verified', 'declined', 'withdrawn']).nullable(),
  decidedAt: instant.nullable(),
  words: z.string().nullable(),
  files: z.array(FileView),
});
export type ApplicationView = z.infer<typeof ApplicationView>;

/** What was done with an account: by somebody who speaks for it, or by staff, whose name representatives are not told. */
const HistoryEntry = z.object({
  kind: z.string(),
  at: instant,
  by: z.string().nullable(),
  words: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

const whole = {
  ...OrganisationRow.shape,
  /** The last first. */
  applications: z.array(ApplicationView),
  history: z.array(HistoryEntry),
};

export const RepresentativeView = z.object({
  representativeId: Id,
  name: z.string(),
  since: instant,
  isMe: z.boolean(),
});
export type RepresentativeView = z.infer<typeof RepresentativeView>;

const OpenInvitation = z.object({
  invitationId: Id,
  email: z.string(),
  /** Whoever accepts takes the place of the one who invited. */
  handsOver: z.boolean(),
  invitedAt: instant,
  until: instant,
});

/** An organisation as those see it who speak for it. */
export const OwnOrganisationView = z.object({
  ...whole,
  contact: Contact,
  representatives: z.array(RepresentativeView),
  invitations: z.array(OpenInvitation),
  /** Notices not yet read, and orders that wait for an answer. */
  toRead: z.int(),
  toAnswer: z.int(),
  allowed: z.array(z.enum(ownActs)),
});
export type OwnOrganisationView = z.infer<typeof OwnOrganisationView>;

/** An organisation as a centre sees it; contact and documents are there for those who verify it alone. */
export const OrganisationView = z.object({
  ...whole,
  contact: Contact.nullable(),
  representatives: z.int(),
  allowed: z.array(z.enum(deskActs)),
});
export type OrganisationView = z.infer<typeof OrganisationView>;

export const OwnOrganisationRow = z.object({
  ...facts,
  toRead: z.int(),
  toAnswer: z.int(),
  mayDemand: z.boolean(),
});
export type OwnOrganisationRow = z.infer<typeof OwnOrganisationRow>;

/** An invitation to speak for an organisation, as the invited account sees it. */
export const ReceivedInvitation = z.object({
  invitationId: Id,
  name: z.string(),
  handsOver: z.boolean(),
  until: instant,
});
export type ReceivedInvitation = z.infer<typeof ReceivedInvitation>;
