import type { EndpointSpec } from '@heliu/contract/endpoint';
import {
  type DeskAct,
  deskActsOf,
  type OwnAct,
  ownActsOf,
  type Standing,
} from '@heliu/contract/organisation/organisation';
import { Problem } from '@heliu/contract/problem';
import type { RawBuilder } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { type Facts, organisationEvent } from './events.ts';
import { mayVerify, spokenFor, visibleOrganisation } from './policy.ts';
import type { OrganisationRoom } from './room.ts';
import { insertAct, type LockedOrganisation, lockOrganisation } from './store.ts';

export interface Asked {
  readonly organisationId: string;
  readonly commandId: string;
  readonly actor: Actor;
}

export interface Receipt {
  readonly organisationId: string;
}

export interface Work extends Facts {
  readonly trx: Trx;
  readonly found: LockedOrganisation;
  readonly city: City;
  readonly by: number;
}

/** What was done: the name of its event, and what the history keeps of it. */
export interface Done {
  readonly kind: string;
  readonly words?: string | null;
  readonly payload?: Readonly<Record<string, unknown>>;
}

interface Doing {
  readonly endpoint: EndpointSpec;
  readonly work: (work: Work) => Promise<readonly Done[]>;
}

interface Way extends Doing {
  readonly visible: (city: City) => RawBuilder<boolean>;
  readonly may: (found: LockedOrganisation, city: City) => boolean;
  readonly now: (standing: Standing) => boolean;
}

/** @throws Problem `resource.notFound`, `auth.forbidden`, `organisation.notNow`. */
async function actOn(
  { kernel: { db, clock }, city: { current } }: OrganisationRoom,
  { organisationId, commandId, actor }: Asked,
  { endpoint, visible, may, now, work }: Way,
): Promise<Receipt> {
  const city = current();
  const by = actor.accountId;
  const facts = { at: clock.now(), actorId: by, commandId };
  const record = { commandId, endpoint: endpoint.id, accountId: by, at: facts.at };
  return runCommand(db, record, async (trx) => {
    const found = await lockOrganisation(trx, organisationId, visible(city));
    if (found === undefined) throw new Problem('resource.notFound');
    if (!may(found, city)) throw new Problem('auth.forbidden');
    if (!now(found)) throw new Problem('organisation.notNow');
    const done = await work({ ...facts, trx, found, city, by });
    for (const one of done) await insertAct(trx, { id: organisationId, at: facts.at, by }, one);
    await appendEvents(
      trx,
      done.map(({ kind, payload }) => organisationEvent(found, kind, facts, city, payload)),
    );
    return { reply: { organisationId }, subject: `organisation:${organisationId}` };
  });
}

/** One act of somebody who speaks for the organisation: once, with its events and record. */
export const actAsOwn = (
  room: OrganisationRoom,
  asked: Asked,
  { act, ...doing }: Doing & { readonly act: OwnAct },
): Promise<Receipt> =>
  actOn(room, asked, {
    ...doing,
    visible: () => spokenFor(asked.actor.accountId),
    may: () => true,
    now: (standing) => ownActsOf(standing).includes(act),
  });

/** One act of the centre that looks after the organisation. */
export const actAsDesk = (
  room: OrganisationRoom,
  asked: Asked,
  { act, ...doing }: Doing & { readonly act: DeskAct },
): Promise<Receipt> =>
  actOn(room, asked, {
    ...doing,
    visible: (city) => visibleOrganisation(asked.actor, city),
    may: ({ placePath }, city) => mayVerify(asked.actor, placePath, city),
    now: (standing) => deskActsOf(standing).includes(act),
  });
