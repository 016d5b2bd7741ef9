import { expect, test } from 'vitest';
import {
  type DeskAct,
  deskActs,
  deskActsOf,
  isReached,
  mayLeave,
  organisationStates,
  type OwnAct,
  ownActs,
  ownActsOf,
  type Standing,
} from './organisation.ts';

/** What an act leaves behind, written out again: the server does the same with its rows. */
function after({ state, applied }: Standing, act: OwnAct | DeskAct): Standing {
  switch (act) {
    case 'apply':
      return { state: state === 'declined' ? 'waiting' : state, applied: true };
    case 'withdraw':
      return { state, applied: false };
    case 'verify':
      return { state: state === 'waiting' ? 'verified' : state, applied: false };
    case 'decline':
      return { state: state === 'waiting' ? 'declined' : state, applied: false };
    case 'suspend':
      return { state: 'suspended', applied };
    case 'resume':
      return { state: 'verified', applied };
    case 'end':
    case 'close':
      return { state: 'ended', applied: false };
    default:
      return { state, applied };
  }
}

const keyOf = ({ state, applied }: Standing) => `${state}${applied ? ' applied' : ''}`;

/** Every standing that a new account can come to. */
function walk(): Map<string, Standing> {
  const found = new Map<string, Standing>();
  const open: Standing[] = [{ state: 'waiting', applied: true }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(keyOf(next))) continue;
    const here = next;
    found.set(keyOf(here), here);
    open.push(...[...ownActsOf(here), ...deskActsOf(here)].map((act) => after(here, act)));
  }
  return found;
}

test('an account comes to these standings and no others', () => {
  expect([...walk().keys()].toSorted()).toEqual([
    'declined',
    'ended',
    'suspended',
    'suspended applied',
    'verified',
    'verified applied',
    'waiting applied',
  ]);
});

test('what waits can be decided wherever it waits, and nothing is decided twice', () => {
  for (const standing of walk().values()) {
    const acts = deskActsOf(standing);
    expect(acts.includes('verify'), keyOf(standing)).toBe(standing.applied);
    expect(acts.includes('decline'), keyOf(standing)).toBe(standing.applied);
    expect(ownActsOf(standing).includes('apply') && standing.applied, keyOf(standing)).toBe(false);
  }
});

test('demands are made by verified accounts alone, which alone are sent anything', () => {
  for (const state of organisationStates) {
    for (const applied of [false, true]) {
      expect(ownActsOf({ state, applied }).includes('demand')).toBe(state === 'verified');
    }
    expect(isReached(state)).toBe(state === 'verified');
  }
});

test('an ended account is over for everybody, and every other one can come to its end', () => {
  expect([
    ...ownActsOf({ state: 'ended', applied: false }),
    ...deskActsOf({ state: 'ended', applied: false }),
  ]).toEqual([]);
  for (const standing of walk().values()) {
    if (standing.state !== 'ended') expect(deskActsOf(standing), keyOf(standing)).toContain('end');
  }
});

test('every act has a standing in which it can be done', () => {
  const all = [...walk().values()];
  const done = new Set<string>(all.flatMap((standing) => [...ownActsOf(standing), ...deskActsOf(standing)]));
  expect([...ownActs, ...deskActs].filter((act) => !done.has(act))).toEqual([]);
});

test('the last one stays', () => {
  expect([0, 1, 2, 3].map(mayLeave)).toEqual([false, false, true, true]);
});
