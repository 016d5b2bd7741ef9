import type { MatterCommandKind } from '@heliu/contract/matter/permissions';
import type { GivenAccount } from './factories.ts';

/**
 * Who reaches one matter, written by hand: it lies in grid g1 (town t1), its centre is that of t1, and the department
 * water has its work order. `commands` are those that the policy lets the person give on it.
 */
export interface Reach {
  readonly who: GivenAccount;
  readonly sees: boolean;
  /** The page and the history are for those who work on it; reporters have pages of their own. */
  readonly reads?: false;
  readonly commands: readonly MatterCommandKind[];
}

const triage: readonly MatterCommandKind[] = [
  'reclassify',
  'startPreFilingCheck',
  'accept',
  'file',
  'decline',
  'dispatch',
  'addAssist',
  'withdrawAssist',
  'escalate',
  'assignDown',
  'callBack',
  'proposeVoid',
  'proposeForceClose',
  'merge',
  'undoMerge',
];
const checks: readonly MatterCommandKind[] = ['recordPostHandlingCheck', 'rework', 'close', 'spotCheck'];
const decisions: readonly MatterCommandKind[] = [
  'rule',
  'decideExtension',
  'decideSuspension',
  'resume',
  'void',
  'decideVoid',
  'decideForceClose',
  'reviewAppeal',
];
const order: readonly MatterCommandKind[] = [
  'signFor',
  'returnBack',
  'transfer',
  'handle',
  'feedBack',
  'requestExtension',
  'appealOverdue',
];

const operatorOfCentre: readonly MatterCommandKind[] = [
  ...triage,
  ...checks,
  'recordPreFilingCheck',
  'assignHolder',
  'reopen',
  'requestSuspension',
  'handleOnSpot',
  'addComment',
];
const supervisorOfCentre: readonly MatterCommandKind[] = [
  ...triage,
  ...decisions,
  'assignHolder',
  'reopen',
  'addComment',
];

const hidden = { sees: false, commands: [] } as const;

export const reachOracle: Readonly<Record<string, Reach>> = {
  'the resident who reported it': {
    who: { kind: 'resident' },
    sees: true,
    reads: false,
    commands: ['rate', 'addComment'],
  },
  'another resident': { who: { kind: 'resident' }, ...hidden },
  'the officer of its grid': {
    who: { grants: [{ role: 'officer', place: 'd/t1/c1/g1' }] },
    sees: true,
    commands: ['recordPreFilingCheck', 'handleOnSpot', 'requestSuspension', 'addComment'],
  },
  'an officer of another town': { who: { grants: [{ role: 'officer', place: 'd/t2/c2/g2' }] }, ...hidden },
  'an operator of its town': {
    who: { grants: [{ role: 'operator', place: 'd/t1' }] },
    sees: true,
    commands: operatorOfCentre,
  },
  'an operator of its centre': {
    who: { grants: [{ role: 'operator', unit: 'centre-t1', reach: 'd/t1' }] },
    sees: true,
    commands: operatorOfCentre,
  },
  'an operator of the district': {
    who: { grants: [{ role: 'operator', place: 'd' }] },
    sees: true,
    commands: operatorOfCentre,
  },
  'an operator of another town': { who: { grants: [{ role: 'operator', place: 'd/t2' }] }, ...hidden },
  'an operator of another centre': {
    who: { grants: [{ role: 'operator', unit: 'centre-t2', reach: 'd/t2' }] },
    ...hidden,
  },
  'a handler of the department that has it': {
    who: { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] },
    sees: true,
    commands: [...order, 'assignHolder', 'requestSuspension', 'addComment'],
  },
  'a handler of another department': {
    who: { grants: [{ role: 'handler', unit: 'roads', reach: 'd' }] },
    ...hidden,
  },
  'a verifier of its town': {
    who: { grants: [{ role: 'verifier', place: 'd/t1' }] },
    sees: true,
    commands: [...checks, 'recordPreFilingCheck', 'addComment'],
  },
  'a verifier of another town': { who: { grants: [{ role: 'verifier', place: 'd/t2' }] }, ...hidden },
  'a supervisor of its town': {
    who: { grants: [{ role: 'supervisor', place: 'd/t1' }] },
    sees: true,
    commands: supervisorOfCentre,
  },
  'a supervisor of the district': {
    who: { grants: [{ role: 'supervisor', place: 'd' }] },
    sees: true,
    commands: supervisorOfCentre,
  },
  'a supervisor of another town': { who: { grants: [{ role: 'supervisor', place: 'd/t2' }] }, ...hidden },
  'a leader of the district': {
    who: { grants: [{ role: 'leader', place: 'd' }] },
    sees: true,
    commands: ['reviewAppeal', 'addComment'],
  },
  'a leader of another town': { who: { grants: [{ role: 'leader', place: 'd/t2' }] }, ...hidden },
  'an administrator of the district': {
    who: { grants: [{ role: 'administrator', place: 'd' }] },
    ...hidden,
  },
  // Roles add up, and each only where it is held.
  'an officer of its grid who handles for another department': {
    who: {
      grants: [
        { role: 'officer', place: 'd/t1/c1/g1' },
        { role: 'handler', unit: 'roads', reach: 'd' },
      ],
    },
    sees: true,
    commands: ['recordPreFilingCheck', 'handleOnSpot', 'requestSuspension', 'addComment'],
  },
  'a supervisor of another town who verifies in its town': {
    who: {
      grants: [
        { role: 'supervisor', place: 'd/t2' },
        { role: 'verifier', place: 'd/t1' },
      ],
    },
    sees: true,
    commands: [...checks, 'recordPreFilingCheck', 'addComment'],
  },
};
