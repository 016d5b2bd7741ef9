import type { CommandOf } from '@heliu/contract/matter/commands';
import { decide } from '@heliu/contract/matter/decide';
import { type MatterChange, type MatterStory, planAct, planCounterpart } from '../matter/index.ts';
import { type Random, uuidFrom } from './random.ts';
import type { Scene } from './scene.ts';
import { byDay, minuteMs, reasonOf } from './timing.ts';

const lastOf = (story: MatterStory): MatterChange => story.at(-1) ?? story[0];

/** Both stories with the first merged into the second; undefined where the life cycle does not allow it. */
export function mergeStories(
  scene: Scene,
  one: MatterStory,
  other: MatterStory,
  random: Random,
): [MatterStory, MatterStory] | undefined {
  const { after: before, placePath, at: told } = lastOf(one);
  const target = lastOf(other);
  const operator = scene.cast.inRole('operator', before.centreUnitId, random);
  if (operator === undefined) return undefined;
  const at = byDay(Math.max(told, target.at) + 20 * minuteMs, scene, random);
  const command: CommandOf<'merge'> = {
    kind: 'merge',
    intoMatterId: target.after.matterId,
    reasonCode: reasonOf(scene, 'merge', random),
  };
  const decided = decide(before, command, {
    now: at,
    actor: operator.actor,
    rules: scene.city.pack.lifeCycle,
    type: scene.city.typeRules(before.typeCode, before.filingCondition ?? undefined),
    calendar: scene.city.calendar,
    counterpart: target.after,
  });
  if (!decided.ok) return undefined;
  const facts = { actorId: operator.accountId, commandId: uuidFrom(random, at), at };
  const { change } = planAct({
    before,
    placePath,
    command,
    decided,
    facts,
    endpoint: 'matter.merge',
    evidence: [],
  });
  const second = planCounterpart(target.after, target.placePath, decided, facts);
  return (
    second && [
      [...one, change],
      [...other, second],
    ]
  );
}
