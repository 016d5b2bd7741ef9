import { describe, expect, test } from 'vitest';
import { fill } from '../text.ts';
import { commandKinds } from './commands.ts';
import { contextOf, deadEnds, type Edge, explore, type Exploration, type World } from './proof/explore.ts';
import { stepFault } from './proof/invariants.ts';
import { disagreement } from './proof/agreement.ts';
import type { Matter } from './model.ts';
import { refusals } from './refusals.ts';
import { shownByExample } from './proof/payload-refusals.ts';
import { type } from './proof/world.ts';
import { exceptionNames, smallRules, worldOf } from './proof/worlds.ts';

const seenRefusals = new Set<string>();
const seenTaken = new Set<string>();

function checkTexts({ decision }: Edge): void {
  if (decision.ok || seenRefusals.has(decision.refusal.code)) return;
  const { code, params } = decision.refusal;
  seenRefusals.add(code);
  for (const text of [refusals[code].zh, refusals[code].en]) {
    expect(fill(text, params), code).not.toMatch(/\{\w+\}/);
  }
}

const labelOf = ({ from, attempt }: Edge): string =>
  `${JSON.stringify(attempt.command)} by ${attempt.actor.accountId ?? attempt.actor.kind} in ${from.key}`;

function run(world: World): Exploration {
  return explore(world, (edge, context) => {
    checkTexts(edge);
    if (!edge.decision.ok) return;
    seenTaken.add(edge.attempt.command.kind);
    const fault = stepFault(edge.from.matter, edge.decision, context);
    if (fault) throw new Error(`${fault}: ${labelOf(edge)}`);
  });
}

const regularlyClosed = ({ closing }: Matter): boolean => closing?.way === 'checked';

/** States from which no closure by a passed check can be reached any more. */
const stuckIn = (exploration: Exploration): string[] =>
  deadEnds(exploration, regularlyClosed).map(({ key }) => key);

describe('everything that can happen to a matter with two work orders', () => {
  test.each(exceptionNames)('%s, with the counts of the pack; screens are told the same', (name) => {
    const world = worldOf([name]);
    const exploration = run(world);
    expect(exploration.visits.length).toBeGreaterThan(70);
    expect(stuckIn(exploration)).toEqual([]);
    for (const visit of exploration.visits.filter(({ id }) => id % 11 === 0 || id < 300)) {
      const fault = disagreement(visit.matter, (actor) =>
        contextOf(world, actor, visit.now, visit.counterpart),
      );
      expect(fault, visit.key).toBeNull();
    }
  });

  const pairs = exceptionNames.flatMap((first, index) =>
    exceptionNames.slice(index + 1).map((second) => [first, second] as const),
  );
  test.each(pairs)('%s together with %s', (first, second) => {
    expect(stuckIn(run(worldOf([first, second], { rules: smallRules })))).toEqual([]);
  });

  test.each([
    [
      'the clock runs from the signature',
      { rules: { ...smallRules, handlingClockFrom: 'signature' } },
      ['returning'],
    ],
    [
      'a pre-filing check is required',
      { type: type({ preFilingCheckRequired: true }), rules: smallRules },
      ['afterwards'],
    ],
    ['no filing is required', { type: type({ filingRequired: false }) }, ['merging']],
    [
      'no check is required',
      { type: type({ postHandlingCheckRequired: false }), rules: smallRules },
      ['afterwards'],
    ],
    [
      'nothing is settled on the spot, and evidence is required',
      { type: type({ onSpotAllowed: false, evidenceRequired: true }) },
      ['voiding'],
    ],
  ] as const)('where %s', (_name, over, together) => {
    const exploration = run(worldOf(together, over));
    expect(exploration.visits.length).toBeGreaterThan(40);
    expect(stuckIn(exploration)).toEqual([]);
  });

  test('every command was taken somewhere', () => {
    const untaken = commandKinds.filter((kind) => !seenTaken.has(kind));
    // A matter is registered once, before all this; a changed calendar is shown in clocks.test.ts, a changed grid in relocating.test.ts.
    expect(untaken).toEqual(['register', 'recomputeDue', 'relocate']);
  });

  test('every refusal was met, or depends on a payload and is shown in refusals.test.ts', () => {
    const unmet = Object.keys(refusals).filter((code) => !seenRefusals.has(code));
    expect(unmet).toEqual(shownByExample);
  });
});
