import type { MatterCommand } from '../commands.ts';
import type { Actor, DecideContext, Permitted } from '../context.ts';
import { allowed, decide } from '../decide.ts';
import type { Matter } from '../model.ts';
import { attemptsFor } from './attempts.ts';

const isFor = ({ command, workOrderNo }: Permitted, tried: MatterCommand): boolean =>
  tried.kind === command &&
  (workOrderNo === null || ('workOrderNo' in tried && tried.workOrderNo === workOrderNo));

/** Refusals that depend on the payload alone, so that `allowed` cannot know them. */
const byPayload = new Set(['order.unknown', 'custody.same', 'order.unitTwice', 'type.same', 'holder.same']);

function disagreementOn(
  permitted: Permitted,
  tried: readonly MatterCommand[],
  matter: Matter,
  context: DecideContext,
): string | null {
  const decisions = tried.map((command) => decide(matter, command, context));
  const { command, refusal } = permitted;
  if (refusal === null) return null;
  for (const decision of decisions) {
    if (decision.ok) return `${command} is taken although a screen says ${refusal.code}`;
    const { code } = decision.refusal;
    if (code !== refusal.code && !byPayload.has(code))
      return `${command}: ${code}, on screen ${refusal.code}`;
  }
  return null;
}

/** Where what a screen is told differs from what the server would do; null where they agree. */
export function disagreement(matter: Matter, contextOf: (actor: Actor) => DecideContext): string | null {
  const byActor = Map.groupBy(attemptsFor(matter), ({ actor }) => actor);
  for (const [actor, attempts] of byActor) {
    const context = contextOf(actor);
    const commands = attempts.map(({ command }) => command);
    for (const permitted of allowed(matter, context)) {
      const tried = commands.filter((command) => isFor(permitted, command));
      const fault = disagreementOn(permitted, tried, matter, context);
      if (fault) return `${fault} (${actor.accountId ?? actor.kind})`;
    }
  }
  return null;
}
