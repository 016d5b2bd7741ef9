import { Problem } from '@heliu/contract/problem';
import type { Permission } from '@heliu/contract/permission';
import type { Language } from '@heliu/contract/text';
import type { FastifyRequest } from 'fastify';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { languageOf } from '../kernel/language.ts';
import { findReply } from '../kernel/command.ts';
import { networkOf } from '../kernel/network.ts';
import { discovery } from './discovery.ts';
import { missing, notFound, Open311Error } from './errors.ts';
import { type Form, readForm } from './form.ts';
import { type Arguments, argumentsOf, queryOf } from './query.ts';
import { findRequest, findRequests } from './requests.ts';
import { requestFields, type StoredRequest } from './request-view.ts';
import type { Open311Room } from './room.ts';
import { serviceDefinition, serviceList } from './services.ts';
import type { Fields, Shape } from './shape.ts';
import { readIdempotencyKey, submissionsByToken } from './submissions.ts';
import { requestEndpoint, type Sent, submitRequest } from './submit.ts';
import { listUpdates, notesOf, submitUpdate, updateEndpoint } from './updates.ts';

export interface Asked {
  readonly request: FastifyRequest;
  /** Path below `/open311/v2` without its format: `requests`, `requests/ABC`. */
  readonly resource: string;
  readonly id: string | undefined;
  readonly language: Language;
}

/** Only where the endpoint serves several; ours serves one, by the code of its pack, its name or the host it is at. */
function assertJurisdiction(args: Arguments, city: City, request: FastifyRequest): void {
  const wanted = args.get('jurisdiction_id')?.toLowerCase();
  if (wanted === undefined) return;
  const { code, districtCode, name } = city.pack;
  const ours = [code, districtCode, name.zh, name.en, request.hostname].map((one) => one.toLowerCase());
  if (!ours.includes(wanted)) throw notFound('jurisdiction_id', wanted);
}

/** A key in the header goes before one among the arguments. */
async function actorOf(room: Open311Room, args: Arguments, request: FastifyRequest): Promise<Actor | null> {
  const sent = await room.keys.authenticate(request);
  if (sent !== undefined) return sent;
  const token = args.get('api_key');
  return token === undefined
    ? null
    : room.keys.actorOf(token, languageOf(request.headers['accept-language']));
}

/** Anybody reads; who does so with a key reads at the key's own rate, and needs the scope for it. */
async function readerOf(room: Open311Room, args: Arguments, asked: Asked): Promise<Actor | null> {
  const actor = await actorOf(room, args, asked.request);
  if (actor === null) room.limitReads(asked.request.ip);
  else if (actor.key?.scopes.has('public.read') === false) {
    room.onRefusal('open311.read', actor, 'auth.forbidden');
    throw new Problem('auth.forbidden');
  }
  return actor;
}

export async function answerGet(room: Open311Room, asked: Asked): Promise<Shape> {
  const { request, resource, id, language } = asked;
  const args = argumentsOf(queryOf(request));
  const actor = await readerOf(room, args, asked);
  const city = room.city.current();
  assertJurisdiction(args, city, request);
  const now = room.kernel.clock.now();
  const asker = actor === null ? networkOf(request.ip) : `account ${actor.accountId}`;
  if (id === undefined) {
    if (resource === 'services') return serviceList(city, now, language);
    if (resource === 'discovery') return discovery(city, room.kernel.config, request);
    if (resource === 'requests') {
      return requestList(room, await findRequests(room, args, actor), args, language);
    }
    if (resource === 'servicerequestupdates') return listUpdates(room, args, language);
  } else {
    if (resource === 'services') return serviceDefinition(city, id, now, language);
    if (resource === 'tokens') return requestOfToken(room, id);
    if (resource === 'requests') {
      room.limitLookUps(asker);
      const row = await findRequest(room, id, actor);
      if (row === undefined) throw notFound('service_request_id', id);
      return requestList(room, [row], args, language);
    }
  }
  throw unknownRoute();
}

export const unknownRoute = (): Open311Error =>
  new Open311Error(404, {
    zh: '没有这个资源。请查看 discovery。',
    en: 'There is no such resource. Ask for discovery.',
  });

async function requestList(
  room: Open311Room,
  rows: readonly StoredRequest[],
  args: Arguments,
  language: Language,
): Promise<Shape> {
  const city = room.city.current();
  const extended = args.get('extensions')?.toLowerCase() === 'true';
  const codes = rows.map(({ code }) => code);
  const notes = extended ? await notesOf(room, codes, language) : undefined;
  const items = rows.map((row): Fields => {
    const fields = requestFields(row, city, language);
    if (notes === undefined) return fields;
    return {
      ...fields,
      extended_attributes: { stage: row.stage, outcome: row.outcome, division_code: row.division_code },
      notes: { name: 'note', items: notes.get(row.code) ?? [] },
    };
  });
  return { root: 'service_requests', list: { name: 'request', items } };
}

async function requestOfToken(room: Open311Room, token: string): Promise<Shape> {
  const accountId = await submissionsByToken(room.kernel, token);
  const reply =
    accountId === undefined
      ? undefined
      : await findReply<{ code: string }>(room.kernel.db, {
          commandId: token,
          endpoint: requestEndpoint,
          accountId,
        }).catch((error: unknown) => {
          if (error instanceof Problem) return undefined;
          throw error;
        });
  if (reply === undefined) throw notFound('token', token);
  return {
    root: 'service_requests',
    list: { name: 'request', items: [{ service_request_id: reply.reply.code, token }] },
  };
}

export async function answerPost(room: Open311Room, asked: Asked): Promise<Shape> {
  const { request, resource, id } = asked;
  if (id !== undefined || (resource !== 'requests' && resource !== 'servicerequestupdates'))
    throw unknownRoute();
  const sent = await actorOf(room, argumentsOf(queryOf(request)), request);
  // Files are taken to the disk before the form says whose they are.
  if (sent === null && request.isMultipart()) room.limitReads(request.ip);
  const form = await readForm(request, room.evidence.parts);
  try {
    return await submit(room, asked, form, sent ?? (await actorOf(room, form.args, request)));
  } finally {
    await Promise.all(form.files.map((file) => room.evidence.parts.drop(file)));
  }
}

async function submit(
  room: Open311Room,
  { request, resource, language }: Asked,
  form: Form,
  actor: Actor | null,
): Promise<Shape> {
  if (actor === null) {
    room.limitReads(request.ip);
    throw new Open311Error(403, ...missing('api_key').texts);
  }
  const isRequest = resource === 'requests';
  const [permission, endpoint]: [Permission, string] = isRequest
    ? ['open311.write', requestEndpoint]
    : ['open311.update', updateEndpoint];
  if (!actor.permissions.has(permission)) {
    room.onRefusal(endpoint, actor, 'auth.forbidden');
    throw new Problem('auth.forbidden');
  }
  assertJurisdiction(form.args, room.city.current(), request);
  const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key']);
  const sent: Sent = { form, actor, language, idempotencyKey };
  if (!isRequest) return submitUpdate(room, sent);
  return submitRequest(room, sent, /\brespond-async\b/i.test(String(request.headers['prefer'] ?? '')));
}
