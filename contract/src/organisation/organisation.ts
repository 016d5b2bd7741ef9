/** What an organisation is. */
export const organisationKinds = [
  'enterprise',
  'shop',
  'school',
  'clinic',
  'civicOrg',
  'publicBody',
  'other',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** 待核验、已核验、未通过、已停用、已注销. */
export const organisationStates = ['waiting', 'verified', 'declined', 'suspended', 'ended'] as const;
export type OrganisationState = (typeof organisationStates)[number];

/** What the representatives do with the account of their organisation. */
export const ownActs = [
  'apply',
  'withdraw',
  'changeContact',
  'invite',
  'remove',
  'leave',
  'demand',
  'close',
] as const;
export type OwnAct = (typeof ownActs)[number];

/** What the centre of its place does with it. */
export const deskActs = ['verify', 'decline', 'suspend', 'resume', 'end'] as const;
export type DeskAct = (typeof deskActs)[number];

export interface Standing {
  readonly state: OrganisationState;
  /** Whether a name and code wait to be verified. */
  readonly applied: boolean;
}

/** Who speaks for an ended account has nothing more to do; a suspended one makes no demands and asks for no change. */
const ownIn: Record<OrganisationState, readonly OwnAct[]> = {
  waiting: ['changeContact', 'invite', 'remove', 'leave', 'close'],
  verified: ['apply', 'withdraw', 'changeContact', 'invite', 'remove', 'leave', 'demand', 'close'],
  declined: ['apply', 'changeContact', 'invite', 'remove', 'leave', 'close'],
  suspended: ['withdraw', 'changeContact', 'invite', 'remove', 'leave'],
  ended: [],
};

const deskIn: Record<OrganisationState, readonly DeskAct[]> = {
  waiting: ['verify', 'decline', 'end'],
  verified: ['verify', 'decline', 'suspend', 'end'],
  declined: ['end'],
  suspended: ['verify', 'decline', 'resume', 'end'],
  ended: [],
};

const onApplication: readonly (OwnAct | DeskAct)[] = ['verify', 'decline', 'withdraw'];

/** Whether an act fits what waits: an application is decided or withdrawn while there is one, and made while there is none. */
const fits = (act: OwnAct | DeskAct, applied: boolean): boolean =>
  act === 'apply' ? !applied : !onApplication.includes(act) || applied;

export const ownActsOf = ({ state, applied }: Standing): OwnAct[] =>
  ownIn[state].filter((act) => fits(act, applied));

export const deskActsOf = ({ state, applied }: Standing): DeskAct[] =>
  deskIn[state].filter((act) => fits(act, applied));

/** What notices and orders are sent to; a suspended account reads and answers what it was sent. */
export const isReached = (state: OrganisationState): boolean => state === 'verified';

/** An account is never left without anybody who speaks for it while it is open. */
export const mayLeave = (representatives: number): boolean => representatives > 1;

/** Days for which an invitation is open. */
export const invitationDays = 30;
