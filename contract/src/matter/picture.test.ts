import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commandKinds } from './commands.ts';
import { explore, type World } from './proof/explore.ts';
import { commandTable, diagram, note, type Sightings, table } from './proof/picture.ts';
import { type } from './proof/world.ts';
import { exceptionNames, smallRules, worldOf } from './proof/worlds.ts';
import { defaultRules, type LifeCycleRules } from './rules.ts';

const page = fileURLToPath(new URL('../../../docs/life-cycle.md', import.meta.url));

const meanings: Readonly<Record<Exclude<keyof LifeCycleRules, 'pauses' | 'limits'>, string>> = {
  maxExtensions: 'approved extensions of one work order',
  returnsBeforeRuling: 'returns after which a ruling names the unit',
  maxTransfers: 'transfers of one matter from unit to unit',
  maxAssists: 'assisting units with an open order at a time',
  maxSuspensions: 'suspensions of one matter',
  suspensionMaxDays: 'days that a suspension lasts at most',
  maxReopenings: 'reopenings of one matter',
  reopenWithinDays: 'days after closing or declining in which it can be reopened',
  keepReportsDays: 'days after its end for which the personal data of its reports is kept',
  maxCallBacks: 'attempts after which a call-back counts as done',
  spotCheckShare: 'share of the closures on the spot that a second person checks',
  returnWindow: 'time in which a unit may return its order; none = while it is open',
  handlingClockFrom: "where a unit's handling limit begins: `dispatch` or `signature`",
};

function ruleTable(): string {
  const names = Object.keys(meanings) as (keyof typeof meanings)[];
  const set = (value: LifeCycleRules[keyof typeof meanings]) =>
    typeof value === 'object' ? 'none' : `${value}`;
  const rows = names.map((name) => [`\`${name}\``, set(defaultRules[name]), meanings[name]]);
  return table(['rule', 'default', 'meaning'], rows);
}

const rules = { ...smallRules, returnsBeforeRuling: 2 };
const withReturns = ['forcing', 'voiding', 'merging', 'custody', 'extending'] as const;
/** Left out beside a return, where they add states but no arrows. */
const asides = new Set(['addAssist', 'recordPreFilingCheck', 'transfer']);

/** Where it can happen at all: with two orders, after a return, without filing, without a check. */
function lookAtEverything(): Sightings {
  const sightings: Sightings = new Map();
  const returned = withReturns.map((name) => {
    const world = worldOf(['returning', name], { rules, time: false });
    const follow: World['follow'] = (command, actor) =>
      !asides.has(command.kind) && (command.kind === 'requestExtension' || world.follow(command, actor));
    return { ...world, follow };
  });
  const worlds = [
    ...exceptionNames.map((name) => worldOf([name], { rules })),
    ...returned,
    worldOf([], { rules, type: type({ filingRequired: false }) }),
    worldOf([], { rules, type: type({ postHandlingCheckRequired: false }) }),
  ];
  for (const world of worlds) explore(world, (edge) => note(sightings, edge));
  return sightings;
}

test('the page draws the life cycle as the exploration finds it (vitest -u run --project contract src/matter/picture redraws it)', async () => {
  const sightings = lookAtEverything();
  const parts: Readonly<Record<string, string>> = {
    diagram: diagram(sightings),
    commands: commandTable(sightings),
    rules: ruleTable(),
  };
  expect(commandKinds.filter((kind) => !sightings.has(kind))).toEqual([
    'register',
    'recomputeDue',
    'relocate',
  ]);
  const text = await readFile(page, 'utf8');
  const drawn = text.replaceAll(
    /(<!-- drawn: (\w+) -->\n\n)[\s\S]*?(\n\n<!-- end -->)/g,
    (_all, start: string, name: string, end: string) => `${start}${parts[name] ?? ''}${end}`,
  );
  await expect(drawn).toMatchFileSnapshot(page);
});
