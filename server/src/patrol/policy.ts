import type { Role } from '@heliu/contract/permission';
import { type Actor, within } from '../kernel/actor.ts';

const readers: ReadonlySet<Role> = new Set(['operator', 'supervisor', 'leader']);

const pathsOf = ({ grants }: Actor, isRole: (role: Role) => boolean): string[] => [
  ...new Set(
    grants.flatMap(({ role, placePath }) => (isRole(role) && placePath !== null ? [placePath] : [])),
  ),
];

/** Places that an officer goes about in. */
export const beats = (actor: Actor): string[] => pathsOf(actor, (role) => role === 'officer');

export const mayVisit = (actor: Actor, path: string): boolean =>
  beats(actor).some((beat) => within(path, beat));

/** Places whose coverage an actor sees, the widest first. */
export const coveredPaths = (actor: Actor): string[] =>
  pathsOf(actor, (role) => readers.has(role)).toSorted((a, b) => a.length - b.length);

export const mayReadCoverage = (actor: Actor, path: string): boolean =>
  coveredPaths(actor).some((scope) => within(path, scope));
