import { findCentre } from '@heliu/contract/city/pack-index';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { centresLed } from '../matter/index.ts';

/** The centre whose desk gets the mails: that of the district. */
export const deskOf = ({ index, pack }: City): string =>
  findCentre(index, pack.districtCode, 'district')?.code ?? pack.fallback.unit;

/** Centres whose mails an actor deals with. */
const desksOf = (actor: Actor, city: City): string[] =>
  centresLed(actor, city).concat(
    actor.grants.flatMap(({ role, unitId }) => (role === 'operator' && unitId !== null ? [unitId] : [])),
  );

/** Rows of `mails.mails` (as `l`) that an actor deals with. */
export const mine = (actor: Actor, city: City): RawBuilder<boolean> =>
  sql<boolean>`(l.unit_id = ANY(${desksOf(actor, city)}::text[]))`;
