import type { DecideContext } from '@heliu/contract/matter/context';
import { allowed } from '@heliu/contract/matter/decide';
import { refusals } from '@heliu/contract/matter/refusals';
import type { AllowedOn } from '@heliu/contract/matter/triage';
import type { ActView } from '@heliu/contract/matter/views';
import { fill } from '@heliu/contract/text';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { findMatters, type LoadedMatter } from './load.ts';
import { can, isMatterCommand, mayReadAsStaff, ruleActor } from './policy.ts';
import type { MatterRoom } from './room.ts';

/** Commands that the policy opens to this actor, each possible or with the reason why not. */
export function allowedActs(room: MatterRoom, actor: Actor, loaded: LoadedMatter, city: City): ActView[] {
  const { matter } = loaded;
  const context: DecideContext = {
    now: room.kernel.clock.now(),
    actor: ruleActor(actor, loaded, city),
    rules: city.pack.lifeCycle,
    type: city.typeRules(matter.typeCode, matter.filingCondition ?? undefined),
    calendar: city.calendar,
  };
  return allowed(matter, context).flatMap(({ command, workOrderNo, refusal }) => {
    if (!isMatterCommand(command) || !can(actor, command, loaded, city, workOrderNo ?? undefined)) return [];
    const text = refusal && refusals[refusal.code];
    return [
      {
        command,
        workOrderNo,
        refusal: text && refusal && { zh: fill(text.zh, refusal.params), en: fill(text.en, refusal.params) },
      },
    ];
  });
}

/** The same for several matters at once, in the order asked for. */
export async function allowedOnEach(
  room: MatterRoom,
  actor: Actor,
  matterIds: readonly string[],
): Promise<AllowedOn[]> {
  const city = room.city.current();
  const found = await findMatters(room.kernel.pool, matterIds);
  return [...new Set(matterIds)].flatMap((matterId) => {
    const loaded = found.get(matterId);
    if (loaded === undefined || !mayReadAsStaff(actor, loaded, city)) return [];
    const { matter } = loaded;
    return [
      {
        matterId,
        version: matter.version,
        reported: matter.reporters.length > 0,
        orders: matter.workOrders.map(({ no, unitId, holderId }) => ({ workOrderNo: no, unitId, holderId })),
        allowed: allowedActs(room, actor, loaded, city),
      },
    ];
  });
}
