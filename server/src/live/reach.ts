import type { Role } from '@heliu/contract/permission';
import type { Actor } from '../kernel/actor.ts';
import { within } from '../kernel/actor.ts';
import type { LoggedEvent } from '../kernel/events.ts';

/** Where an actor sees matters: the same answer that reads of matters go by. */
export interface Sight {
  readonly placePaths: readonly string[];
  readonly unitIds: readonly string[];
}

const visitors: ReadonlySet<Role> = new Set(['supervisor', 'leader', 'officer']);

/** Where an actor has to do with support visits: counts, keeps or makes them. */
const visitPaths = ({ grants }: Actor): string[] =>
  grants.flatMap(({ role, placePath }) => (visitors.has(role) && placePath !== null ? [placePath] : []));

/** What one stream hears of. Streams of equal `key` hear the same, but for what concerns their accounts alone. */
export interface Reach extends Sight {
  readonly isStaff: boolean;
  readonly visitPaths: readonly string[];
  readonly key: string;
}

export function reachOf(actor: Actor, sightOf: (actor: Actor) => Sight): Reach {
  const { placePaths, unitIds } = sightOf(actor);
  const reach = {
    placePaths: placePaths.toSorted(),
    unitIds: unitIds.toSorted(),
    isStaff: actor.grants.some(({ role }) => role !== 'resident'),
    visitPaths: visitPaths(actor).toSorted(),
  };
  return { ...reach, key: JSON.stringify(reach) };
}

type Seen = Pick<LoggedEvent, 'subject' | 'placePath' | 'unitIds'>;

const capabilityOf = (subject: string): string => subject.slice(0, subject.indexOf(':'));

/**
 * What an event tells of: its own subject, and where somebody was enrolled or is no more also the grid, whose people
 * staff have on screen without hearing of the account. A consultation or inspection is told wherever one of its units works.
 * Of support visits nobody is told which.
 */
export function toldOf(event: LoggedEvent): LoggedEvent[] {
  const { kind, payload } = event;
  if (/^(consultation|inspection):/.test(event.subject)) return [event, ...placesOf(event)];
  if (event.subject.startsWith('support:')) return [{ ...event, subject: 'support:visits' }];
  const code = kind.startsWith('enrolment.') ? payload['gridCode'] : undefined;
  return typeof code === 'string' ? [event, { ...event, subject: `grid:${code}` }] : [event];
}

const placesOf = (event: LoggedEvent): LoggedEvent[] => {
  const { places } = event.payload;
  const paths: unknown[] = Array.isArray(places) ? places : [];
  return paths.flatMap((path) => (typeof path === 'string' ? [{ ...event, placePath: path }] : []));
};

/** Capabilities whose events have places and units: whoever sees a place, or has a part in them by a unit, hears of them. */
const ofMatters: ReadonlySet<string> = new Set([
  'matter',
  'supervision',
  'call',
  'consultation',
  'inspection',
  'agenda',
  'visit',
  'premises',
  'organisation',
  'circular',
  'mail',
]);

/** Whether everybody of a reach hears of an event: matters within sight, grids where it is staff, and the city. */
export function reaches(
  {
    placePaths,
    unitIds,
    isStaff,
    visitPaths: visited = [],
  }: Omit<Reach, 'key' | 'visitPaths'> & Partial<Reach>,
  event: Seen,
): boolean {
  const covered = (scopes: readonly string[]): boolean =>
    event.placePath !== null && scopes.some((scope) => within(event.placePath ?? '', scope));
  const capability = capabilityOf(event.subject);
  if (capability === 'city') return true;
  if (capability === 'grid') return isStaff;
  if (capability === 'support') return covered(visited);
  if (!ofMatters.has(capability)) return false;
  return covered(placePaths) || unitIds.some((unitId) => event.unitIds.includes(unitId));
}

/** Accounts that hear of an event because it is about themselves; reporters come from the matters. */
export function accountsNamed({ subject }: Pick<LoggedEvent, 'subject'>): number[] {
  const [capability = '', name] = subject.split(':');
  const id = capability === 'account' || capability === 'notices' ? Number(name) : Number.NaN;
  return Number.isSafeInteger(id) ? [id] : [];
}
