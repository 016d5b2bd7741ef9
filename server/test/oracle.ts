import type { Role } from '@heliu/contract/permission';

/**
 * Who may use each endpoint, written by hand from what each role is there for. It is not derived from the table of
 * permissions: the test compares the two, so that a permission forgotten or given by mistake is noticed.
 */
export type Who = 'everybody' | 'signedIn' | readonly Role[];

const administrators: Who = ['administrator'];
const staff: Who = ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader', 'administrator'];
/** Everybody who has a part in matters; administrators look after people and rules, not after matters. */
const participants: Who = ['resident', 'officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'];
/** Everybody who works through a queue of matters. */
const desk: Who = ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'];
const registrars: Who = ['officer', 'operator'];
const centre: Who = ['operator', 'supervisor'];
const doers: Who = ['officer', 'operator', 'handler'];
const checkers: Who = ['operator', 'verifier'];
const deciders: Who = ['supervisor'];
const overseers: Who = ['operator', 'supervisor', 'leader'];

export const endpointOracle: Readonly<Record<string, Who>> = {
  'session.get': 'everybody',
  'session.signIn': 'everybody',
  'session.totp': 'everybody',
  'session.signOut': 'everybody',
  'session.startOidc': 'everybody',
  'session.finishOidc': 'everybody',
  'resident.requestSignUp': 'everybody',
  'resident.confirmSignUp': 'everybody',
  'account.requestRecovery': 'everybody',
  'account.confirmRecovery': 'everybody',
  'live.open': 'signedIn',
  'session.list': 'signedIn',
  'session.revoke': 'signedIn',
  'session.revokeOthers': 'signedIn',
  'account.changePassword': 'signedIn',
  'account.setLanguage': 'signedIn',
  'account.startTotp': 'signedIn',
  'account.confirmTotp': 'signedIn',
  'account.renewRecoveryCodes': 'signedIn',
  'account.disableTotp': 'signedIn',
  'account.list': administrators,
  'account.get': administrators,
  'account.create': administrators,
  'account.update': administrators,
  'account.setRoles': administrators,
  'account.holdings': administrators,
  'account.deactivate': administrators,
  'account.reactivate': administrators,
  'account.setPassword': administrators,
  'account.resetTotp': administrators,
  'account.endSessions': administrators,
  'scope.search': administrators,

  'city.overview': 'everybody',
  'city.grids': 'everybody',
  'place.search': 'everybody',
  'place.locate': 'everybody',
  'place.get': 'everybody',
  'map.tile': 'everybody',
  'city.staffOverview': staff,
  'city.rules': staff,
  'city.simulateRoute': staff,
  'city.catalogue': staff,
  'city.legalYears': staff,
  'city.versions': administrators,
  'city.versionChanges': administrators,
  'city.import': administrators,
  'city.apply': administrators,
  'city.importLegalYear': administrators,
  'city.calendarAlarm': administrators,
  'grid.shapes': administrators,
  'grid.preview': administrators,
  'grid.edit': administrators,
  'grid.undo': administrators,
  'grid.edits': administrators,
  'grid.file': administrators,

  'evidence.upload': 'signedIn',
  'evidence.uploadPublic': 'everybody',
  'evidence.get': 'signedIn',

  'demo.progress': 'everybody',
  'matter.report': 'everybody',
  'matter.track': 'everybody',
  'report.open': 'everybody',
  'report.evidence': 'everybody',
  'report.recover': 'everybody',
  'report.comment': 'everybody',
  'report.rate': 'everybody',
  'report.reopen': 'everybody',
  'report.list': 'signedIn',
  'matter.list': participants,
  'matter.count': participants,
  'matter.get': participants,
  'matter.history': participants,
  'map.matters': participants,
  'map.placeMatters': participants,
  'matter.addComment': participants,
  'matter.allowed': desk,
  'matter.presence': desk,
  'savedView.list': desk,
  'savedView.save': desk,
  'savedView.change': desk,
  'savedView.delete': desk,
  'matter.colleagues': ['operator', 'handler', 'supervisor'],
  'matter.register': registrars,
  'matter.duplicates': registrars,
  'matter.handleOnSpot': registrars,
  'matter.reveal': ['officer', 'operator', 'handler', 'verifier', 'supervisor'],
  'matter.recordPreFilingCheck': ['officer', 'operator', 'verifier'],
  'matter.rate': ['resident'],
  'matter.reopen': ['resident', 'operator', 'supervisor'],
  'matter.assignHolder': ['operator', 'handler', 'supervisor'],
  'matter.reviewAppeal': ['supervisor', 'leader'],

  'matter.reclassify': centre,
  'matter.startPreFilingCheck': centre,
  'matter.accept': centre,
  'matter.file': centre,
  'matter.decline': centre,
  'matter.dispatch': centre,
  'matter.addAssist': centre,
  'matter.withdrawAssist': centre,
  'matter.escalate': centre,
  'matter.assignDown': centre,
  'matter.callBack': centre,
  'matter.proposeVoid': centre,
  'matter.proposeForceClose': centre,
  'matter.merge': centre,
  'matter.undoMerge': centre,

  'matter.signFor': doers,
  'matter.returnBack': doers,
  'matter.transfer': doers,
  'matter.handle': doers,
  'matter.feedBack': doers,
  'matter.requestExtension': doers,
  'matter.requestSuspension': doers,
  'matter.appealOverdue': doers,

  'matter.recordPostHandlingCheck': checkers,
  'matter.rework': checkers,
  'matter.close': checkers,
  'matter.spotCheck': checkers,

  'matter.rule': deciders,
  'matter.decideExtension': deciders,
  'matter.decideSuspension': deciders,
  'matter.resume': deciders,
  'matter.void': deciders,
  'matter.decideVoid': deciders,
  'matter.decideForceClose': deciders,

  'statistics.closing': overseers,
  'statistics.counted': overseers,
};
