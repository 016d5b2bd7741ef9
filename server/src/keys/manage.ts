import type { EndpointInput } from '@heliu/contract/endpoint';
import { changeKey, createKey, type Key, revokeKey } from '@heliu/contract/keys';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { runCommand } from '../kernel/command.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { manages, visible } from './policy.ts';
import type { KeysRoom } from './room.ts';
import { announceKey, readKeys, scopesOf, type StoredKey } from './store.ts';
import { assertEnd, endStored, insertKey, sorted } from './write.ts';

export async function listOwnKeys({ kernel, hooks }: KeysRoom, { actor }: Context): Promise<{ rows: Key[] }> {
  const rows = await readKeys(kernel.db, visible(actor), actor.language);
  return { rows: rows.map((row) => viewKey(row, hooks.findCurrent(), kernel.clock.now())) };
}

export function viewKey(row: StoredKey, city: City | undefined, now: number): Key {
  const place = city?.index.grids.get(row.place_code) ?? city?.index.divisions.get(row.place_code);
  return {
    id: row.id,
    name: row.name,
    start: row.token_start,
    scopes: scopesOf(row),
    place: {
      kind: 'place',
      code: row.place_code,
      name: place?.name ?? { zh: row.place_code, en: row.place_code },
    },
    perMinute: row.per_minute,
    state:
      row.revoked_at !== null ? 'revoked' : row.expires_at.getTime() <= now ? ('expired' as const) : 'active',
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name ?? '',
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedOn: row.last_used_on,
    version: row.version,
  };
}

/** The reply that is kept for repeats holds no key. */
export async function makeKey(
  { kernel, hooks }: KeysRoom,
  { body }: EndpointInput<typeof createKey>,
  { actor }: Context,
): Promise<Key & { token: string | null }> {
  const { commandId, name, placeCode, perMinute, expiresAt } = body;
  const at = kernel.clock.now();
  const city = hooks.findCurrent();
  const place = city?.findPlace(placeCode);
  if (place === undefined) throw new Problem('place.unknown', { params: { place: placeCode } });
  if (!manages(actor, place.path)) throw new Problem('place.notYours');
  let token: string | null = null;
  const record = { commandId, endpoint: createKey.id, accountId: actor.accountId, at };
  const key = await runCommand(kernel.db, record, async (trx) => {
    const wished = { name, scopes: body.scopes, place, perMinute, expiresAt };
    const made = await insertKey(trx, hooks.openAccount, wished, {
      at,
      actorId: actor.accountId,
      commandId,
    });
    token = made.token;
    return {
      reply: await viewed(trx, made.id, city, { at, language: actor.language }),
      subject: `key:${made.id}`,
    };
  });
  return { ...key, token };
}

async function viewed(
  trx: Trx,
  id: number,
  city: City | undefined,
  { at, language }: { readonly at: number; readonly language: Language },
): Promise<Key> {
  const [row] = await readKeys(trx, sql<boolean>`k.id = ${id}`, language);
  if (row === undefined) throw new Problem('resource.notFound');
  return viewKey(row, city, at);
}

/** A key in the actor's places, locked. @throws Problem `resource.notFound`, `key.ended`. */
async function lockKey(trx: Trx, id: number, context: Context): Promise<StoredKey> {
  await sql`SELECT id FROM keys.keys WHERE id = ${id} FOR UPDATE`.execute(trx);
  const [row] = await readKeys(
    trx,
    sql<boolean>`k.id = ${id} AND ${visible(context.actor)}`,
    context.language,
  );
  if (row === undefined) throw new Problem('resource.notFound');
  if (row.revoked_at !== null) throw new Problem('key.ended');
  return row;
}

export async function correctKey(
  { kernel, hooks }: KeysRoom,
  { params, body }: EndpointInput<typeof changeKey>,
  context: Context,
): Promise<Key> {
  const { commandId, name, perMinute, expiresAt } = body;
  const at = kernel.clock.now();
  const actorId = context.actor.accountId;
  assertEnd(expiresAt, at);
  const record = { commandId, endpoint: changeKey.id, accountId: actorId, at };
  return runCommand(kernel.db, record, async (trx) => {
    const row = await lockKey(trx, params.id, context);
    if (row.version !== body.version) throw new Problem('resource.changed');
    const scopes = sorted(body.scopes);
    await trx
      .updateTable('keys.keys')
      .set({ name, scopes, per_minute: perMinute, expires_at: new Date(expiresAt), version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    await announceKey(trx, row.id);
    await appendEvents(trx, [
      {
        kind: 'key.changed',
        subject: `key:${row.id}`,
        placePath: row.place_path,
        at,
        actorId,
        commandId,
        payload: { scopes, perMinute, expiresAt },
      },
    ]);
    return {
      reply: await viewed(trx, row.id, hooks.findCurrent(), { at, language: context.language }),
      subject: `key:${row.id}`,
    };
  });
}

export async function endKey(
  { kernel, hooks }: KeysRoom,
  { params, body }: EndpointInput<typeof revokeKey>,
  context: Context,
): Promise<Key> {
  const { commandId } = body;
  const at = kernel.clock.now();
  const actorId = context.actor.accountId;
  const record = { commandId, endpoint: revokeKey.id, accountId: actorId, at };
  return runCommand(kernel.db, record, async (trx) => {
    const row = await lockKey(trx, params.id, context);
    await endStored(trx, row, { at, actorId, commandId });
    return {
      reply: await viewed(trx, row.id, hooks.findCurrent(), { at, language: context.language }),
      subject: `key:${row.id}`,
    };
  });
}
