import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import {
  addInspectionPlaces,
  candidatesAtMost,
  type listInspectionPlaces,
  type PlaceToInspect,
  removeInspectionPlace,
  skipInspectionPlace,
} from '@heliu/contract/joint/inspections';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { pathOfUnit } from '../consultation/policy.ts';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, placeIndex, type Receipt } from './act.ts';
import { mayPlan } from './policy.ts';
import { newPlaces } from './references.ts';
import { areaNamed } from './rows.ts';
import { insertPlaces } from './store.ts';

/** What may be put on an inspection of a centre. @throws Problem `auth.forbidden` for one that is not the actor's. */
export async function candidates(
  room: JointRoom,
  actor: Actor,
  { host, q, plan, kind }: EndpointInput<typeof listInspectionPlaces>['query'],
): Promise<EndpointResult<typeof listInspectionPlaces>> {
  const city = room.city.current();
  const area = pathOfUnit(host, city);
  if (area === undefined || !mayPlan(actor, host, city)) throw new Problem('auth.forbidden');
  const all =
    plan === undefined ? await room.placesIn(city, [area]) : await room.placesOfPlan(city, [area], plan);
  const words = q.toLowerCase();
  const found = all.filter(
    (one) =>
      (kind === undefined || one.kind === kind) &&
      `${one.code} ${one.name.zh} ${one.name.en}`.toLowerCase().includes(words),
  );
  return {
    rows: found.slice(0, candidatesAtMost).map(({ kind: of, code, name, placeCode }) => ({
      kind: of,
      code,
      name,
      area: areaNamed(placeCode, city),
    })),
    hasMore: found.length > candidatesAtMost,
  };
}

/** @throws Problem as `actOn` and `newPlaces`. */
export const addPlaces = (
  room: JointRoom,
  asked: Asked,
  wanted: readonly PlaceToInspect[],
): Promise<Receipt> =>
  actOn(room, asked, addInspectionPlaces, {
    act: () => ({ kind: 'addPlaces', count: wanted.length }),
    work: async ({ trx, found, city, at }) => {
      const places = await newPlaces(room, wanted, { ...found, host: found.hostUnitId }, city);
      await insertPlaces(trx, { id: found.id, at }, places);
      return places.map(({ no }) => ({ kind: 'placeAdded', payload: { no } }));
    },
  });

export interface OnPlace extends Asked {
  readonly no: number;
}

/** @throws Problem as `actOn`. */
export const removePlace = (room: JointRoom, asked: OnPlace): Promise<Receipt> =>
  actOn(room, asked, removeInspectionPlace, {
    act: (found) => ({ kind: 'removePlace', place: placeIndex(found, asked.no) }),
    work: async ({ trx, found, at }) => {
      await sql`UPDATE joint.inspection_places SET removed_at = ${new Date(at)}
        WHERE inspection_id = ${found.id}::uuid AND no = ${asked.no}`.execute(trx);
      return [{ kind: 'placeRemoved', payload: { no: asked.no } }];
    },
  });

/** @throws Problem as `actOn`. */
export const skip = (room: JointRoom, asked: OnPlace, words: string): Promise<Receipt> =>
  actOn(room, asked, skipInspectionPlace, {
    act: (found) => ({ kind: 'skip', place: placeIndex(found, asked.no) }),
    work: async ({ trx, found, at, actorId }) => {
      await sql`UPDATE joint.inspection_places SET state = 'skipped', done_at = ${new Date(at)},
        done_by = ${actorId}, words = ${words}
        WHERE inspection_id = ${found.id}::uuid AND no = ${asked.no}`.execute(trx);
      return [{ kind: 'placeSkipped', payload: { no: asked.no } }];
    },
  });
