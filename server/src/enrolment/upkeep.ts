import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { eachEdition } from '../kernel/each-edition.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Loop } from '../kernel/loops.ts';
import type { Chore } from '../kernel/upkeep.ts';
import { passOn } from './grid-moves.ts';
import type { EnrolmentRoom } from './room.ts';
import { endEnrolments, type Facts, lockEnrolments } from './store.ts';

const keptMs = 90 * 86_400_000;

/** Whoever has no account any more is enrolled nowhere. */
export async function endWithAccount(trx: Trx, facts: Facts & { readonly accountId: number }): Promise<void> {
  const { accountId, at, actorId, commandId } = facts;
  const rows = await lockEnrolments(
    trx,
    sql<boolean>`account_id = ${accountId} AND EXISTS (SELECT FROM people.accounts a
      WHERE a.id = account_id AND a.status = 'inactive')`,
  );
  await endEnrolments(trx, rows, 'accountClosed', { at, actorId, commandId });
}

/** Enrolments follow what an import of a city does to grids. One whose grid has no heir stays, under its old code. */
export function followCity({ kernel, city }: EnrolmentRoom): Loop {
  return {
    name: 'enrolment.places',
    everyMs: 15_000,
    run: eachEdition(
      () => city.findCurrent(),
      (current) => followGrids(kernel, current),
    ),
  };
}

/** Leads current enrolments from grids that left the city to those that follow, and notes paths that changed. */
export async function followGrids({ db, clock }: Pick<Kernel, 'db' | 'clock'>, city: City): Promise<void> {
  const { grids } = city.index;
  await db.transaction().execute(async (trx) => {
    const current = await lockEnrolments(trx, sql<boolean>`true`);
    const gone = new Map(
      current
        .filter((row) => !grids.has(row.grid_code))
        .map((row) => [row.grid_code, { code: row.grid_code, path: row.place_path, areaM2: null }]),
    );
    const successions = [...gone.values()].map((from) => ({
      from,
      to: (city.followers.get(from.code)?.to ?? []).flatMap((code) => grids.get(code) ?? []),
    }));
    await passOn(trx, { successions, at: clock.now(), actorId: null, commandId: null });
    const moved = current.flatMap(({ id, grid_code: code, place_path: before }) => {
      const path = grids.get(code)?.path;
      return path === undefined || path === before ? [] : [{ id, path }];
    });
    await sql`UPDATE enrolment.enrolments e SET place_path = m.path
      FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS m(id bigint, path text)
      WHERE e.id = m.id`.execute(trx);
  });
}

/** Ended enrolments are deleted when they have served their purpose. */
export const enrolmentChore = ({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Chore => {
  const before = () => new Date(clock.now() - keptMs);
  return {
    name: 'enrolment.retention',
    does: { zh: '删除结束 90 天以上的网格报到', en: 'enrolments in grids deleted 90 days after their end' },
    count: async () => {
      const { n } = await db
        .selectFrom('enrolment.enrolments')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('until', '<', before())
        .executeTakeFirstOrThrow();
      return n;
    },
    run: async () => {
      const { numDeletedRows } = await db
        .deleteFrom('enrolment.enrolments')
        .where('until', '<', before())
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
