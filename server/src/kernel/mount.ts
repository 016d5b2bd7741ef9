import type { EndpointInput, EndpointSpec } from '@heliu/contract/endpoint';
import { type KeyScope, publicScopeOf } from '@heliu/contract/keys';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from './actor.ts';
import { expectedIn } from './expected.ts';
import { languageOf } from './language.ts';
import { type Context, replied, type Route } from './route.ts';

export interface MountOptions {
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  /** Told of every refusal for lack of permission. */
  onRefusal(endpoint: EndpointSpec, actor: Actor | null, code: string): void;
}

const sections = ['params', 'query', 'body'] as const;

/** Puts routes on the server: authentication, permission, parsing, handler, stripping of undeclared reply fields. */
export function mount(server: FastifyInstance, routes: readonly Route[], options: MountOptions): void {
  for (const one of routes) {
    const { endpoint } = one;
    server.route({
      method: endpoint.method,
      url: endpoint.path,
      ...(one.patience === undefined ? {} : { config: { patience: one.patience } }),
      handler: async (request, reply) => {
        const actor = await options.authenticate(request);
        try {
          permit(endpoint, actor, request);
        } catch (error) {
          if (error instanceof Problem) options.onRefusal(endpoint, actor, error.code);
          throw error;
        }
        const language = languageOf(request.headers['accept-language']);
        const input = parseInput(endpoint, request, language);
        const result = await one.handle(input, contextOf(actor, request, reply));
        if (result === replied || reply.sent || !(endpoint.reply instanceof z.ZodType)) return reply;
        return reply.send(endpoint.reply.parse(result));
      },
    });
  }
}

function contextOf(actor: Actor | null, request: FastifyRequest, reply: FastifyReply): Context<Actor | null> {
  return {
    actor,
    language: actor?.language ?? languageOf(request.headers['accept-language']),
    requestId: request.id,
    clientAddress: request.ip,
    request,
    reply,
  };
}

function permit(endpoint: EndpointSpec, actor: Actor | null, request: FastifyRequest): void {
  if (endpoint.method !== 'GET') assertSameSite(request);
  if (endpoint.permission === 'public' && actor?.key === undefined) return;
  if (actor === null) throw new Problem('auth.required');
  if (endpoint.permission === 'public' || endpoint.permission === 'signedIn') {
    if (actor.key !== undefined) assertKeyMay(endpoint, actor.key.scopes);
    return;
  }
  if (!actor.permissions.has(endpoint.permission)) throw new Problem('auth.forbidden');
}

/** What everybody may use is for people; a key uses what its scopes say. */
function assertKeyMay(endpoint: EndpointSpec, scopes: ReadonlySet<KeyScope>): void {
  const scope = publicScopeOf(endpoint);
  if (scope === undefined || !scopes.has(scope)) throw new Problem('auth.forbidden');
}

/**
 * A browser of another site can send our cookie but neither our header nor a bearer token, so a write needs one of
 * the two.
 */
function assertSameSite(request: FastifyRequest): void {
  const { headers } = request;
  if (headers.authorization !== undefined || headers['x-requested-with'] !== undefined) return;
  throw new Problem('auth.origin');
}

function parseInput(
  endpoint: EndpointSpec,
  request: FastifyRequest,
  language: Language,
): EndpointInput<EndpointSpec> {
  const parsed: Record<string, unknown> = {};
  const faults: { field: string; message: string }[] = [];
  const error = expectedIn(language);
  for (const section of sections) {
    const schema = endpoint[section];
    if (!(schema instanceof z.ZodType)) continue;
    const result = schema.safeParse(request[section] ?? (section === 'body' ? undefined : {}), { error });
    if (result.success) parsed[section] = result.data;
    else
      faults.push(
        ...result.error.issues.map((issue) => ({ field: pathOf(section, issue), message: issue.message })),
      );
  }
  if (faults.length > 0) throw new Problem('input.invalid', { errors: faults });
  return { params: {}, query: {}, body: {}, ...parsed };
}

function pathOf(section: string, issue: z.core.$ZodIssue): string {
  return section === 'body' && issue.path.length > 0
    ? issue.path.join('.')
    : [section, ...issue.path].join('.');
}
