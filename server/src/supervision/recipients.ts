import { divisionLevels } from '@heliu/contract/city/place';
import type { RecipientRule } from '@heliu/contract/supervision/ladder';
import type { Recipient } from '@heliu/contract/supervision';
import type { City } from '../city/index.ts';
import { type Actor, pathsAbove } from '../kernel/actor.ts';
import type { Post } from './room.ts';

/** Where a card arises. */
export interface CardSite {
  readonly unitId: string;
  readonly centreUnitId: string;
  readonly placePath: string;
}

const unitKey = (unitId: string): string => `unit:${unitId}`;
const roleInUnit = (role: string, unitId: string): string => `${role}@unit:${unitId}`;
const roleAtPlace = (role: string, path: string): string => `${role}@place:${path}`;

/** Keys of the posts that are held. */
export const heldKeys = (posts: readonly Post[]): ReadonlySet<string> =>
  new Set(
    posts.map(({ role, unitId, placePath }) =>
      unitId === null ? roleAtPlace(role, placePath ?? '') : roleInUnit(role, unitId),
    ),
  );

/** Paths of a place and of all above it, innermost first. */
const lineUp = (path: string): string[] => pathsAbove(path).toReversed();

/** A unit and those above it on the line that escalation follows. */
function unitsUp(unitId: string, city: City): string[] {
  const line: string[] = [];
  for (let at: string | null = unitId; at !== null && !line.includes(at);) {
    line.push(at);
    at = city.index.units.get(at)?.parentCode ?? null;
  }
  return line;
}

/** Keys under which a rule may find somebody, nearest first. */
function candidates({ at, role }: RecipientRule, site: CardSite, city: City): string[] {
  const unitId = at === 'centre' ? site.centreUnitId : site.unitId;
  if (role === undefined) return [unitKey(unitId)];
  const level = divisionLevels.findIndex((name) => name === at);
  if (level >= 0) {
    const reach = site.placePath.split('/').slice(0, level + 1);
    return lineUp(reach.join('/')).map((path) => roleAtPlace(role, path));
  }
  const division = city.index.units.get(unitId)?.divisionCode;
  const path = division === undefined ? undefined : city.findPlace(division)?.path;
  return [
    ...unitsUp(unitId, city).map((code) => roleInUnit(role, code)),
    ...lineUp(path ?? site.placePath).map((one) => roleAtPlace(role, one)),
  ];
}

/**
 * Whom a step is for. Where a post is held by nobody the line is followed upward; where nobody holds one at all the card
 * stands for the post furthest up, so that whoever takes it next has it before them.
 */
export function recipientsOf(
  rules: readonly RecipientRule[],
  site: CardSite,
  city: City,
  held: ReadonlySet<string>,
): string[] {
  const keys = rules.map((rule) => {
    const line = candidates(rule, site, city);
    return rule.role === undefined ? line[0] : (line.find((key) => held.has(key)) ?? line.at(-1));
  });
  return [...new Set(keys.filter((key) => key !== undefined))];
}

/** Keys that stand for an actor. */
export const keysOf = (actor: Actor, unitIds: readonly string[]): string[] => [
  ...unitIds.map(unitKey),
  ...actor.grants.map(({ role, unitId, placePath }) =>
    unitId === null ? roleAtPlace(role, placePath ?? '') : roleInUnit(role, unitId),
  ),
];

/** A key as the wire and the event log have it. */
export function recipientOf(key: string): Recipient {
  const [role = '', rest = ''] = key.includes('@') ? key.split('@') : ['', key];
  const [kind, ...code] = rest.split(':');
  const where = code.join(':');
  const base = role === '' ? {} : { role: role as NonNullable<Recipient['role']> };
  return kind === 'unit' ? { ...base, unitId: where } : { ...base, placePath: where };
}
