import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../kernel/language.ts';
import { answerGet, answerPost, type Asked, unknownRoute } from './answer.ts';
import { errorShape, tell } from './errors.ts';
import type { Open311Room } from './room.ts';
import { contentTypes, type Format, formats, render, type Shape } from './shape.ts';

const isFormat = (text: string | undefined): text is Format => formats.some((format) => format === text);

interface Target {
  readonly segments: readonly string[];
  /** Undefined where the address ends in no format that is known. */
  readonly format: Format | undefined;
}

/** Splits `/open311/v2/requests/ABC.json` into its words and the format at its end. */
function targetOf(url: string): Target {
  const [path = ''] = url.split('?');
  const below = decode(path).replace(/^\/open311\/?/, '');
  const words = below.split('/').filter((word) => word !== '' && word !== 'v2');
  const last = words.at(-1) ?? '';
  const dot = last.lastIndexOf('.');
  const extension = dot < 0 ? undefined : last.slice(dot + 1).toLowerCase();
  if (!isFormat(extension)) return { segments: words, format: undefined };
  return { segments: [...words.slice(0, -1), last.slice(0, dot)], format: extension };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Where the address says no format: the one the client accepts, else XML, which every client of the standard reads. */
const formatFor = ({ url, headers }: FastifyRequest): Format =>
  targetOf(url).format ?? (headers.accept?.includes('json') === true ? 'json' : 'xml');

function send(request: FastifyRequest, reply: FastifyReply, shape: Shape, format: Format): FastifyReply {
  return reply
    .type(contentTypes[format])
    .header('content-language', languageOf(request.headers['accept-language']) === 'zh' ? 'zh-CN' : 'en')
    .send(render(format, shape));
}

/** The Open311 interface: its own addresses, its own formats, and every error in the format that was asked for. */
export function mountOpen311(server: FastifyInstance, room: Open311Room): void {
  void server.register(
    async (edge) => {
      edge.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string' },
        (_request, body, done) => done(null, body),
      );
      edge.addHook('onSend', async (_request, reply, payload) => {
        reply.header('access-control-allow-origin', '*');
        reply.header('vary', 'accept, accept-language');
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
        return payload;
      });
      edge.setErrorHandler((error, request, reply) => fail(room, error, request, reply));
      const asked = (request: FastifyRequest): Asked => {
        const { segments, format } = targetOf(request.url);
        const [resource = '', id, ...more] = segments;
        if (format === undefined || more.length > 0) throw unknownRoute();
        return { request, resource, id, language: languageOf(request.headers['accept-language']) };
      };
      const get = async (request: FastifyRequest, reply: FastifyReply) =>
        send(request, reply, await answerGet(room, asked(request)), formatFor(request));
      for (const url of ['/', '/*']) {
        edge.get(url, get);
        edge.post(url, async (request, reply) =>
          send(request, reply.code(201), await answerPost(room, asked(request)), formatFor(request)),
        );
        edge.options(url, async (_request, reply) => preflight(reply));
        edge.route({
          method: ['PUT', 'PATCH', 'DELETE'],
          url,
          handler: async () => {
            throw unknownRoute();
          },
        });
      }
    },
    { prefix: '/open311' },
  );
}

/** Pages of others may read; keys do not belong into pages, so they may not write. */
const preflight = (reply: FastifyReply): FastifyReply =>
  reply
    .code(204)
    .header('access-control-allow-methods', 'GET, HEAD, OPTIONS')
    .header('access-control-allow-headers', 'accept, accept-language')
    .header('access-control-max-age', '86400')
    .send();

function fail(
  { kernel }: Open311Room,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  const told = tell(error, language);
  if (told === undefined) {
    const path = `${request.method} ${request.routeOptions.url ?? ''}`;
    kernel.log.error('request failed', { requestId: request.id, path, error });
    const text =
      language === 'zh'
        ? `系统出错，请稍后重试，并告知编号 ${request.id}。`
        : `Something failed. Try again later and tell us the number ${request.id}.`;
    return send(request, reply.code(500), errorShape(500, [text]), formatFor(request));
  }
  if (told.retryAfter !== undefined) reply.header('retry-after', told.retryAfter);
  return send(
    request,
    reply.code(told.status),
    errorShape(told.status, told.descriptions),
    formatFor(request),
  );
}
