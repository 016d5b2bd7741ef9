import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../kernel/db.ts';
import { readMatters } from '../kernel/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { isBehind, lastPosition, stepAfter } from '../kernel/sequencer.ts';
import { goesOn, leadNow, targetWhere } from './direct.ts';

/** How far `statistics.facts` has come in the event log. */
const factsReader = 'statistics.facts';

/** So many that the events of one matter, which a load writes together, mostly fall into one turn. */
const eventsAtOnce = 20_000;
const mattersAtOnce = 5000;
const lockKey = 7_290_114_382;

/** What is counted of the matters that `ids` selects, from their own rows and events. */
const current = (ids: RawBuilder<unknown>) => sql`
  SELECT m.id, m.registered_at, m.changed_at, m.stage, m.type_code, m.channel, m.place_path, m.centre_unit_id,
    m.holder_unit_id, m.unit_ids, lead.unit_id, step.accepted_at, step.filed_at, m.closed_at,
    m.closing_way IS NOT DISTINCT FROM 'onSpot', m.on_time,
    m.stage = 'closed' AND NOT m.on_time AND EXISTS (
      SELECT FROM matter.work_orders o WHERE o.matter_id = m.id AND o.exempt AND o.no = lead.no),
    CASE WHEN NOT ${goesOn} THEN NULL WHEN lead.late THEN '-infinity'
      ELSE coalesce(lead.running_until, ${targetWhere(sql`${goesOn} AND lead.running_until IS NULL`)}) END
  FROM matter.matters m
  LEFT JOIN LATERAL (${leadNow(true)}) lead ON true
  LEFT JOIN LATERAL (
    SELECT max(e.at) FILTER (WHERE e.kind = 'matter.accepted') AS accepted_at,
      max(e.at) FILTER (WHERE e.kind = 'matter.filed') AS filed_at
    FROM log.events e WHERE e.subject = 'matter:' || m.id AND e.kind IN ('matter.accepted', 'matter.filed')
      AND e.at >= m.registered_at) step ON true
  WHERE m.id IN (${ids})`;

const columns = [
  'registered_at',
  'changed_at',
  'stage',
  'type_code',
  'channel',
  'place_path',
  'centre_unit_id',
  'holder_unit_id',
  'unit_ids',
  'lead_unit_id',
  'accepted_at',
  'filed_at',
  'closed_at',
  'on_spot',
  'on_time',
  'exempt',
  'overdue_from',
] as const;

/** Repeating it changes nothing: a row is made whole from what is there. */
const keep = (trx: Trx, ids: RawBuilder<unknown>) => {
  const names = columns.map((name) => sql.ref(name));
  const excluded = columns.map((name) => sql`${sql.ref(name)} = EXCLUDED.${sql.ref(name)}`);
  return sql`
    INSERT INTO statistics.facts (id, ${sql.join(names)}) ${current(ids)}
    ON CONFLICT (id) DO UPDATE SET ${sql.join(excluded)}`.execute(trx);
};

/** One writer at a time, each on a snapshot taken after the one before committed: no row goes back to an older state. */
const lock = (trx: Trx) => sql`SELECT pg_advisory_xact_lock(${lockKey})`.execute(trx);

const placeAt = (trx: Trx, position: number) =>
  sql`INSERT INTO log.readers (name, position) VALUES (${factsReader}, ${position})
    ON CONFLICT (name) DO UPDATE SET position = greatest(log.readers.position, EXCLUDED.position), updated_at = now()
  `.execute(trx);

/** Position that the kept facts have come to; undefined before they were made first. */
export async function placeOf(db: Db | Trx): Promise<number | undefined> {
  const row = await db
    .selectFrom('log.readers')
    .select('position')
    .where('name', '=', factsReader)
    .executeTakeFirst();
  return row?.position;
}

/** One turn of following the event log. @returns whether more waits. */
export async function followFacts({ db }: Kernel): Promise<boolean> {
  if ((await placeOf(db)) === undefined) {
    await rebuildFacts(db);
    return true;
  }
  if (!(await isBehind(db, factsReader))) return false;
  return db.transaction().execute(async (trx) => {
    await lock(trx);
    const after = (await placeOf(trx)) ?? 0;
    const step = await stepAfter(trx, after, eventsAtOnce);
    if (step === undefined) return false;
    const ids = await readMatters(trx, after, step.count);
    await keep(trx, sql`SELECT unnest(${ids}::uuid[])`);
    await placeAt(trx, step.upTo);
    return step.more;
  });
}

/**
 * Makes all facts anew from the matters, in short steps, and goes on from what the log had come to when it began.
 * Figures stay right meanwhile. @returns how many matters.
 */
export async function rebuildFacts(db: Db, onProgress: (done: number) => void = () => {}): Promise<number> {
  const begun = await lastPosition(db);
  let after = '00000000-0000-0000-0000-000000000000';
  let done = 0;
  for (;;) {
    const ids = await nextIds(db, after);
    const last = ids.at(-1);
    if (last === undefined) break;
    await db.transaction().execute(async (trx) => {
      await lock(trx);
      await keep(trx, sql`SELECT unnest(${ids}::uuid[])`);
    });
    after = last;
    done += ids.length;
    onProgress(done);
  }
  await db.transaction().execute((trx) => placeAt(trx, begun));
  return done;
}

async function nextIds(db: Db, after: string): Promise<string[]> {
  const rows = await db
    .selectFrom('matter.matters')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(mattersAtOnce)
    .execute();
  return rows.map(({ id }) => id);
}
