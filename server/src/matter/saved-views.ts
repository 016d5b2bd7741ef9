import { randomUUID } from 'node:crypto';
import type { EndpointInput } from '@heliu/contract/endpoint';
import {
  changeView,
  deleteView,
  maxSavedViews,
  QueueFilters,
  type SavedView,
  saveView,
} from '@heliu/contract/matter/saved-views';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import { isPgError, type Trx } from '../kernel/db.ts';
import type { MatterRoom } from './room.ts';

interface Row {
  id: string;
  name: string;
  query: string;
  is_default: boolean;
}

const columns = ['id', 'name', 'query', 'is_default'] as const;

const viewOf = ({ id, name, query, is_default: isDefault }: Row): SavedView => ({
  viewId: id,
  name,
  filters: filtersOf(query),
  isDefault,
});

function queryOf(filters: QueueFilters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') query.append(name, String(one));
    }
  }
  return query.toString();
}

/** Filters of a later or earlier version that do not fit are passed over. */
function filtersOf(query: string): QueueFilters {
  const given = new URLSearchParams(query);
  const fitting: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(QueueFilters.shape)) {
    const values = given.getAll(name);
    const value = values.length > 1 ? values : values[0];
    if (value !== undefined && field.safeParse(value).success) fitting[name] = value;
  }
  return QueueFilters.parse(fitting);
}

export async function listViews({ kernel }: MatterRoom, actor: Actor): Promise<SavedView[]> {
  const rows = await kernel.db
    .selectFrom('matter.saved_views')
    .select(columns)
    .where('account_id', '=', actor.accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(viewOf);
}

const constraintOf = (error: unknown): unknown =>
  error instanceof Error && 'constraint' in error ? error.constraint : undefined;

/** Runs a write once; a name taken at the same instant is told like one taken before. */
async function once<Reply>(
  { kernel }: MatterRoom,
  actor: Actor,
  command: { readonly commandId: string; readonly endpoint: string; readonly name?: string | undefined },
  work: (trx: Trx) => Promise<{ reply: Reply; viewId: string }>,
): Promise<Reply> {
  const { commandId, endpoint, name } = command;
  const record = { commandId, endpoint, accountId: actor.accountId, at: kernel.clock.now() };
  try {
    return await runCommand(kernel.db, record, async (trx) => {
      const { reply, viewId } = await work(trx);
      return { reply, subject: `savedView:${viewId}` };
    });
  } catch (error) {
    const taken = isPgError(error, '23505') && constraintOf(error) === 'saved_views_name';
    if (!taken || name === undefined) throw error;
    throw new Problem('view.nameTaken', { params: { name }, cause: error });
  }
}

/** One change at a time of what only one view of a person may be, and of how many there are. */
const lockViews = (trx: Trx, actor: Actor) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`saved views ${actor.accountId}`}, 0))`.execute(trx);

export async function saveOwnView(
  room: MatterRoom,
  actor: Actor,
  { body }: EndpointInput<typeof saveView>,
): Promise<SavedView> {
  const { commandId, name, filters } = body;
  return once(room, actor, { commandId, endpoint: saveView.id, name }, async (trx) => {
    await lockViews(trx, actor);
    const { n } = await trx
      .selectFrom('matter.saved_views')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('account_id', '=', actor.accountId)
      .executeTakeFirstOrThrow();
    if (n >= maxSavedViews) throw new Problem('view.tooMany', { params: { max: maxSavedViews } });
    const row = await trx
      .insertInto('matter.saved_views')
      .values({
        id: randomUUID(),
        account_id: actor.accountId,
        name,
        query: queryOf(filters),
        created_at: new Date(room.kernel.clock.now()),
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    return { reply: viewOf(row), viewId: row.id };
  });
}

export async function changeOwnView(
  room: MatterRoom,
  actor: Actor,
  { params, body }: EndpointInput<typeof changeView>,
): Promise<SavedView> {
  const { commandId, name, filters, isDefault } = body;
  return once(room, actor, { commandId, endpoint: changeView.id, name }, async (trx) => {
    if (isDefault === true) {
      await lockViews(trx, actor);
      await trx
        .updateTable('matter.saved_views')
        .set({ is_default: false })
        .where('account_id', '=', actor.accountId)
        .where('is_default', '=', true)
        .where('id', '!=', params.viewId)
        .execute();
    }
    const row = await trx
      .updateTable('matter.saved_views')
      .set({
        name: name ?? sql`name`,
        query: filters === undefined ? sql`query` : queryOf(filters),
        is_default: isDefault ?? sql`is_default`,
      })
      .where('id', '=', params.viewId)
      .where('account_id', '=', actor.accountId)
      .returning(columns)
      .executeTakeFirst();
    if (row === undefined) throw new Problem('resource.notFound');
    return { reply: viewOf(row), viewId: row.id };
  });
}

export async function deleteOwnView(
  room: MatterRoom,
  actor: Actor,
  { params, body }: EndpointInput<typeof deleteView>,
): Promise<{ done: true }> {
  return once(room, actor, { commandId: body.commandId, endpoint: deleteView.id }, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('matter.saved_views')
      .where('id', '=', params.viewId)
      .where('account_id', '=', actor.accountId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new Problem('resource.notFound');
    return { reply: { done: true }, viewId: params.viewId };
  });
}
