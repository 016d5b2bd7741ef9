import type { CommandKind, MatterCommand } from '@heliu/contract/matter/commands';
import type { Matter, WorkOrder } from '@heliu/contract/matter/model';
import type { Actor } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import { type DecidingRoom, planned } from './act.ts';
import { allowedActs } from './allowed.ts';
import { findMatters, loadMatter } from './load.ts';
import { mayReadAsStaff } from './policy.ts';
import type { MatterRoom } from './room.ts';
import { inTransaction, writeChange } from './write.ts';

type OrderRole = WorkOrder['role'];

/** A work order that follows from what another capability records, such as a decision of units that met. */
interface OrderFor {
  readonly matterId: string;
  readonly role: OrderRole;
  readonly unitId: string;
  /** What the unit is told to do; of a ruling, also why. */
  readonly words: string;
  readonly commandId: string;
  readonly endpoint: string;
}

/** The command that sends it: a lead is dispatched, or ruled on where units have returned the matter too often. */
function commandFor(
  { stage }: Matter,
  { role, unitId, words }: OrderFor,
): Exclude<MatterCommand, { kind: 'register' }> {
  const order = { unitId, instructions: words };
  if (role === 'assist') return { kind: 'addAssist', order };
  if (stage === 'awaitingRuling') return { kind: 'rule', role, order, note: words };
  return { kind: 'dispatch', lead: order, assists: [] };
}

/**
 * Decides a work order as its own command would, and writes it with rows of the caller's: both stand or fall together,
 * and the command of the caller is the one that is recorded.
 * @throws Problem `resource.notFound`, `auth.forbidden`, `command.refused`, `input.invalid`.
 */
export async function planOrder(
  room: DecidingRoom,
  actor: Actor,
  asked: OrderFor,
): Promise<{ workOrderNo: number; write: (trx: Trx) => Promise<boolean> }> {
  const loaded = await loadMatter(room.kernel.pool, asked.matterId);
  const { commandId, endpoint, matterId: ref } = asked;
  const command = commandFor(loaded.matter, asked);
  const { change } = await planned(
    room,
    { ref, command, commandId, endpoint, giver: { as: 'staff', actor } },
    loaded,
  );
  const order = change.after.workOrders.find(
    ({ unitId, role, status }) => unitId === asked.unitId && role === asked.role && status === 'dispatched',
  );
  if (order === undefined) throw new Error(`${command.kind} sent no order to ${asked.unitId}`);
  return {
    workOrderNo: order.no,
    write: (trx) => writeChange(inTransaction(trx), { ...change, command: null }),
  };
}

/** By matter: which work orders an actor may send as the matter stands. */
export async function sendable(
  room: MatterRoom,
  actor: Actor,
  matterIds: readonly string[],
): Promise<Map<string, OrderRole[]>> {
  const city = room.city.current();
  const found = await findMatters(room.kernel.pool, matterIds);
  return new Map(
    [...found]
      .filter(([, loaded]) => mayReadAsStaff(actor, loaded, city))
      .map(([matterId, loaded]) => {
        const acts = allowedActs(room, actor, loaded, city).filter(({ refusal }) => refusal === null);
        return [matterId, rolesIn(loaded.matter, new Set(acts.map(({ command }) => command)))];
      }),
  );
}

function rolesIn({ stage }: Matter, open: ReadonlySet<CommandKind>): OrderRole[] {
  const roles: OrderRole[] = [];
  if (open.has('dispatch') || (stage === 'awaitingRuling' && open.has('rule'))) roles.push('lead');
  if (open.has('addAssist')) roles.push('assist');
  return roles;
}
