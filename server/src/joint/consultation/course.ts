import { cancelConsultation, closeConsultation, holdConsultation } from '@heliu/contract/joint/consultations';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, type Receipt } from './act.ts';
import { consultationOff } from './events.ts';

/** @throws Problem as `actOn`, `consultation.noAgenda`. */
export const hold = (room: JointRoom, asked: Asked): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: holdConsultation,
    act: 'hold',
    work: async ({ trx, found, at, actorId }) => {
      if (found.items.length === 0) throw new Problem('consultation.noAgenda');
      await sql`UPDATE joint.consultations SET state = 'held', held_at = ${new Date(at)}, held_by = ${actorId}
        WHERE id = ${found.id}::uuid`.execute(trx);
      return [{ kind: 'consultationHeld' }];
    },
  });

/** @throws Problem as `actOn`. */
export const close = (room: JointRoom, asked: Asked): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: closeConsultation,
    act: 'close',
    work: async ({ trx, found, at, actorId }) => {
      await sql`UPDATE joint.consultations SET state = 'closed', ended_at = ${new Date(at)}, ended_by = ${actorId}
        WHERE id = ${found.id}::uuid`.execute(trx);
      return [{ kind: 'consultationClosed' }];
    },
  });

/** @throws Problem as `actOn`. */
export const cancel = (room: JointRoom, asked: Asked, words: string): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: cancelConsultation,
    act: 'cancel',
    work: async ({ trx, found, at, actorId }) => {
      await sql`UPDATE joint.consultations SET state = 'cancelled', ended_at = ${new Date(at)},
        ended_by = ${actorId}, end_words = ${words} WHERE id = ${found.id}::uuid`.execute(trx);
      // Whoever said that nobody comes has nothing to be told.
      const waiting = found.invitations.filter(({ answer }) => answer === 'waiting' || answer === 'accepted');
      return [
        { kind: 'consultationCancelled' },
        ...waiting.map(({ unitId }) => consultationOff(unitId, found.hostUnitId, found.startsAt)),
      ];
    },
  });
