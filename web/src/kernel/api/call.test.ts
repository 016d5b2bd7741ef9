import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endpoint } from '@heliu/contract/endpoint';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { addressOf, createSend } from './call.ts';
import { ProblemError } from './problem-error.ts';

const readThing = endpoint({
  id: 'thing.get',
  method: 'GET',
  path: '/api/things/:id/parts/:part',
  permission: 'public',
  summary: 'One part of a thing',
  params: z.object({ id: z.string(), part: z.coerce.number() }),
  query: z.object({ q: z.string().optional(), tag: z.array(z.string()).optional() }),
  reply: z.object({ name: z.string() }),
});

const writeThing = endpoint({
  id: 'thing.write',
  method: 'POST',
  path: '/api/things',
  permission: 'public',
  summary: 'A new thing',
  body: z.object({ commandId: z.uuid(), name: z.string() }),
  reply: z.object({ done: z.literal(true) }),
});

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: Server;
let seen: Seen[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
const send = createSend(
  () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  () => 'en',
);

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());
beforeEach(() => {
  seen = [];
});

const reply = (status: number, value: unknown) => {
  answer = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
};

const failure = async (promise: Promise<unknown>): Promise<ProblemError> => {
  const caught: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(caught instanceof ProblemError)) throw new Error(`expected a ProblemError, got ${String(caught)}`);
  return caught;
};

test('a read puts parameters into the path, filters into the query, and strips what the contract does not name', async () => {
  reply(200, { name: 'lamp', secret: 'no' });
  const thing = await send(readThing, {
    params: { id: 'a/b', part: 3 },
    query: { q: '路灯 &', tag: ['x', 'y'] },
  });
  expect(thing).toEqual({ name: 'lamp' });
  expect(seen[0]?.method).toBe('GET');
  expect(seen[0]?.url).toBe('/api/things/a%2Fb/parts/3?q=%E8%B7%AF%E7%81%AF+%26&tag=x&tag=y');
  expect(seen[0]?.body).toBe('');
});

test('every call says which language it wants and carries the header other sites cannot send', async () => {
  reply(200, { done: true });
  await send(writeThing, { body: { commandId: '019ab0d2-0000-7000-8000-000000000000', name: 'lamp' } });
  expect(seen[0]?.headers).toMatchObject({
    'accept-language': 'en',
    'x-requested-with': 'heliu',
    'content-type': 'application/json',
  });
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
    commandId: '019ab0d2-0000-7000-8000-000000000000',
    name: 'lamp',
  });
});

test('form data goes as multipart with a boundary of its own', async () => {
  reply(200, { done: true });
  const parts = new FormData();
  parts.append('name', 'lamp');
  await send(writeThing, { body: parts });
  expect(seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(seen[0]?.body).toContain('lamp');
});

test('empty filters stay out of the address, and a missing path parameter is a fault of the caller', () => {
  expect(addressOf(readThing, { params: { id: '1', part: 2 }, query: { q: '', tag: undefined } })).toBe(
    '/api/things/1/parts/2',
  );
  expect(() => addressOf(readThing, { params: { id: '1' } })).toThrow(/path parameter part/);
});

test('a refusal arrives as the problem the server sent, and is final', async () => {
  reply(409, {
    type: 'urn:heliu:problem:resource.changed',
    title: 'Somebody changed this meanwhile.',
    status: 409,
    code: 'resource.changed',
    errors: [{ field: 'name', message: 'too long' }],
  });
  const error = await failure(send(writeThing, { body: {} }));
  expect(error.code).toBe('resource.changed');
  expect(error.faults).toEqual([{ field: 'name', message: 'too long' }]);
  expect(error.outcomeUnknown).toBe(false);
  expect(error.mayPass).toBe(false);
});

test.each([
  ['a page of HTML from a proxy', 502, '<html>Bad gateway</html>', 'client.unreachable', true],
  ['a refusal without a body', 404, '', 'client.unexpected', true],
  ['a reply against the contract', 200, { nom: 'lampe' }, 'client.unexpected', true],
  ['a reply that is not JSON', 200, 'lamp', 'client.unexpected', true],
])('%s is told as %s', async (_name, status, body, code, unknown) => {
  reply(status, body);
  const error = await failure(send(readThing, { params: { id: '1', part: 1 } }));
  expect(error.code).toBe(code);
  expect(error.outcomeUnknown).toBe(unknown);
});

test('a server that hangs up, and one that says nothing, are told apart', async () => {
  answer = (request) => request.socket.destroy();
  expect((await failure(send(readThing, { params: { id: '1', part: 1 } }))).code).toBe('client.unreachable');
  answer = () => undefined;
  const slow = send(readThing, { params: { id: '1', part: 1 } }, { timeoutMs: 60 });
  expect((await failure(slow)).code).toBe('client.timeout');
});

test('a call given up by the page itself is not a problem to show', async () => {
  answer = () => undefined;
  const control = new AbortController();
  const going = send(readThing, { params: { id: '1', part: 1 } }, { signal: control.signal });
  control.abort();
  await expect(going).rejects.toMatchObject({ name: 'AbortError' });
});
