import {
  addAgendaItem,
  changeAgendaItem,
  removeAgendaItem,
  reorderAgenda,
} from '@heliu/contract/joint/consultations';
import { isReordering } from '@heliu/contract/joint/consultation';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, itemOf, type Receipt } from './act.ts';
import { newItems, type WantedItem } from './references.ts';
import { insertItems } from './store.ts';

/** @throws Problem as `actOn`, and as `newItems`. */
export const addItem = (room: JointRoom, asked: Asked, wanted: WantedItem): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: addAgendaItem,
    act: 'addItem',
    work: async ({ trx, found, city, at, actorId }) => {
      const there = found.items.map(({ matterId }) => matterId);
      const [item] = await newItems(trx, [wanted], there, room.visible(asked.actor, city));
      if (item === undefined) throw new Problem('resource.notFound');
      const no = found.lastNo + 1;
      await insertItems(trx, { id: found.id, at, by: actorId }, [{ ...item, no }]);
      return [{ kind: 'itemAdded', payload: { no, matterId: item.matterId } }];
    },
  });

interface OnItem extends Asked {
  readonly no: number;
}

/** @throws Problem as `actOn`. */
export const changeItem = (room: JointRoom, asked: OnItem, question: string): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: changeAgendaItem,
    act: 'changeItem',
    work: async ({ trx, found }) => {
      const { no } = itemOf(found, asked.no);
      await sql`UPDATE joint.agenda_items SET question = ${question}
        WHERE consultation_id = ${found.id}::uuid AND no = ${no}`.execute(trx);
      return [{ kind: 'itemChanged', payload: { no } }];
    },
  });

/** @throws Problem as `actOn`. */
export const removeItem = (room: JointRoom, asked: OnItem): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: removeAgendaItem,
    act: 'removeItem',
    work: async ({ trx, found, at, actorId }) => {
      const { no, matterId } = itemOf(found, asked.no);
      await sql`UPDATE joint.agenda_items SET removed_at = ${new Date(at)}, removed_by = ${actorId}
        WHERE consultation_id = ${found.id}::uuid AND no = ${no}`.execute(trx);
      return [{ kind: 'itemRemoved', payload: { no, matterId } }];
    },
  });

/** @throws Problem as `actOn`, `consultation.agendaChanged` where the order names other items than the agenda has. */
export const reorder = (room: JointRoom, asked: Asked, items: readonly number[]): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: reorderAgenda,
    act: 'reorder',
    work: async ({ trx, found }) => {
      const agenda = found.items.map(({ no }) => no);
      if (!isReordering(agenda, items)) throw new Problem('consultation.agendaChanged');
      await sql`UPDATE joint.agenda_items i SET place = o.place
        FROM unnest(${[...items]}::smallint[]) WITH ORDINALITY AS o(no, place)
        WHERE i.consultation_id = ${found.id}::uuid AND i.no = o.no`.execute(trx);
      return [{ kind: 'agendaReordered', payload: { items } }];
    },
  });
