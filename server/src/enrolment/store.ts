import type { Capacity } from '@heliu/contract/enrolment';
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import { appendEvents, type NewEvent } from '../kernel/events.ts';

/** A row of `enrolment.enrolments` that has not ended. */
export interface Enrolment {
  readonly id: number;
  readonly account_id: number;
  readonly capacity: Capacity;
  readonly grid_code: string;
  readonly place_path: string;
  readonly since: Date;
}

export interface GridPlace {
  readonly code: string;
  readonly path: string;
}

/** Who acts, and when. */
export interface Facts {
  readonly at: number;
  readonly actorId: number | null;
  readonly commandId: string | null;
}

type Cause = 'left' | 'moved' | 'dismissed' | 'accountClosed' | 'gridChanged';

/** Current enrolments that meet a condition, locked. */
export async function lockEnrolments(trx: Trx, condition: RawBuilder<boolean>): Promise<Enrolment[]> {
  const { rows } = await sql<Enrolment>`
    SELECT id, account_id, capacity, grid_code, place_path, since FROM enrolment.enrolments
    WHERE until IS NULL AND ${condition} ORDER BY id FOR UPDATE`.execute(trx);
  return rows;
}

/** Changes of one person happen one after the other. @returns whether the account is open. */
export async function lockAccount(trx: Trx, accountId: number): Promise<boolean> {
  const { rows } = await sql<{ status: string }>`
    SELECT status FROM people.accounts WHERE id = ${accountId} FOR NO KEY UPDATE`.execute(trx);
  return rows[0]?.status === 'active';
}

export const entered = (row: Omit<Enrolment, 'since'>, facts: Facts): NewEvent => ({
  kind: 'enrolment.entered',
  subject: `account:${row.account_id}`,
  placePath: row.place_path,
  ...facts,
  payload: { enrolmentId: row.id, capacity: row.capacity, gridCode: row.grid_code },
});

export const ended = (row: Omit<Enrolment, 'since'>, cause: Cause, facts: Facts): NewEvent => ({
  ...entered(row, facts),
  kind: 'enrolment.ended',
  payload: { enrolmentId: row.id, capacity: row.capacity, gridCode: row.grid_code, cause },
});

export async function endEnrolments(
  trx: Trx,
  rows: readonly Enrolment[],
  cause: Cause,
  facts: Facts,
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await sql`UPDATE enrolment.enrolments SET until = ${new Date(facts.at)}
    WHERE id = ANY(${ids}::bigint[])`.execute(trx);
  await appendEvents(
    trx,
    rows.map((row) => ended(row, cause, facts)),
  );
}

export interface NewEnrolment {
  readonly accountId: number;
  readonly capacity: Capacity;
  readonly grid: GridPlace;
}

/** @returns the id of the enrolment, of the one that is there already where nothing changes. */
export async function enterGrid(
  trx: Trx,
  { accountId, capacity, grid }: NewEnrolment,
  facts: Facts & { readonly actorId: number },
): Promise<number> {
  const current = await lockEnrolments(
    trx,
    sql<boolean>`account_id = ${accountId} AND capacity = ${capacity}`,
  );
  const same = current.find((row) => row.grid_code === grid.code);
  if (same !== undefined) return same.id;
  if (capacity !== 'cadre_in_charge') await endEnrolments(trx, current, 'moved', facts);
  const { id } = await trx
    .insertInto('enrolment.enrolments')
    .values({
      account_id: accountId,
      capacity,
      grid_code: grid.code,
      place_path: grid.path,
      since: new Date(facts.at),
      entered_by: facts.actorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const row = { id, account_id: accountId, capacity, grid_code: grid.code, place_path: grid.path };
  await appendEvents(trx, [entered(row, facts)]);
  return id;
}
