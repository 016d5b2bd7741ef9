import type { Unit } from '@heliu/contract/city/unit';
import type { CommandKind } from '@heliu/contract/matter/commands';
import type { Actor as RuleActor } from '@heliu/contract/matter/context';
import type { Matter } from '@heliu/contract/matter/model';
import { commandPermissions, type MatterCommandKind } from '@heliu/contract/matter/permissions';
import type { Role } from '@heliu/contract/permission';
import { type RawBuilder, sql } from 'kysely';
import { type City, districtPath, withRetired } from '../city/index.ts';
import { type Actor, type Grant, within } from '../kernel/actor.ts';
import { atOrBelow } from '../kernel/place-paths.ts';
import { isReporter } from './whose.ts';

/** What the policy looks at in a matter; rows and aggregates both have it. */
export interface Guarded {
  readonly placePath: string;
  readonly matter: Matter;
  /** Accounts whose report this is. */
  readonly reporterAccountIds: readonly number[];
}

const staffRoles: readonly Role[] = ['officer', 'operator', 'handler', 'verifier', 'supervisor', 'leader'];

/** Places in which an actor sees matters, with what was filed under the grids that they follow. */
const placePaths = (actor: Actor, city: City): string[] => [
  ...new Set(
    actor.grants.flatMap(({ role, placePath }) =>
      placePath !== null && staffRoles.includes(role) ? withRetired(city, placePath) : [],
    ),
  ),
];

const unitIdsOf = (actor: Actor): string[] => [
  ...new Set(actor.grants.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))),
];

/** Where an actor sees matters, apart from the actor's own reports: places, and units with a part in them. */
export const sightOf = (actor: Actor, city: City) => ({
  placePaths: placePaths(actor, city),
  unitIds: unitIdsOf(actor),
});

/** Whether an actor's place is the whole district. */
export function seesAll(actor: Actor, city: City): boolean {
  const root = districtPath(city);
  return root !== undefined && placePaths(actor, city).includes(root);
}

/** Units whose work is the actor's own: those of the roles, and centres served through a place. */
export function unitsServed(actor: Actor, city: City): string[] {
  const centres = [...city.index.units.values()].filter((unit) => {
    if (unit.kind !== 'centre') return false;
    const path = pathOfUnit(city, unit);
    return path !== undefined && actor.grants.some((grant) => servesThroughPlace(grant, path));
  });
  return [...new Set([...unitIdsOf(actor), ...centres.map(({ code }) => code)])];
}

/** Operators serve the centre of their place, officers those of the places above their grids. */
const servesThroughPlace = ({ role, placePath, unitId }: Grant, centrePath: string): boolean =>
  unitId === null &&
  placePath !== null &&
  (role === 'operator' ? placePath === centrePath : role === 'officer' && within(placePath, centrePath));

const isStaff = ({ grants }: Actor): boolean => grants.some(({ role }) => role !== 'resident');

/**
 * Rows of `matter.matters` or `statistics.facts` (as `m`) that an actor may see: of the staff those in their places and
 * those that their units have or had a part in, of a resident the own reports. What staff report themselves they follow as
 * reporters do, by the report's own endpoints. Each way goes by an index of its own; what is one's own is looked up
 * first, as an array.
 */
export function visible(actor: Actor, city: City): RawBuilder<boolean> {
  if (seesAll(actor, city)) return sql<boolean>`true`;
  const paths = placePaths(actor, city);
  const units = unitIdsOf(actor);
  const ways = paths.map((path) => atOrBelow('m.place_path', path));
  if (units.length > 0) ways.push(sql<boolean>`m.unit_ids && ${units}::text[]`);
  if (!isStaff(actor))
    ways.push(sql<boolean>`m.id = ANY(ARRAY(SELECT r.matter_id FROM matter.reports r
    WHERE ${isReporter(actor.accountId)}))`);
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(ways, sql` OR `)})`;
}

/** The same decision as `visible`, for a matter already in hand. */
export function mayRead(
  actor: Actor,
  { placePath, matter, reporterAccountIds }: Guarded,
  city: City,
): boolean {
  if (placePaths(actor, city).some((path) => within(placePath, path))) return true;
  const mine = new Set(unitIdsOf(actor));
  if (mine.has(matter.holder.unitId) || mine.has(matter.centreUnitId)) return true;
  if (matter.workOrders.some(({ unitId }) => mine.has(unitId))) return true;
  return !isStaff(actor) && reporterAccountIds.includes(actor.accountId);
}

/** Staff see words and photos of a report; a reporter sees them through the report's own endpoints. */
export const mayReadAsStaff = (actor: Actor, guarded: Guarded, city: City): boolean =>
  isStaff(actor) && mayRead(actor, guarded, city);

const pathOfUnit = (city: City, unit: Unit): string | undefined => city.findPlace(unit.divisionCode)?.path;

/** Whether a grant lets its holder work as a member of a unit on a matter at a place. */
export function serves(grant: Grant, unitId: string, placePath: string, city: City): boolean {
  if (grant.unitId !== null) return grant.unitId === unitId && grant.role !== 'leader';
  if (grant.placePath === null) return false;
  const unit = city.index.units.get(unitId);
  if (unit?.kind !== 'centre') return false;
  const unitPath = pathOfUnit(city, unit);
  if (unitPath === undefined) return false;
  return (
    servesThroughPlace(grant, unitPath) && (grant.role === 'operator' || within(placePath, grant.placePath))
  );
}

/** Whether a grant reaches over a centre: its own, or those below it in the tree. */
export function leads(grant: Grant, centreUnitId: string, city: City): boolean {
  if (grant.unitId !== null) return grant.unitId === centreUnitId;
  const unit = city.index.units.get(centreUnitId);
  const path = unit && pathOfUnit(city, unit);
  return grant.placePath !== null && path !== undefined && within(path, grant.placePath);
}

/** Centres whose procedure an actor may carry on: those of the roles, and all below. */
export const centresLed = (actor: Actor, city: City): string[] =>
  [...city.index.units.values()].flatMap(({ code, kind }) =>
    kind === 'centre' &&
    actor.grants.some((grant) => centreRoles.includes(grant.role) && leads(grant, code, city))
      ? [code]
      : [],
  );

/** Who may give each command beyond holding its permission. */
type Reach = 'centre' | 'order' | 'check' | 'fieldCheck' | 'spot' | 'holder' | 'part' | 'reporter';

const reaches: Record<MatterCommandKind, Reach> = {
  reclassify: 'centre',
  startPreFilingCheck: 'centre',
  recordPreFilingCheck: 'fieldCheck',
  accept: 'centre',
  file: 'centre',
  decline: 'centre',
  dispatch: 'centre',
  rule: 'centre',
  addAssist: 'centre',
  withdrawAssist: 'centre',
  escalate: 'centre',
  assignDown: 'centre',
  assignHolder: 'holder',
  signFor: 'order',
  returnBack: 'order',
  transfer: 'order',
  handle: 'order',
  feedBack: 'order',
  recordPostHandlingCheck: 'check',
  rework: 'check',
  close: 'check',
  callBack: 'centre',
  rate: 'reporter',
  reopen: 'centre',
  requestExtension: 'order',
  decideExtension: 'centre',
  requestSuspension: 'part',
  decideSuspension: 'centre',
  resume: 'centre',
  appealOverdue: 'order',
  reviewAppeal: 'centre',
  void: 'centre',
  proposeVoid: 'centre',
  decideVoid: 'centre',
  proposeForceClose: 'centre',
  decideForceClose: 'centre',
  merge: 'centre',
  undoMerge: 'centre',
  handleOnSpot: 'spot',
  spotCheck: 'check',
  addComment: 'part',
};

const centreRoles: readonly Role[] = ['operator', 'supervisor', 'leader'];
const checkRoles: readonly Role[] = ['verifier', 'operator'];

/** Whether an actor may give a command on this matter; `workOrderNo` where the command names one. */
export function can(
  actor: Actor,
  kind: MatterCommandKind,
  guarded: Guarded,
  city: City,
  workOrderNo?: number,
): boolean {
  if (!actor.permissions.has(commandPermissions[kind])) return false;
  const { matter, placePath } = guarded;
  const served = (unitId: string) => actor.grants.some((grant) => serves(grant, unitId, placePath, city));
  const overCentre = (among: readonly Role[]) =>
    actor.grants.some((grant) => among.includes(grant.role) && leads(grant, matter.centreUnitId, city));
  const inPlace = (among: readonly Role[]) =>
    actor.grants.some(
      (grant) => among.includes(grant.role) && grant.placePath !== null && within(placePath, grant.placePath),
    );
  const unitOfOrder = matter.workOrders.find((order) => order.no === workOrderNo)?.unitId;
  switch (reaches[kind]) {
    case 'centre':
      return overCentre(centreRoles);
    case 'order':
      return unitOfOrder !== undefined && served(unitOfOrder);
    case 'holder':
      return served(unitOfOrder ?? matter.holder.unitId) || overCentre(['supervisor', 'operator']);
    case 'check':
      return overCentre(checkRoles) || inPlace(['verifier']);
    case 'fieldCheck':
      return overCentre(checkRoles) || inPlace(['verifier', 'officer']);
    case 'spot':
      return inPlace(['officer', 'operator']) || overCentre(['operator']);
    case 'part':
      return mayRead(actor, guarded, city);
    case 'reporter':
      return guarded.reporterAccountIds.includes(actor.accountId);
  }
}

/** The actor as the life cycle sees it: the units of this matter in which the actor works, and nothing else. */
export function ruleActor(actor: Actor, { matter, placePath }: Guarded, city: City): RuleActor {
  const units = new Set([
    matter.centreUnitId,
    matter.holder.unitId,
    ...matter.workOrders.map(({ unitId }) => unitId),
  ]);
  return {
    kind: 'staff',
    accountId: String(actor.accountId),
    roles: actor.grants.map(({ role }) => role),
    unitIds: [...units].filter((unitId) =>
      actor.grants.some((grant) => serves(grant, unitId, placePath, city)),
    ),
    reporterId: null,
  };
}

export const systemActor: RuleActor = {
  kind: 'system',
  accountId: null,
  roles: [],
  unitIds: [],
  reporterId: null,
};

/** Whether staff may register a matter at this place: officers in their grids, operators in their places. */
export function mayRegister(actor: Actor, placePath: string, city: City): boolean {
  return actor.grants.some(
    ({ role, placePath: scope, unitId }) =>
      (role === 'officer' || role === 'operator') &&
      ((scope !== null && within(placePath, scope)) ||
        (unitId !== null && centreCovers(unitId, placePath, city))),
  );
}

function centreCovers(unitId: string, placePath: string, city: City): boolean {
  const unit = city.index.units.get(unitId);
  const path = unit?.kind === 'centre' ? pathOfUnit(city, unit) : undefined;
  return path !== undefined && within(placePath, path);
}

export const isMatterCommand = (kind: CommandKind): kind is MatterCommandKind => kind in commandPermissions;
