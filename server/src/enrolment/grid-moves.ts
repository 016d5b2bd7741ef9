import { sql } from 'kysely';
import type { RoleMove, RolePlace } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { moveGridRoles } from '../people/index.ts';
import { ended, entered, type Enrolment, lockEnrolments } from './store.ts';

/** What became of one enrolment; `endedAt` where the person was in charge of the following grid already. */
interface Moved {
  readonly row: Enrolment;
  readonly to: RolePlace;
  readonly endedAt: string | null;
}

/**
 * Enrolments in grids that give way go over to the largest that follows. Undoing an edit brings back what it moved and
 * is still there.
 */
async function moveEnrolments(trx: Trx, move: RoleMove): Promise<void> {
  if (move.isUndo) await bringBack(trx, move);
  const moved = await passOn(trx, move);
  if (!move.isUndo) await remember(trx, move.editId, moved);
}

/** Everybody's part in grids that give way, roles first. @returns how many accounts' roles went over. */
export async function movePeople(trx: Trx, move: RoleMove): Promise<number> {
  const accounts = await moveGridRoles(trx, move);
  await moveEnrolments(trx, move);
  return accounts;
}

type Passing = Pick<RoleMove, 'successions' | 'at' | 'actorId' | 'commandId'>;

export async function passOn(
  trx: Trx,
  { successions, at, actorId, commandId }: Passing,
): Promise<readonly Moved[]> {
  const heirs = new Map(
    successions.flatMap(({ from, to }) => {
      const [largest] = to.toSorted((a, b) => (b.areaM2 ?? 0) - (a.areaM2 ?? 0));
      return largest === undefined || largest.code === from.code ? [] : [[from.code, largest] as const];
    }),
  );
  const codes = [...heirs.keys(), ...[...heirs.values()].map(({ code }) => code)];
  const rows = await lockEnrolments(trx, sql<boolean>`grid_code = ANY(${codes}::text[])`);
  const key = ({ account_id: id, capacity }: Enrolment, code: string) => `${id} ${capacity} ${code}`;
  const held = new Set(rows.filter((row) => !heirs.has(row.grid_code)).map((row) => key(row, row.grid_code)));
  const moved: Moved[] = [];
  for (const row of rows) {
    const to = heirs.get(row.grid_code);
    if (to === undefined) continue;
    const twice = held.has(key(row, to.code));
    held.add(key(row, to.code));
    moved.push({ row, to, endedAt: twice ? new Date(at).toISOString() : null });
  }
  await write(trx, moved);
  const facts = { at, actorId, commandId };
  await appendEvents(trx, [
    ...moved.map(({ row }) => ended(row, 'gridChanged', facts)),
    ...moved
      .filter(({ endedAt }) => endedAt === null)
      .map(({ row, to }) => entered({ ...row, grid_code: to.code, place_path: to.path }, facts)),
  ]);
  return moved;
}

async function write(trx: Trx, moved: readonly Moved[]): Promise<void> {
  const rows = moved.map(({ row, to, endedAt }) => ({
    id: row.id,
    code: endedAt === null ? to.code : row.grid_code,
    path: endedAt === null ? to.path : row.place_path,
    until: endedAt,
  }));
  await sql`UPDATE enrolment.enrolments e SET grid_code = m.code, place_path = m.path, until = m.until
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(id bigint, code text, path text, until timestamptz)
    WHERE e.id = m.id`.execute(trx);
}

async function remember(trx: Trx, editId: string, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return;
  await trx
    .insertInto('enrolment.grid_moves')
    .values(
      moved.map(({ row, to, endedAt }) => ({
        edit_id: editId,
        enrolment_id: row.id,
        code_before: row.grid_code,
        path_before: row.place_path,
        code_after: to.code,
        ended_at: endedAt,
      })),
    )
    .execute();
}

interface Remembered extends Omit<Enrolment, 'since'> {
  readonly code_before: string;
  readonly path_before: string;
  readonly reopens: boolean;
}

/** A charge that ended because its holder had the following grid already comes back for who holds that one still. */
async function bringBack(trx: Trx, { editId, at, actorId, commandId }: RoleMove): Promise<void> {
  const { rows } = await sql<Remembered>`
    SELECT e.id, e.account_id, e.capacity, e.grid_code, e.place_path, m.code_before, m.path_before,
      e.until IS NOT NULL AS reopens
    FROM enrolment.grid_moves m JOIN enrolment.enrolments e ON e.id = m.enrolment_id
    WHERE m.edit_id = ${editId} AND CASE WHEN m.ended_at IS NULL
      THEN e.until IS NULL AND e.grid_code = m.code_after
      ELSE e.until = m.ended_at AND EXISTS (SELECT FROM enrolment.enrolments other
        WHERE other.account_id = e.account_id AND other.capacity = e.capacity
          AND other.grid_code = m.code_after AND other.until IS NULL) END
    ORDER BY e.id FOR UPDATE OF e`.execute(trx);
  await sql`DELETE FROM enrolment.grid_moves WHERE edit_id = ${editId}`.execute(trx);
  const back = rows.map(({ id, code_before: code, path_before: path }) => ({ id, code, path }));
  await sql`UPDATE enrolment.enrolments e SET grid_code = b.code, place_path = b.path, until = NULL
    FROM jsonb_to_recordset(${JSON.stringify(back)}::jsonb) AS b(id bigint, code text, path text)
    WHERE e.id = b.id`.execute(trx);
  const facts = { at, actorId, commandId };
  const events = rows.flatMap((row) => [
    ...(row.reopens ? [] : [ended(row, 'gridChanged', facts)]),
    entered({ ...row, grid_code: row.code_before, place_path: row.path_before }, facts),
  ]);
  await appendEvents(trx, events);
}
