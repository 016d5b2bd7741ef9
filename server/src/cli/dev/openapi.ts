import type { EndpointSpec } from '@heliu/contract/endpoint';
import { ProblemReply } from '@heliu/contract/problem/reply';
import type { z } from 'zod';
import { type Components, createComponents } from './openapi-components.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the given endpoints. Schemas that the contract exports by name become components of that name. */
export async function renderOpenApi(endpoints: readonly EndpointSpec[]): Promise<string> {
  const components = await createComponents();
  const problem = components.refer(ProblemReply, 'output');
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: operationOf(endpoint, components, problem),
    };
  }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Heliu',
      version: '1',
      description:
        'Every write carries a commandId made by the client and is done once however often it is sent. Lists go by cursor. Errors are RFC 9457 problems.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'A session token; browsers send it as a cookie.',
        },
      },
      schemas: {},
    },
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(components.settle(document), null, 2)}\n`;
}

function operationOf(endpoint: EndpointSpec, components: Components, problem: Json): Json {
  const [tag = ''] = endpoint.id.split('.');
  const open = endpoint.permission === 'public';
  return {
    operationId: endpoint.id,
    tags: [tag],
    summary: endpoint.summary,
    'x-permission': endpoint.permission,
    security: open ? [] : [{ session: [] }],
    parameters: [
      ...parametersOf(endpoint.params, 'path', components),
      ...parametersOf(endpoint.query, 'query', components),
    ],
    ...(endpoint.body === undefined ? {} : { requestBody: bodyOf(endpoint.body, components) }),
    responses: {
      200: replyOf(endpoint, components),
      default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
    },
  };
}

function parametersOf(schema: z.ZodObject | undefined, where: string, components: Components): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const one = field as z.ZodType;
    const required = where === 'path' || !one.safeParse(undefined).success;
    return { name, in: where, required, schema: components.refer(one, 'input') };
  });
}

function bodyOf(body: z.ZodType | 'multipart', components: Components): Json {
  if (body === 'multipart') {
    return { required: true, content: { 'multipart/form-data': { schema: { type: 'object' } } } };
  }
  return { required: true, content: { 'application/json': { schema: components.refer(body, 'input') } } };
}

function replyOf({ reply }: EndpointSpec, components: Components): Json {
  if (reply === 'bytes') {
    return { description: 'The file', content: { 'application/octet-stream': { schema: {} } } };
  }
  if (reply === 'stream') {
    return {
      description: 'Server-sent events',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    };
  }
  return {
    description: 'Done',
    content: { 'application/json': { schema: components.refer(reply, 'output') } },
  };
}
