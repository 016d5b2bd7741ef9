import { randomUUID } from 'node:crypto';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import { isFinal } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import type { CardSource } from '@heliu/contract/supervision';
import {
  type RecipientRule,
  recipientRoles,
  type SupervisionLevel,
} from '@heliu/contract/supervision/ladder';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import type { Context } from '../kernel/route.ts';
import { issueCards } from './issue.ts';
import { type SeenMatter, seenMatter } from './of-matter.ts';
import { type MatterAct, mayAct } from './policy.ts';
import { heldKeys, recipientsOf } from './recipients.ts';
import type { SupervisionRoom } from './room.ts';

export interface Demand {
  readonly commandId: string;
  readonly demand: string;
  readonly dueAt?: string | undefined;
  readonly workOrderNo?: number | undefined;
}

interface Kind {
  readonly act: MatterAct;
  readonly source: CardSource;
  readonly level: SupervisionLevel | null;
  readonly to: readonly RecipientRule[];
}

const unit: RecipientRule = { at: 'unit' };
const town: RecipientRule = { at: 'township', role: 'supervisor' };

/** A leader's instruction also goes to the supervisor of the town, who sees to it. */
export const kinds = {
  issueCard: (level: SupervisionLevel): Kind => ({
    act: 'issueCard',
    source: 'supervisor',
    level,
    to: [unit],
  }),
  urge: (): Kind => ({ act: 'urge', source: 'urge', level: null, to: [unit] }),
  instruct: (): Kind => ({ act: 'instruct', source: 'leader', level: null, to: [unit, town] }),
};

/** @throws Problem `input.invalid` for a time that is over. */
function dueOf({ dueAt }: Demand, now: number): number | null {
  if (dueAt === undefined) return null;
  const due = Date.parse(dueAt);
  if (due > now) return due;
  throw new Problem('input.invalid', {
    errors: [{ field: 'body.dueAt', message: 'a time that is still to come' }],
  });
}

/** Unit that has to answer. @throws Problem `resource.notFound` for an order that is not there. */
async function answering(trx: Trx, matter: SeenMatter, workOrderNo: number | undefined): Promise<string> {
  if (workOrderNo === undefined) return matter.holderUnitId;
  const order = await trx
    .selectFrom('matter.work_orders')
    .select('unit_id')
    .where('matter_id', '=', matter.id)
    .where('no', '=', workOrderNo)
    .executeTakeFirst();
  if (order === undefined) throw new Problem('resource.notFound');
  return order.unit_id;
}

/**
 * Issues a card by hand: a supervisor's, an urging, a leader's instruction. The clocks of the matter and their ladders
 * are left as they are.
 * @throws Problem `resource.notFound`, `auth.forbidden`, `supervision.matterOver`, `input.invalid`.
 */
export async function demandOf(
  room: SupervisionRoom,
  endpoint: EndpointSpec,
  kind: Kind,
  { matterId, body, context }: { matterId: string; body: Demand; context: Context },
): Promise<{ cardId: string }> {
  const { db, clock } = room.kernel;
  const { actor } = context;
  const city = room.city.current();
  const at = clock.now();
  const { commandId } = body;
  const record = { commandId, endpoint: endpoint.id, accountId: actor.accountId, at };
  return runCommand(db, record, async (trx) => {
    const matter = await seenMatter(trx, matterId, room.visible(actor, city));
    if (!mayAct(actor, kind.act, matter)) throw new Problem('auth.forbidden');
    if (isFinal(matter.stage)) throw new Problem('supervision.matterOver');
    const unitId = await answering(trx, matter, body.workOrderNo);
    const site = { unitId, centreUnitId: matter.centreUnitId, placePath: matter.placePath };
    const held = heldKeys(await room.postsHeld(trx, recipientRoles));
    const cardId = randomUUID();
    await issueCards(
      trx,
      [
        {
          ...site,
          id: cardId,
          matterId: matter.id,
          source: kind.source,
          level: kind.level,
          clock: null,
          workOrderNo: body.workOrderNo ?? null,
          round: null,
          ladder: null,
          step: null,
          recipients: recipientsOf(kind.to, site, city, held),
          reachedAt: at,
          dueAt: dueOf(body, at),
          demand: body.demand,
          raised: false,
        },
      ],
      { at, actorId: actor.accountId, commandId },
    );
    return { reply: { cardId }, subject: `supervision:${cardId}` };
  });
}
