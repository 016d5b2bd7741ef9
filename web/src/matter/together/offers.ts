import type { AllowedOn, MatterRow } from '@heliu/contract/matter';
import type { MatterCommandKind } from '@heliu/contract/matter/permissions';

/**
 * Acts that make sense on many matters at once, the likeliest first. What calls for a look at each one (checks, feeding
 * back, closing, voiding, decisions about people's words) is left to the matter's own page.
 */
export const togetherKinds = [
  'signFor',
  'accept',
  'file',
  'dispatch',
  'assignHolder',
  'decideExtension',
  'requestExtension',
  'transfer',
  'returnBack',
  'escalate',
  'assignDown',
  'decline',
  'merge',
  'addComment',
] as const satisfies readonly MatterCommandKind[];
export type TogetherKind = (typeof togetherKinds)[number];

/** One matter with the orders that the act is carried out on; `null` stands for the matter as a whole. */
export interface Job {
  readonly row: MatterRow;
  readonly version: number;
  readonly workOrderNos: readonly (number | null)[];
  /** Unit and person of each order before the act. */
  readonly orders: AllowedOn['orders'];
  readonly reported: boolean;
}

export interface Offer {
  readonly kind: TogetherKind;
  readonly jobs: readonly Job[];
  /** Whether it can be done on everything that was chosen. */
  readonly whole: boolean;
  /** Why it cannot be done together though it could be done on each. */
  readonly barred?: 'sameType' | 'sameUnit';
}

/** What can be done on the chosen rows now, by what the server allows on each. */
export function offersOf(rows: readonly MatterRow[], allowed: readonly AllowedOn[]): Offer[] {
  return togetherKinds.flatMap((kind): Offer[] => {
    const jobs = jobsOf(kind, rows, allowed);
    if (jobs.length < (kind === 'merge' ? 2 : 1)) return [];
    const barred = barOf(kind, jobs);
    return [{ kind, jobs, whole: jobs.length === rows.length, ...(barred === undefined ? {} : { barred }) }];
  });
}

/** The rows on which one kind of act is possible now. */
export function jobsOf(kind: TogetherKind, rows: readonly MatterRow[], allowed: readonly AllowedOn[]): Job[] {
  const byId = new Map(allowed.map((one) => [one.matterId, one]));
  return rows.flatMap((row) => jobOf(kind, row, byId.get(row.matterId)));
}

function jobOf(kind: TogetherKind, row: MatterRow, on: AllowedOn | undefined): Job[] {
  if (on === undefined) return [];
  const workOrderNos = on.allowed
    .filter(({ command, refusal }) => command === kind && refusal === null)
    .map(({ workOrderNo }) => workOrderNo);
  if (workOrderNos.length === 0) return [];
  const { version, orders, reported } = on;
  return [{ row, version, workOrderNos, orders, reported }];
}

/** Filing conditions belong to a type, people to a unit: acts that name one fit matters that share it. */
function barOf(kind: TogetherKind, jobs: readonly Job[]): Offer['barred'] {
  if (kind === 'file' && new Set(jobs.map(({ row }) => row.typeCode)).size > 1) return 'sameType';
  if (kind === 'assignHolder' && new Set(jobs.flatMap(unitsOf)).size > 1) return 'sameUnit';
  return undefined;
}

const unitsOf = ({ row, workOrderNos, orders }: Job): string[] =>
  workOrderNos.map((no) => orders.find(({ workOrderNo }) => workOrderNo === no)?.unitId ?? row.holderUnitId);
