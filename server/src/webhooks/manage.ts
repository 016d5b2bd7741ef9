import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { Problem, problems } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { changeWebhook, createWebhook, type listWebhooks, type WebhookState } from '@heliu/contract/webhooks';
import { type RawBuilder, sql } from 'kysely';
import { districtPath } from '../city/index.ts';
import { type Actor, administered } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { lastPosition } from '../kernel/sequencer.ts';
import { secretOf, type WebhookRoom } from './room.ts';

/** Subscribers hear of the whole city, so its administrators look after them. @throws Problem `auth.forbidden`. */
function assertOverCity({ hooks }: WebhookRoom, actor: Actor): void {
  const root = districtPath(hooks.city.findCurrent());
  if (root === undefined || !administered(actor).includes(root)) throw new Problem('auth.forbidden');
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly kinds: string[];
  readonly state: WebhookState;
  readonly position: number;
  readonly failing_since: Date | null;
  readonly attempts: number;
  readonly next_at: Date;
  readonly last_error: string | null;
  readonly last_taken_at: Date | null;
}

export async function webhooks(
  room: WebhookRoom,
  { actor }: Context,
): Promise<EndpointResult<typeof listWebhooks>> {
  assertOverCity(room, actor);
  const last = await lastPosition(room.kernel.db);
  const { rows } =
    await sql<Row>`SELECT id, name, url, kinds, state, position, failing_since, attempts, next_at,
    last_error, last_taken_at FROM webhooks.subscribers ORDER BY created_at, id`.execute(room.kernel.db);
  return {
    lastPosition: last,
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      url: row.url,
      kinds: row.kinds,
      state: row.state,
      position: row.position,
      lag: Math.max(0, last - row.position),
      failingSince: row.failing_since?.toISOString() ?? null,
      attempts: row.attempts,
      nextAt: row.failing_since === null ? null : row.next_at.toISOString(),
      lastError: row.last_error,
      lastTakenAt: row.last_taken_at?.toISOString() ?? null,
    })),
  };
}

/** Told at the field, in the words of the problem. */
const refusedAddress = (field: string, language: Language): Problem =>
  new Problem('webhook.address', { errors: [{ field, message: problems['webhook.address'][language] }] });

export async function subscribe(
  room: WebhookRoom,
  { body }: EndpointInput<typeof createWebhook>,
  { actor, language }: Context,
): Promise<EndpointResult<typeof createWebhook>> {
  assertOverCity(room, actor);
  const { commandId, name, url, kinds } = body;
  if (!room.outbound.permits(url)) throw refusedAddress('url', language);
  const { kernel, secrets } = room;
  const record = {
    commandId,
    endpoint: createWebhook.id,
    accountId: actor.accountId,
    at: kernel.clock.now(),
  };
  const { id } = await runCommand(kernel.db, record, async (trx) => {
    await sql`INSERT INTO webhooks.subscribers
        (id, name, url, kinds, position, next_at, created_by, created_at)
      SELECT ${commandId}, ${name}, ${url}, ${kinds}::text[],
        last_position, ${new Date(record.at)}, ${actor.accountId}, ${new Date(record.at)} FROM log.sequence`.execute(
      trx,
    );
    await appendEvents(trx, [
      {
        kind: 'webhook.created',
        subject: `webhook:${commandId}`,
        at: record.at,
        actorId: actor.accountId,
        commandId,
      },
    ]);
    return { reply: { id: commandId }, subject: `webhook:${commandId}` };
  });
  return { id, secret: secretOf(secrets, id) };
}

type Change = EndpointInput<typeof changeWebhook>['body']['change'];

/** Position before the first event that was placed of those at or after an instant. */
const positionBefore = (at: string) => sql<number>`coalesce((
  SELECT min(p.position) - 1 FROM log.events e JOIN log.positions p ON p.event_id = e.id AND p.event_at = e.at
  WHERE e.at >= ${at}::timestamptz), (SELECT last_position FROM log.sequence))`;

const unfailed = (now: Date) => sql`attempts = 0, failing_since = NULL, last_error = NULL, next_at = ${now}`;
const afresh = (now: Date) => sql`state = 'active', ${unfailed(now)}`;

function assignments(change: Exclude<Change, { act: 'end' }>, now: Date): RawBuilder<unknown> {
  switch (change.act) {
    case 'edit':
      return sql`name = ${change.name}, url = ${change.url}, kinds = ${change.kinds}::text[], ${unfailed(now)}`;
    case 'pause':
      return sql`state = 'paused'`;
    case 'resume':
      return afresh(now);
    case 'replayAfter':
      return sql`position = least(${change.position}, (SELECT last_position FROM log.sequence)), ${afresh(now)}`;
    case 'replayFrom':
      return sql`position = ${positionBefore(change.at)}, ${afresh(now)}`;
  }
}

export async function change(
  room: WebhookRoom,
  { params, body }: EndpointInput<typeof changeWebhook>,
  { actor, language }: Context,
): Promise<{ id: string }> {
  assertOverCity(room, actor);
  const { kernel } = room;
  const { accountId } = actor;
  const { commandId, change: wanted } = body;
  if (wanted.act === 'edit' && !room.outbound.permits(wanted.url)) {
    throw refusedAddress('change.url', language);
  }
  const record = { commandId, endpoint: changeWebhook.id, accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    const subject = `webhook:${params.id}`;
    const { rows } =
      wanted.act === 'end'
        ? await sql`DELETE FROM webhooks.subscribers WHERE id = ${params.id} RETURNING id`.execute(trx)
        : await sql`UPDATE webhooks.subscribers SET ${assignments(wanted, new Date(record.at))}
            WHERE id = ${params.id} RETURNING id`.execute(trx);
    if (rows.length === 0) throw new Problem('resource.notFound');
    await appendEvents(trx, [
      {
        kind: 'webhook.changed',
        subject,
        at: record.at,
        actorId: accountId,
        commandId,
        payload: { act: wanted.act },
      },
    ]);
    return { reply: { id: params.id }, subject };
  });
}
