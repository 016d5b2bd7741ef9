import { findCentre } from '@heliu/contract/city/pack-index';
import type { Permission } from '@heliu/contract/permission';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { centresLed } from '../matter/index.ts';

/** The centre whose desk gets the mails: that of the district. */
export const deskOf = ({ index, pack }: City): string =>
  findCentre(index, pack.districtCode, 'district')?.code ?? pack.fallback.unit;

/** Centres whose mails an actor deals with: those that an operator's role reaches. */
function desksOf({ grants, ...actor }: Actor, city: City): string[] {
  const own = grants.filter(({ role }) => role === 'operator');
  return centresLed({ ...actor, grants: own }, city).concat(own.flatMap(({ unitId }) => unitId ?? []));
}

/** Mails come to the district's desk alone; whoever is an operator elsewhere has nothing to handle. */
export function withoutMails(actor: Actor, city: City | undefined): Actor {
  if (!actor.permissions.has('mail.handle') || city === undefined) return actor;
  if (desksOf(actor, city).includes(deskOf(city))) return actor;
  return { ...actor, permissions: actor.permissions.difference(new Set<Permission>(['mail.handle'])) };
}

/** Rows of `mails.mails` (as `l`) that an actor deals with. */
export const mine = (actor: Actor, city: City): RawBuilder<boolean> =>
  sql<boolean>`(l.unit_id = ANY(${desksOf(actor, city)}::text[]))`;
