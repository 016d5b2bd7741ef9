import { appointCadre, type AppointedPerson, dismissCadre } from '@heliu/contract/enrolment';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { type Actor, within } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import type { Db, Trx } from '../kernel/db.ts';
import type { Context } from '../kernel/route.ts';
import { gridOf } from './own.ts';
import { appointingPaths, mayAppoint } from './policy.ts';
import type { EnrolmentRoom } from './room.ts';
import { endEnrolments, enterGrid, lockAccount, lockEnrolments } from './store.ts';

export async function appoint(
  { kernel, city }: EnrolmentRoom,
  { params, body }: EndpointInput<typeof appointCadre>,
  { actor }: Context,
): Promise<EndpointResult<typeof appointCadre>> {
  const { commandId } = body;
  const record = { commandId, endpoint: appointCadre.id, accountId: actor.accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    const grid = gridOf(city.current(), { gridCode: params.code });
    if (!mayAppoint(actor, grid.path)) throw new Problem('auth.forbidden');
    const accountId = await getWithinReach(trx, actor, body.person);
    const enrolmentId = await enterGrid(
      trx,
      { accountId, capacity: 'cadre_in_charge', grid },
      { at: record.at, actorId: actor.accountId, commandId },
    );
    return { reply: { enrolmentId, gridCode: grid.code }, subject: `enrolment:${enrolmentId}` };
  });
}

/**
 * An active member of staff who belongs, or holds a role, where the actor appoints; locked. Whoever is beyond it and
 * whoever does not exist get the same answer.
 * @throws Problem `enrolment.personUnknown`.
 */
async function getWithinReach(trx: Trx, actor: Actor, person: AppointedPerson): Promise<number> {
  const chosen = 'login' in person ? sql`lower(a.login) = ${person.login}` : sql`a.id = ${person.accountId}`;
  const { rows } = await sql<{ id: number; paths: string[] }>`
    SELECT a.id, a.home_path || ARRAY(SELECT g.reach_path FROM people.grants g WHERE g.account_id = a.id) AS paths
    FROM people.accounts a WHERE a.kind = 'staff' AND ${chosen}`.execute(trx);
  const [found] = rows;
  const places = appointingPaths(actor);
  const near = found?.paths.some((path) => places.some((place) => within(path, place))) === true;
  if (found === undefined || !near || !(await lockAccount(trx, found.id))) {
    throw new Problem('enrolment.personUnknown');
  }
  return found.id;
}

export async function dismiss(
  { kernel, city }: EnrolmentRoom,
  { params, body }: EndpointInput<typeof dismissCadre>,
  { actor }: Context,
): Promise<EndpointResult<typeof dismissCadre>> {
  const { commandId } = body;
  const { accountId: actorId } = actor;
  const record = { commandId, endpoint: dismissCadre.id, accountId: actorId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    await lockAccount(trx, await accountOf(trx, params.id));
    const held = await lockEnrolments(trx, sql<boolean>`id = ${params.id} AND capacity = 'cadre_in_charge'`);
    const [row] = held;
    const path = row && (city.current().findPlace(row.grid_code)?.path ?? row.place_path);
    if (row === undefined || path === undefined || !mayAppoint(actor, path)) {
      throw new Problem('resource.notFound');
    }
    await endEnrolments(trx, held, 'dismissed', { at: record.at, actorId, commandId });
    return { reply: { enrolmentId: row.id }, subject: `enrolment:${row.id}` };
  });
}

async function accountOf(db: Db | Trx, enrolmentId: number): Promise<number> {
  const row = await db
    .selectFrom('enrolment.enrolments')
    .select('account_id')
    .where('id', '=', enrolmentId)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('resource.notFound');
  return row.account_id;
}
