import * as people from '@heliu/contract/people';
import { type Route, route } from '../kernel/route.ts';
import { endSessionsOf, setFirstPassword, takeTotpOff } from './account-access.ts';
import { findAccounts, tallyAccounts } from './account-list.ts';
import { correctAccount, openStaffAccount } from './account-profile.ts';
import { changeRoles, closeAccount, reopenAccount, showHoldings } from './account-roles.ts';
import { viewAccount } from './account-view.ts';
import { leaveForProvider, returnFromProvider } from './oidc.ts';
import { changeLanguage, changeOwnPassword, endOtherSessions, endOwnSession, ownSessions } from './own.ts';
import { enrolTotp, makeRecoveryCodes, putTotpInForce, switchTotpOff } from './own-totp.ts';
import { askRecovery, recoverPassword } from './recovery.ts';
import type { PeopleRoom } from './room.ts';
import { findScopes } from './scopes.ts';
import { viewSession } from './session-view.ts';
import { endSession, signInWithCode, signInWithPassword } from './sign-in.ts';
import { askSignUp, openResidentAccount } from './sign-up.ts';

export const peopleRoutes = (room: PeopleRoom): Route[] => [
  ...sessionRoutes(room),
  ...ownRoutes(room),
  ...accountRoutes(room),
];

const sessionRoutes = (room: PeopleRoom): Route[] => [
  route(people.getSession, async (_input, { request }) =>
    viewSession(room, await room.auth.session(request)),
  ),
  route(people.signIn, (input, context) => signInWithPassword(room, input, context)),
  route(people.signInTotp, (input, context) => signInWithCode(room, input, context)),
  route(people.signOut, (_input, context) => endSession(room, context)),
  route(people.startOidc, (input, context) => leaveForProvider(room, input, context)),
  route(people.finishOidc, (_input, context) => returnFromProvider(room, context)),
  route(people.requestSignUp, (input, context) => askSignUp(room, input, context)),
  route(people.confirmSignUp, (input, context) => openResidentAccount(room, input, context)),
  route(people.requestRecovery, (input, context) => askRecovery(room, input, context)),
  route(people.confirmRecovery, (input, context) => recoverPassword(room, input, context)),
];

const ownRoutes = (room: PeopleRoom): Route[] => [
  route(people.listOwnSessions, (_input, context) => ownSessions(room, context)),
  route(people.revokeOwnSession, (input, context) => endOwnSession(room, input, context)),
  route(people.revokeOtherSessions, (input, context) => endOtherSessions(room, input, context)),
  route(people.changePassword, (input, context) => changeOwnPassword(room, input, context)),
  route(people.setLanguage, (input, context) => changeLanguage(room, input, context)),
  route(people.startTotp, (input, context) => enrolTotp(room, input, context)),
  route(people.confirmTotp, (input, context) => putTotpInForce(room, input, context)),
  route(people.renewRecoveryCodes, (input, context) => makeRecoveryCodes(room, input, context)),
  route(people.disableTotp, (input, context) => switchTotpOff(room, input, context)),
];

const accountRoutes = (room: PeopleRoom): Route[] => [
  route(people.listAccounts, (input, context) => findAccounts(room, input, context)),
  route(people.countAccounts, (input, context) => tallyAccounts(room, input, context)),
  route(people.getAccount, ({ params }, { actor }) =>
    viewAccount(room, { id: params.id, actor, endpoint: people.getAccount.id }),
  ),
  route(people.createAccount, (input, context) => openStaffAccount(room, input, context)),
  route(people.updateAccount, (input, context) => correctAccount(room, input, context)),
  route(people.setRoles, (input, context) => changeRoles(room, input, context)),
  route(people.getHoldings, (input, context) => showHoldings(room, input, context)),
  route(people.deactivateAccount, (input, context) => closeAccount(room, input, context)),
  route(people.reactivateAccount, (input, context) => reopenAccount(room, input, context)),
  route(people.setPassword, (input, context) => setFirstPassword(room, input, context)),
  route(people.resetTotp, (input, context) => takeTotpOff(room, input, context)),
  route(people.endAccountSessions, (input, context) => endSessionsOf(room, input, context)),
  route(people.searchScopes, (input, context) => findScopes(room, input, context)),
];
