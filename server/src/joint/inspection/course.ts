import { beginInspection, cancelInspection, closeInspection } from '@heliu/contract/joint/inspections';
import { sql } from 'kysely';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, type Receipt, type Work } from './act.ts';
import { calledOff } from './events.ts';

/** @throws Problem as `actOn`, `inspection.noPlaces`. */
export const begin = (room: JointRoom, asked: Asked): Promise<Receipt> =>
  actOn(room, asked, beginInspection, {
    act: () => ({ kind: 'begin' }),
    work: async ({ trx, found, at, actorId }) => {
      await sql`UPDATE joint.inspections SET state = 'underway', begun_at = ${new Date(at)}, begun_by = ${actorId}
        WHERE id = ${found.id}::uuid`.execute(trx);
      return [{ kind: 'inspectionBegun' }];
    },
  });

async function end({ trx, found, at, actorId }: Work, state: 'closed' | 'cancelled', words: string) {
  await sql`UPDATE joint.inspections SET state = ${state}, ended_at = ${new Date(at)}, ended_by = ${actorId},
    end_words = ${words} WHERE id = ${found.id}::uuid`.execute(trx);
}

/** @throws Problem as `actOn`, `inspection.placesOpen`, `inspection.findingsOpen`. */
export const close = (room: JointRoom, asked: Asked, words: string): Promise<Receipt> =>
  actOn(room, asked, closeInspection, {
    act: () => ({ kind: 'close' }),
    work: async (work) => {
      await end(work, 'closed', words);
      return [{ kind: 'inspectionClosed' }];
    },
  });

/** @throws Problem as `actOn`, `inspection.inspectedAlready`. */
export const cancel = (room: JointRoom, asked: Asked, words: string): Promise<Receipt> =>
  actOn(room, asked, cancelInspection, {
    act: () => ({ kind: 'cancel' }),
    work: async (work) => {
      await end(work, 'cancelled', words);
      const { units, hostUnitId, startsAt } = work.found;
      // Whoever said that nobody comes has nothing to be told.
      const waiting = units.filter(({ answer }) => answer === 'waiting' || answer === 'accepted');
      return [
        { kind: 'inspectionCancelled' },
        ...waiting.map(({ unitId }) => calledOff(unitId, hostUnitId, startsAt)),
      ];
    },
  });
