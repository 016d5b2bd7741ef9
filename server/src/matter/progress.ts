import type { Clock } from '@heliu/contract/deadline/model';
import { isLate } from '@heliu/contract/matter/clocks';
import { isFinal, type Matter } from '@heliu/contract/matter/model';
import type { PublicProgress, TrackedProgress } from '@heliu/contract/matter/track';
import type { HistoryEntry } from '@heliu/contract/matter/views';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../kernel/db.ts';
import { readHistory } from './history.ts';
import { findOnward, type LoadedMatter } from './load.ts';

type Step = PublicProgress['steps'][number]['step'];

/** What the public is told of each kind of event; the rest is inside business. */
const told: Partial<Record<HistoryEntry['kind'], Step>> = {
  'matter.registered': 'registered',
  'matter.accepted': 'accepted',
  'matter.declined': 'declined',
  'matter.dispatched': 'dispatched',
  'matter.ruled': 'dispatched',
  'matter.transferred': 'dispatched',
  'matter.signedFor': 'handling',
  'matter.fedBack': 'fedBack',
  'matter.checkRecorded': 'checked',
  'matter.closed': 'closed',
  'matter.reopened': 'reopened',
  'matter.suspensionDecided': 'suspended',
  'matter.resumed': 'resumed',
  'matter.extensionDecided': 'extended',
  'matter.merged': 'merged',
  'matter.mergeUndone': 'parted',
  'matter.voided': 'voided',
};

const refused = (entry: Pick<HistoryEntry, 'data'>): boolean =>
  entry.data['approved'] === false || entry.data['result'] === 'failed';

/** The same decision for rows of `log.events` (as `e`). */
export const isTold = sql<boolean>`(e.kind = ANY(${Object.keys(told)}::text[])
  AND e.payload->'data'->'approved' IS DISTINCT FROM 'false'::jsonb
  AND e.payload->'data'->>'result' IS DISTINCT FROM 'failed')`;

/** Step that the public is told of an event; undefined where it is inside business. */
export const toldStep = (entry: Pick<HistoryEntry, 'kind' | 'data'>): Step | undefined =>
  refused(entry) ? undefined : told[entry.kind];

/** Who did it or has it now; a unit that fed back has passed it on by that. */
const unitOf = ({ kind, holderUnitBefore, holderUnitAfter }: HistoryEntry): string | null =>
  kind === 'matter.fedBack' ? holderUnitBefore : holderUnitAfter;

/** The clock that the reporter is told of: that of the lead's handling, else whatever runs. */
function publicClock(matter: Matter): Clock | undefined {
  const lead = matter.workOrders.findLast(({ role }) => role === 'lead');
  const handling = matter.clocks.findLast(
    (clock) => clock.kind === 'handling' && clock.workOrderNo === lead?.no,
  );
  return handling ?? matter.clocks.findLast(({ state }) => state === 'running');
}

/** Nothing is due of what ended without being closed: it was declined, voided, or goes on in another matter. */
export function publicDue(matter: Matter): number | null {
  if (matter.closing !== null) return matter.closing.dueAt;
  return isFinal(matter.stage) ? null : (publicClock(matter)?.dueAt ?? null);
}

/** A unit that fed back in time is not late while the centre checks. */
function publicOverdue(matter: Matter, now: number): boolean {
  if (matter.closing !== null) return !matter.closing.onTime;
  const clock = isFinal(matter.stage) ? undefined : publicClock(matter);
  return clock !== undefined && isLate(clock, now);
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export const progressOf = async (db: Db, loaded: LoadedMatter, now: number): Promise<PublicProgress> =>
  progressFrom(await readHistory(db, loaded.matter.matterId), loaded, now);

/** For whoever holds the code, and nothing but the code: of a merged matter also how the other goes on. */
export async function trackedOf(
  { db, pool }: { readonly db: Db; readonly pool: pg.Pool },
  loaded: LoadedMatter,
  now: number,
): Promise<TrackedProgress> {
  const into = await findOnward(pool, loaded.matter);
  return {
    ...(await progressOf(db, loaded, now)),
    mergedInto: into === undefined ? null : await progressOf(db, into, now),
  };
}

export function progressFrom(
  history: readonly HistoryEntry[],
  { matter, divisionCode }: LoadedMatter,
  now: number,
): PublicProgress {
  const steps = history.flatMap((entry) => {
    const step = toldStep(entry);
    return step === undefined ? [] : [{ at: entry.at, step, unitId: unitOf(entry) }];
  });
  return {
    code: matter.code,
    typeCode: matter.typeCode,
    divisionCode,
    stage: matter.stage,
    outcome: matter.closing?.outcome ?? null,
    registeredAt: new Date(matter.registeredAt).toISOString(),
    dueAt: iso(publicDue(matter)),
    overdue: publicOverdue(matter, now),
    closedAt: iso(matter.closing?.closedAt ?? null),
    steps,
  };
}
