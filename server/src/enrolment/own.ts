import { enrol, type GridChoice, leaveGrid, type listOwnEnrolments } from '@heliu/contract/enrolment';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import type { Text } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { runCommand } from '../kernel/command.ts';
import type { Context } from '../kernel/route.ts';
import { mayLeave, ownCapacity } from './policy.ts';
import type { EnrolmentRoom } from './room.ts';
import {
  endEnrolments,
  enterGrid,
  type Enrolment,
  type GridPlace,
  lockAccount,
  lockEnrolments,
} from './store.ts';

export async function ownEnrolments(
  { kernel, city }: EnrolmentRoom,
  { actor }: Context,
): Promise<EndpointResult<typeof listOwnEnrolments>> {
  const { rows } = await sql<Enrolment>`
    SELECT id, account_id, capacity, grid_code, place_path, since FROM enrolment.enrolments
    WHERE account_id = ${actor.accountId} AND until IS NULL ORDER BY capacity, since, id`.execute(kernel.db);
  const known = city.findCurrent();
  return {
    rows: rows.map(({ id, capacity, grid_code: code, since }) => ({
      id,
      capacity,
      grid: nameGrid(known, code),
      since: since.toISOString(),
      allowed: mayLeave(capacity) ? ['leave' as const] : [],
    })),
  };
}

function nameGrid(city: City | undefined, code: string) {
  const grid = city?.index.grids.get(code);
  if (city === undefined || grid === undefined) {
    return { code, name: { zh: code, en: code }, path: { zh: '', en: '' } };
  }
  const above: Text[] = [];
  let at = city.index.divisions.get(grid.communityCode);
  while (at !== undefined && at.parentCode !== null) {
    above.unshift(at.name);
    at = city.index.divisions.get(at.parentCode);
  }
  const path = { zh: above.map(({ zh }) => zh).join('/'), en: above.map(({ en }) => en).join(' / ') };
  return { code, name: grid.name, path };
}

/** @throws Problem `place.unknown`, `place.outside`. */
export function gridOf(city: City, choice: GridChoice): GridPlace {
  if ('position' in choice) {
    const found = city.locate(choice.position);
    if (found === undefined) throw new Problem('place.outside');
    return found;
  }
  const grid = city.index.grids.get(choice.gridCode);
  if (grid === undefined) throw new Problem('place.unknown', { params: { place: choice.gridCode } });
  return grid;
}

export async function enrolOneself(
  { kernel, city }: EnrolmentRoom,
  { body }: EndpointInput<typeof enrol>,
  { actor }: Context,
): Promise<EndpointResult<typeof enrol>> {
  const { accountId } = actor;
  const record = { commandId: body.commandId, endpoint: enrol.id, accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    const grid = gridOf(city.current(), body.place);
    if (!(await lockAccount(trx, accountId))) throw new Problem('auth.required');
    const enrolmentId = await enterGrid(
      trx,
      { accountId, capacity: ownCapacity(actor), grid },
      { at: record.at, actorId: accountId, commandId: record.commandId },
    );
    return { reply: { enrolmentId, gridCode: grid.code }, subject: `enrolment:${enrolmentId}` };
  });
}

export async function leaveOwnGrid(
  { kernel }: EnrolmentRoom,
  { params, body }: EndpointInput<typeof leaveGrid>,
  { actor }: Context,
): Promise<EndpointResult<typeof leaveGrid>> {
  const { accountId } = actor;
  const { commandId } = body;
  const record = { commandId, endpoint: leaveGrid.id, accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    await lockAccount(trx, accountId);
    const mine = await lockEnrolments(trx, sql<boolean>`id = ${params.id} AND account_id = ${accountId}`);
    const [row] = mine;
    if (row === undefined) throw new Problem('resource.notFound');
    if (!mayLeave(row.capacity)) throw new Problem('auth.forbidden');
    await endEnrolments(trx, mine, 'left', { at: record.at, actorId: accountId, commandId });
    return { reply: { enrolmentId: row.id }, subject: `enrolment:${row.id}` };
  });
}
