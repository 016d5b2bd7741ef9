import { correctMinutes, writeMinutes } from '@heliu/contract/joint/consultations';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { JointRoom } from '../room.ts';
import { actOn, type Asked, itemOf, type Receipt, type Work } from './act.ts';

interface OnItem extends Asked {
  readonly no: number;
  readonly words: string;
}

async function lastRevision({ trx, found }: Work, no: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    SELECT coalesce(max(revision), 0)::int AS last FROM joint.minutes
    WHERE consultation_id = ${found.id}::uuid AND item_no = ${no}`.execute(trx);
  return rows[0]?.last ?? 0;
}

async function insertMinutes(
  { trx, found, at, actorId }: Work,
  entry: {
    readonly no: number;
    readonly revision: number;
    readonly words: string;
    readonly correction: boolean;
  },
): Promise<void> {
  await trx
    .insertInto('joint.minutes')
    .values({
      consultation_id: found.id,
      item_no: entry.no,
      revision: entry.revision,
      correction: entry.correction,
      words: entry.words,
      written_at: new Date(at),
      written_by: actorId,
    })
    .execute();
}

/** @throws Problem as `actOn`, `resource.changed` where somebody wrote a newer wording meanwhile. */
export const minute = (
  room: JointRoom,
  { revision: changed, ...asked }: OnItem & { readonly revision: number },
): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: writeMinutes,
    act: 'minute',
    work: async (work) => {
      const { no } = itemOf(work.found, asked.no);
      const last = await lastRevision(work, no);
      if (last !== changed) throw new Problem('resource.changed');
      await insertMinutes(work, { no, revision: last + 1, words: asked.words, correction: false });
      return [{ kind: 'minutesWritten', payload: { no, revision: last + 1 } }];
    },
  });

/** @throws Problem as `actOn`. */
export const correct = (room: JointRoom, asked: OnItem): Promise<Receipt> =>
  actOn(room, asked, {
    endpoint: correctMinutes,
    act: 'correct',
    work: async (work) => {
      const { no } = itemOf(work.found, asked.no);
      const revision = (await lastRevision(work, no)) + 1;
      await insertMinutes(work, { no, revision, words: asked.words, correction: true });
      return [{ kind: 'minutesCorrected', payload: { no, revision } }];
    },
  });
