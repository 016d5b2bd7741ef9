import { randomUUID } from 'node:crypto';
import { recomputeClock } from '@heliu/contract/deadline/clock';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Db } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { isBehind, lastPosition } from '../kernel/sequencer.ts';
import { act } from './act.ts';
import type { MatterRoom } from './room.ts';
import { clocksOf, type StoredMatter } from './stored.ts';

const reader = 'matter.calendar';
const batch = 500;
const atOnce = 16;
/** Processes that had not heard of the new calendar yet may have computed by the old one for as long as this. */
const settleMs = 60_000;

interface Change {
  readonly position: number;
  readonly at: number;
  readonly versionId: number;
}

/**
 * Follows `city.calendarChanged` in the event log: due times of everything open are computed anew, the old ones stay in
 * the history. The reader's place moves only once all of it is done and a second look found what came in between, so a
 * crash repeats the work, and what is right already is left as it is.
 */
export function calendarFollower(room: MatterRoom): () => Promise<boolean> {
  const { kernel } = room;
  let seen = 0;
  return async () => {
    const city = room.city.findCurrent();
    if (city === undefined || !(await isBehind(kernel.db, reader))) return false;
    const last = await lastPosition(kernel.db);
    const after = (await placeOf(room)) ?? 0;
    const change = await lastChange(kernel.db, `city:${city.pack.code}`, after, last);
    if (change === undefined) {
      await moveTo(room, last);
      return false;
    }
    const settled = kernel.clock.now() >= change.at + settleMs;
    if (!settled && seen === change.position) return false;
    if (city.versionId < change.versionId) await room.city.reload();
    const { moved, left } = await recomputeAll(room);
    kernel.log.info('due times computed anew', { versionId: change.versionId, moved, left });
    if (left > 0) return false;
    if (moved > 0 || seen !== change.position) await tellDone(room, city.pack.code, change.versionId);
    seen = change.position;
    if (settled) await moveTo(room, last);
    return false;
  };
}

/** Whoever looks at the calendar reads the count of provisional due times anew; those of matters follow from theirs. */
const tellDone = ({ kernel }: MatterRoom, cityCode: string, versionId: number): Promise<void> =>
  appendEvents(kernel.db, [
    {
      kind: 'city.dueTimesRecomputed',
      subject: `city:${cityCode}`,
      at: kernel.clock.now(),
      payload: { versionId },
    },
  ]);

async function placeOf({ kernel }: MatterRoom): Promise<number | undefined> {
  const row = await kernel.db
    .selectFrom('log.readers')
    .select('position')
    .where('name', '=', reader)
    .executeTakeFirst();
  return row?.position;
}

const moveTo = ({ kernel }: MatterRoom, position: number) =>
  sql`INSERT INTO log.readers (name, position) VALUES (${reader}, ${position})
    ON CONFLICT (name) DO UPDATE SET position = greatest(log.readers.position, EXCLUDED.position), updated_at = now()
  `.execute(kernel.db);

async function lastChange(db: Db, subject: string, after: number, upTo: number): Promise<Change | undefined> {
  const { rows } = await sql<{ position: number; at: Date; version_id: number }>`
    SELECT p.position, e.at, (e.payload->>'versionId')::bigint AS version_id
    FROM log.events e JOIN log.positions p ON p.event_id = e.id AND p.event_at = e.at
    WHERE e.kind = 'city.calendarChanged' AND e.subject = ${subject}
      AND p.position > ${after} AND p.position <= ${upTo}
    ORDER BY p.position DESC LIMIT 1`.execute(db);
  const [row] = rows;
  return row && { position: row.position, at: row.at.getTime(), versionId: row.version_id };
}

export interface Recomputed {
  readonly moved: number;
  /** Matters that others kept changing meanwhile; they are tried again. */
  readonly left: number;
}

/** Goes through everything that has a clock, in short steps. */
async function recomputeAll(room: MatterRoom): Promise<Recomputed> {
  const { kernel } = room;
  let moved = 0;
  let left = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ id: string; state: StoredMatter }>`
      SELECT m.id, m.state FROM matter.matters m
      WHERE m.id > ${after}
        AND (m.stage NOT IN ('closed', 'declined', 'voided', 'merged') OR m.due_clock IS NOT NULL)
      ORDER BY m.id LIMIT ${batch}`.execute(kernel.db);
    const last = rows.at(-1);
    if (last === undefined) return { moved, left };
    after = last.id;
    const { calendar } = room.city.current();
    const ids = rows.flatMap(({ id, state }) =>
      clocksOf(state.clocks).some((clock) => recomputeClock(clock, calendar) !== null) ? [id] : [],
    );
    const queue = ids.values();
    const worker = async () => {
      for (const id of queue) {
        if (await recompute(room, id)) moved += 1;
        else left += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }
}

/** @returns false when it has to be tried again. */
async function recompute(room: MatterRoom, matterId: string): Promise<boolean> {
  try {
    await act(room, {
      ref: matterId,
      command: { kind: 'recomputeDue' },
      commandId: randomUUID(),
      endpoint: 'matter.recomputeDue',
      giver: { as: 'system' },
    });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.code === 'command.refused';
  }
}
