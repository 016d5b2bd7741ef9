import { isFinal, type Matter } from '@heliu/contract/matter/model';
import type { PublicProgress } from '@heliu/contract/matter/track';
import type { HistoryEntry } from '@heliu/contract/matter/views';
import type { Db } from '../kernel/db.ts';
import { readHistory } from './history.ts';
import type { LoadedMatter } from './load.ts';

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
  'matter.voided': 'voided',
};

const refused = (entry: HistoryEntry): boolean =>
  entry.data['approved'] === false || entry.data['result'] === 'failed';

/** Due time that the reporter is told: that of the lead's handling, else of whatever runs. */
export function publicDue(matter: Matter): number | null {
  if (matter.closing !== null) return matter.closing.dueAt;
  const lead = matter.workOrders.findLast(({ role }) => role === 'lead');
  const handling = matter.clocks.findLast(
    (clock) => clock.kind === 'handling' && clock.workOrderNo === lead?.no,
  );
  return (handling ?? matter.clocks.findLast(({ state }) => state === 'running'))?.dueAt ?? null;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export async function progressOf(db: Db, loaded: LoadedMatter, now: number): Promise<PublicProgress> {
  const { matter, divisionCode } = loaded;
  const history = await readHistory(db, matter.matterId);
  const steps = history.flatMap((entry) => {
    const step = told[entry.kind];
    return step === undefined || refused(entry)
      ? []
      : [{ at: entry.at, step, unitId: entry.holderUnitAfter }];
  });
  const dueAt = publicDue(matter);
  const end = matter.closing?.closedAt ?? (isFinal(matter.stage) ? null : now);
  return {
    code: matter.code,
    typeCode: matter.typeCode,
    divisionCode,
    stage: matter.stage,
    outcome: matter.closing?.outcome ?? null,
    registeredAt: new Date(matter.registeredAt).toISOString(),
    dueAt: iso(dueAt),
    overdue: dueAt !== null && end !== null && end > dueAt,
    closedAt: iso(matter.closing?.closedAt ?? null),
    steps,
  };
}
