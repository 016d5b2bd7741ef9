import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { readMatters } from '../kernel/events.ts';
import { isBehind, lastPosition, stepAfter } from '../kernel/sequencer.ts';
import { isInForce, openIds, planMatters } from './plan.ts';
import type { SupervisionRoom } from './room.ts';

const reader = 'supervision.climbs';
const eventsAtOnce = 10_000;
const mattersAtOnce = 1000;
const lockKey = 7_290_114_383;

/** A comment or a note changes no clock; whatever else does is told by one of the others. */
const movesClocks = sql<boolean>`e.kind NOT IN ('matter.commentAdded', 'matter.progressNoted', 'matter.rated')`;

/** One planner at a time; ticks go on meanwhile. */
const lock = (trx: Trx) => sql`SELECT pg_advisory_xact_lock(${lockKey})`.execute(trx);

async function placeOf(db: Db | Trx): Promise<number | undefined> {
  const row = await db
    .selectFrom('log.readers')
    .select('position')
    .where('name', '=', reader)
    .executeTakeFirst();
  return row?.position;
}

const placeAt = (trx: Trx, position: number) =>
  sql`INSERT INTO log.readers (name, position) VALUES (${reader}, ${position})
    ON CONFLICT (name) DO UPDATE SET position = greatest(log.readers.position, EXCLUDED.position), updated_at = now()
  `.execute(trx);

/**
 * Keeps the table of steps true: follows the event log, and reckons everything open anew where the city has other
 * ladders or another calendar. @returns whether more waits.
 */
export async function followMatters(room: SupervisionRoom): Promise<boolean> {
  const { db, clock } = room.kernel;
  const city = room.city.findCurrent();
  if (city === undefined) return false;
  if (((await plannedVersion(db)) ?? 0) < city.versionId) {
    await planAll(room, city);
    return true;
  }
  if (!(await isBehind(db, reader))) return false;
  const followed = await db.transaction().execute(async (trx) => {
    await lock(trx);
    if (!(await isInForce(trx, city))) return 'otherCity';
    const after = (await placeOf(trx)) ?? 0;
    const step = await stepAfter(trx, after, eventsAtOnce);
    if (step === undefined) return 'done';
    await planMatters(trx, city, await readMatters(trx, after, step.count, movesClocks), clock.now());
    await placeAt(trx, step.upTo);
    return step.more ? 'more' : 'done';
  });
  if (followed === 'otherCity') await room.city.reload();
  return followed !== 'done';
}

/**
 * Reckons everything open anew, in short steps, and goes on from what the log had come to when it began. One that is
 * cut short is done again from the start. @returns how many matters.
 */
export async function planAll(room: SupervisionRoom, city: City): Promise<number> {
  const { db, clock } = room.kernel;
  const begun = await lastPosition(db);
  const ids = await openIds(db);
  for (let from = 0; from < ids.length; from += mattersAtOnce) {
    await db.transaction().execute(async (trx) => {
      await lock(trx);
      await planMatters(trx, city, ids.slice(from, from + mattersAtOnce), clock.now());
    });
  }
  await db.transaction().execute(async (trx) => {
    await lock(trx);
    if ((await placeOf(trx)) === undefined) await placeAt(trx, begun);
    await sql`INSERT INTO supervision.planned (city_version) VALUES (${city.versionId})
      ON CONFLICT (one) DO UPDATE SET city_version = EXCLUDED.city_version`.execute(trx);
  });
  return ids.length;
}

async function plannedVersion(db: Db): Promise<number | undefined> {
  const row = await db.selectFrom('supervision.planned').select('city_version').executeTakeFirst();
  return row?.city_version;
}
