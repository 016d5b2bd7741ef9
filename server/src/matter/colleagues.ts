import type { Colleague, ColleaguePart } from '@heliu/contract/matter/colleagues';
import type { MatterCommand } from '@heliu/contract/matter/commands';
import type { MatterCommandKind } from '@heliu/contract/matter/permissions';
import { permissions, Role } from '@heliu/contract/permission';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { nameOf } from '../kernel/account-name.ts';
import { type Actor, type Grant, within } from '../kernel/actor.ts';
import { findMatter, type LoadedMatter, loadMatter } from './load.ts';
import { can, leads, mayReadAsStaff, serves } from './policy.ts';
import type { MatterRoom } from './room.ts';

/** Roles that can do something with what they have in hand. */
const partRoles: Readonly<Record<ColleaguePart, ReadonlySet<Role>>> = {
  hold: new Set<Role>([...permissions['matter.handle'], ...permissions['matter.triage']]),
  check: new Set<Role>(permissions['matter.verify']),
};

interface Part {
  readonly unitId: string;
  readonly placePath: string;
  readonly part: ColleaguePart;
}

interface Member extends Colleague {
  readonly unitCode: string | null;
  readonly grants: readonly Grant[];
}

/** Whoever may name the person sees the names: those who work in the unit, and those who lead the matter's centre. */
function mayList(actor: Actor, unitId: string, { placePath, matter }: LoadedMatter, city: City): boolean {
  return actor.grants.some(
    (grant) =>
      serves(grant, unitId, placePath, city) ||
      ((grant.role === 'operator' || grant.role === 'supervisor') && leads(grant, matter.centreUnitId, city)),
  );
}

function fits({ grants, unitCode }: Member, { unitId, placePath, part }: Part, city: City): boolean {
  const inPlace = ({ role, placePath: scope }: Grant): boolean =>
    part === 'check' &&
    role === 'verifier' &&
    unitCode === unitId &&
    scope !== null &&
    within(placePath, scope);
  return grants.some(
    (grant) => partRoles[part].has(grant.role) && (serves(grant, unitId, placePath, city) || inPlace(grant)),
  );
}

/** Who may have this matter in hand in a unit. */
export async function listColleaguesOf(
  room: MatterRoom,
  actor: Actor,
  { matterId, unitId, part }: { matterId: string; unitId: string; part: ColleaguePart },
): Promise<{ open: boolean; people: Colleague[] }> {
  const loaded = await loadMatter(room.kernel.pool, matterId);
  const city = room.city.current();
  if (!mayReadAsStaff(actor, loaded, city)) throw new Problem('resource.notFound');
  if (!city.index.units.has(unitId)) {
    const message = `no unit has the code ${unitId}; choose one from the list of units`;
    throw new Problem('input.invalid', { errors: [{ field: 'unitId', message }] });
  }
  if (!mayList(actor, unitId, loaded, city)) return { open: false, people: [] };
  const where = { unitId, placePath: loaded.placePath, part };
  const members = await readMembers(room, where, null, actor.language);
  const fit = members.filter((member) => fits(member, where, city));
  return {
    open: true,
    people: fit.map(({ accountId, name, roles }) => ({ accountId, name, roles })),
  };
}

interface Row {
  id: number;
  name: string;
  unit_code: string | null;
  grants: { role: string; placePath: string | null; unitId: string | null }[];
}

/** More than one unit of a city has; whoever looks for somebody types a name. */
const mostMembers = 500;

/** Accounts with a role in the unit or over a place on the way from the district to the matter. */
async function readMembers(
  { kernel }: MatterRoom,
  { unitId, placePath }: Part,
  accountIds: readonly number[] | null,
  language: Language,
): Promise<Member[]> {
  const steps = placePath.split('/');
  const paths = steps.map((_, i) => steps.slice(0, i + 1).join('/'));
  const named = accountIds === null ? sql`true` : sql`a.id = ANY(${accountIds}::bigint[])`;
  const { rows } = await sql<Row>`
    SELECT a.id, ${nameOf(language)} AS name, a.unit_code,
      jsonb_agg(jsonb_build_object('role', g.role, 'placePath', g.place_path, 'unitId', g.unit_code) ORDER BY g.id) AS grants
    FROM people.accounts a JOIN people.grants g ON g.account_id = a.id
    WHERE a.kind = 'staff' AND a.status = 'active' AND ${named}
      AND (g.unit_code = ${unitId} OR (g.place_path IS NOT NULL AND g.reach_path = ANY(${paths}::text[])))
    GROUP BY a.id ORDER BY ${nameOf(language)} COLLATE "C", a.id LIMIT ${mostMembers}`.execute(kernel.db);
  return rows.map((row) => {
    const grants = row.grants.flatMap(({ role, placePath: scope, unitId: unit }): Grant[] => {
      const known = Role.safeParse(role);
      return known.success ? [{ role: known.data, placePath: scope, unitId: unit }] : [];
    });
    return {
      accountId: String(row.id),
      name: row.name,
      unitCode: row.unit_code,
      roles: [...new Set(grants.map(({ role }) => role))],
      grants,
    };
  });
}

interface Named {
  readonly unitId: string;
  readonly accountId: string;
  readonly part: ColleaguePart;
}

/** People whom a command names, each with the unit in which they would have it in hand. */
function namedIn(command: MatterCommand, { matter }: LoadedMatter): Named[] {
  const named = (unitId: string, accountId: string | null | undefined, part: ColleaguePart = 'hold') =>
    accountId === null || accountId === undefined ? [] : [{ unitId, accountId, part }];
  switch (command.kind) {
    case 'dispatch':
      return [command.lead, ...command.assists].flatMap(({ unitId, holderId }) => named(unitId, holderId));
    case 'rule':
    case 'addAssist':
      return named(command.order.unitId, command.order.holderId);
    case 'startPreFilingCheck':
      return named(command.unitId, command.accountId, 'check');
    case 'assignHolder': {
      const order = matter.workOrders.find(({ no }) => no === command.workOrderNo);
      const part = matter.stage === 'preFilingCheck' ? 'check' : 'hold';
      return named(order?.unitId ?? matter.holder.unitId, command.accountId, part);
    }
    default:
      return [];
  }
}

interface Naming {
  readonly ref: string;
  readonly kind: MatterCommandKind;
  readonly command: MatterCommand;
  readonly commandId: string;
  readonly expectedVersion: number | undefined;
}

/**
 * Whoever a command names must be able to have it in hand. A command that is refused anyway, or was carried out
 * already, is left to say so itself.
 * @throws Problem `holder.unfit`.
 */
export async function assertHolders(room: MatterRoom, actor: Actor, naming: Naming): Promise<void> {
  if (!namesSomebody(naming.command)) return;
  const { kernel } = room;
  const city = room.city.current();
  const loaded = await findMatter(kernel.pool, naming.ref);
  if (loaded === undefined || !mayReadAsStaff(actor, loaded, city)) return;
  const { command, expectedVersion } = naming;
  if (expectedVersion !== undefined && expectedVersion !== loaded.matter.version) return;
  const no = 'workOrderNo' in command ? command.workOrderNo : undefined;
  if (!can(actor, naming.kind, loaded, city, no)) return;
  for (const { unitId, accountId, part } of namedIn(command, loaded)) {
    const where = { unitId, placePath: loaded.placePath, part };
    const ids = /^\d{1,15}$/.test(accountId) ? [Number(accountId)] : [];
    const [member] = await readMembers(room, where, ids, actor.language);
    if (member !== undefined && fits(member, where, city)) continue;
    if (await wasCarriedOut(room, naming.commandId)) return;
    const name = city.index.units.get(unitId)?.name;
    const params = { unitZh: name?.zh ?? unitId, unitEn: name?.en ?? unitId };
    throw new Problem('holder.unfit', { params });
  }
}

const namesSomebody = (command: MatterCommand): boolean =>
  ('accountId' in command && command.accountId !== null && command.accountId !== undefined) ||
  ('order' in command && command.order.holderId !== undefined) ||
  (command.kind === 'dispatch' &&
    [command.lead, ...command.assists].some(({ holderId }) => holderId !== undefined));

async function wasCarriedOut({ kernel }: MatterRoom, commandId: string): Promise<boolean> {
  const { rows } = await kernel.pool.query('SELECT FROM log.commands WHERE command_id = $1', [commandId]);
  return rows.length > 0;
}
