import { decide } from '@heliu/contract/matter/decide';
import type { Matter } from '@heliu/contract/matter/model';
import { type EvidenceFacts, planAct, type MatterChange, type MatterStory } from '../matter/index.ts';
import type { Move } from './move.ts';
import { nextMove } from './moves.ts';
import { type Random, uuidFrom } from './random.ts';
import { openScene, type Reporter, type Scene } from './scene.ts';

const mostMoves = 40;

/** What makes a story one of a known reporter, told up to a point. */
export interface Told {
  readonly reporter?: Reporter;
  readonly enough?: (matter: Matter) => boolean;
}

/**
 * The story of one matter from its report to `until`: every step is a real command that the life cycle decided on, so
 * nothing stands in the demo that the product could not have done.
 */
export function tellStory(
  scene: Scene,
  random: Random,
  at: number,
  until: number,
  { reporter, enough }: Told = {},
): MatterStory {
  return goOn(scene, openScene(scene, random, at, reporter), random, until, enough);
}

/** What became of a matter after it was registered. */
export function goOn(
  scene: Scene,
  first: MatterChange,
  random: Random,
  until: number,
  enough?: (matter: Matter) => boolean,
): MatterStory {
  const changes: [MatterChange, ...MatterChange[]] = [first];
  let matter = first.after;
  let now = first.at;
  for (let moves = 0; moves < mostMoves; moves += 1) {
    if (enough?.(matter) === true) break;
    const move = nextMove(scene, matter, random, now);
    if (move === undefined || move.at > until) break;
    const change = take(scene, matter, first.placePath, move, random);
    // Refused, such as more time that is asked for too late: the players think of something else.
    if (change === undefined) continue;
    changes.push(change);
    matter = change.after;
    now = move.at;
  }
  return changes;
}

export function take(
  { city }: Scene,
  before: Matter,
  placePath: string,
  { command, actor, accountId, at }: Move,
  random: Random,
): MatterChange | undefined {
  const condition = command.kind === 'file' ? command.filingCondition : before.filingCondition;
  const decided = decide(before, command, {
    now: at,
    actor,
    rules: city.pack.lifeCycle,
    type: city.typeRules(before.typeCode, condition ?? undefined),
    calendar: city.calendar,
  });
  if (!decided.ok) return undefined;
  return planAct({
    before,
    placePath,
    command,
    decided,
    facts: { actorId: accountId, commandId: uuidFrom(random, at), at },
    endpoint: `matter.${command.kind}`,
    evidence: photosOf(command),
  }).change;
}

function photosOf(command: Move['command']): EvidenceFacts[] {
  const ids = 'evidenceIds' in command ? command.evidenceIds : [];
  const workOrderNo = 'workOrderNo' in command ? command.workOrderNo : null;
  return ids.map((fileId) => ({ fileId, workOrderNo, reportId: null }));
}
