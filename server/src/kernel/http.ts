import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { uploadLimitBytes } from '@heliu/contract/evidence';
import { Problem, problems } from '@heliu/contract/problem';
import type { ProblemReply } from '@heliu/contract/problem/reply';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Config } from './config.ts';
import { isPgError, isUnfit } from './db.ts';
import { faultsIn } from './expected.ts';
import { languageOf } from './language.ts';
import type { Log } from './log.ts';
import { type Patience, withPatience } from './patience.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    patience?: Patience;
  }
}

const bodyLimitBytes = 1_048_576;

/** Input and replies are zod's: the server's own schema compilers, never used, are not even loaded. */
const noSchemas = {
  buildValidator: () => refuseSchema,
  buildSerializer: () => refuseSchema,
};
function refuseSchema(): never {
  throw new Error('a route with a schema of its own: endpoints are validated by zod');
}

/** The HTTP server with its manners: limits, cookies, security headers, and every error as an RFC 9457 problem. */
export async function createHttp(config: Config, log: Log): Promise<FastifyInstance> {
  const tls = config.tls && {
    https: { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) },
  };
  const server = fastify({
    ...tls,
    logger: false,
    bodyLimit: bodyLimitBytes,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    genReqId: () => randomUUID(),
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    schemaController: { compilersFactory: noSchemas },
    frameworkErrors: (error, request, reply) =>
      sendProblem(asProblem(error, request.id), request, reply as unknown as FastifyReply),
  }) as unknown as FastifyInstance;
  await server.register(cookie);
  await server.register(multipart, { limits: { fileSize: uploadLimitBytes, files: 10, fields: 20 } });
  await server.register(compress, { threshold: 4096, encodings: ['br', 'gzip'], globalDecompression: false });
  server.addHook('onSend', securityHeaders(config));
  server.addHook('preHandler', (request, _reply, done) =>
    withPatience(request.routeOptions.config.patience ?? 'request', done),
  );
  server.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const problem = asProblem(error, request.id);
    const facts = { requestId: request.id, path: routeOf(request) };
    if (problem.status >= 500) log.error('request failed', { ...facts, error });
    // What it was is the client's own: a text with a null sign, a cursor that was made up.
    else if (isUnfit(error)) log.warn('value not fit for the database', facts);
    if (problem.code === 'request.tooMany') reply.header('retry-after', problem.params['seconds'] ?? 60);
    sendProblem(problem, request, reply);
  });
  server.setNotFoundHandler((request, reply) => {
    const problem = new Problem('resource.notFound');
    sendProblem(problem, request, reply);
  });
  return server;
}

/** PostgreSQL stopped a statement that ran too long. */
const stopped = '57014';

export const unfitReason = 'a value that is no text, number, time or id';

/** The route's pattern, not the address: addresses may carry a receipt code. */
const routeOf = (request: FastifyRequest): string =>
  `${request.method} ${request.routeOptions.url ?? '(none)'}`;

function asProblem(error: FastifyError | Error, requestId: string): Problem {
  if (error instanceof Problem) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Problem('input.tooLarge', { params: { limit: `${bodyLimitBytes / 1024} kB` } });
  }
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    return new Problem('input.tooLarge', { params: { limit: `${uploadLimitBytes / 1_048_576} MB` } });
  }
  if (isUnfit(error)) return new Problem('input.malformed', { params: { reason: unfitReason } });
  if (isPgError(error, stopped)) return new Problem('request.tooLong', { cause: error });
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem('input.malformed', { params: { reason: error.message } });
  }
  return new Problem('server.failed', { params: { requestId }, cause: error });
}

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(problem.status).type('application/problem+json').send(problemReply(problem, request));
}

function problemReply(problem: Problem, request: FastifyRequest): ProblemReply {
  const language = languageOf(request.headers['accept-language']);
  return {
    type: `urn:heliu:problem:${problem.code}`,
    title: problem.text(language),
    status: problems[problem.code].status,
    code: problem.code,
    requestId: request.id,
    ...(problem.errors.length > 0 ? { errors: faultsIn(problem, language) } : {}),
    ...(Object.keys(problem.params).length > 0 ? { params: problem.params } : {}),
  };
}

function securityHeaders(config: Config) {
  const secure = config.tls !== undefined || config.origin?.startsWith('https:') === true;
  const policy = [
    "default-src 'self'",
    "img-src 'self' data: blob: https:",
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    "connect-src 'self' https:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return async (
    _request: FastifyRequest,
    reply: { header(name: string, value: string): unknown; hasHeader(name: string): boolean },
    payload: unknown,
  ) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=()');
    if (secure) reply.header('strict-transport-security', 'max-age=31536000');
    return payload;
  };
}
