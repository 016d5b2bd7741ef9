import { randomUUID } from 'node:crypto';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import { type Role, roles } from '@heliu/contract/permission';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from './city.ts';
import { giveAccount, type GivenGrant } from './factories.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { endpointOracle, type Who } from './oracle.ts';

const grants: Readonly<Record<Role, readonly GivenGrant[]>> = {
  resident: [],
  officer: [{ role: 'officer', place: 'd/t1/c1/g1' }],
  // Mails come to the district's desk alone.
  operator: [{ role: 'operator', place: 'd' }],
  handler: [{ role: 'handler', unit: 'water', reach: 'd' }],
  verifier: [{ role: 'verifier', place: 'd/t1' }],
  supervisor: [{ role: 'supervisor', place: 'd/t1' }],
  leader: [{ role: 'leader', place: 'd' }],
  administrator: [{ role: 'administrator', place: 'd' }],
};

const visitors = ['nobody', ...roles] as const;
type Visitor = (typeof visitors)[number];

let app: TestApp;
const tokens = new Map<Visitor, string>();
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  for (const role of roles) {
    const kind = role === 'resident' ? 'resident' : 'staff';
    tokens.set(role, (await giveAccount(app, { kind, grants: grants[role] })).token);
  }
});
afterAll(() => app.close());

type Verdict = 'signIn' | 'forbidden' | 'in';

/** No field of any stream is this long. */
const malformed = `?after=${'x'.repeat(2000)}`;

/** An empty body: whoever gets past the permission is told of the fields that are missing, and nothing happens. */
async function knock({ method, path, reply: kind }: EndpointSpec, visitor: Visitor): Promise<Verdict> {
  const token = tokens.get(visitor);
  const reply = await app.inject({
    method,
    url: `${path.replaceAll(/:\w+/g, '1')}${kind === 'stream' ? malformed : ''}`,
    headers: {
      'x-requested-with': 'heliu',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(method === 'GET' ? {} : { payload: {} }),
  });
  const type = String(reply.headers['content-type']);
  const code: unknown = type.includes('problem') ? reply.json().code : undefined;
  if (code === 'auth.required') return 'signIn';
  if (code === 'auth.forbidden') return 'forbidden';
  return 'in';
}

function verdict(who: Who, visitor: Visitor): Verdict {
  if (who === 'everybody') return 'in';
  if (visitor === 'nobody') return 'signIn';
  return who === 'signedIn' || who.includes(visitor) ? 'in' : 'forbidden';
}

test('server/test/oracle.ts says of every endpoint who may use it, and of nothing else', () => {
  const ids = app.routes.map(({ endpoint }) => endpoint.id);
  const missing = ids.filter((id) => endpointOracle[id] === undefined);
  const stale = Object.keys(endpointOracle).filter((id) => !ids.includes(id));
  expect(missing, 'these endpoints are new: write into server/test/oracle.ts who may use each').toEqual([]);
  expect(stale, 'these endpoints are gone: take them out of server/test/oracle.ts').toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every endpoint lets in whom the oracle names, and nobody else', async () => {
  const wrong: string[] = [];
  let refused = 0;
  for (const { endpoint } of app.routes) {
    for (const visitor of visitors) {
      const expected = verdict(endpointOracle[endpoint.id] ?? [], visitor);
      const found = await knock(endpoint, visitor);
      if (found !== 'in') refused += 1;
      if (found !== expected) wrong.push(`${endpoint.id} for ${visitor}: ${found}, expected ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
  const recorded = async () => {
    const row = await app.db
      .selectFrom('log.refusals')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return row.n;
  };
  await expect.poll(recorded).toBe(refused);
});

test('a token that is unknown, malformed or revoked is nobody', async () => {
  const { id, token } = await giveAccount(app, { grants: grants.administrator });
  const list = app.routes.find(({ endpoint }) => endpoint.id === 'account.list')?.endpoint;
  if (list === undefined) throw new Error('account.list is gone');
  const ask = async (authorization: string) => {
    const reply = await app.inject({ url: list.path, headers: { authorization } });
    return reply.statusCode;
  };
  expect(await ask(`Bearer ${token}`)).toBe(200);
  expect(await ask(`bearer ${token}`)).toBe(200);
  expect(await ask(`Bearer ${token.slice(1)}`)).toBe(401);
  expect(await ask(`Bearer ${randomUUID().padEnd(43, 'x')}`)).toBe(401);
  expect(await ask(`Basic ${token}`)).toBe(401);
  await app.db.updateTable('people.accounts').set({ status: 'inactive' }).where('id', '=', id).execute();
  const other = await app.twin();
  const reply = await other.inject({ url: list.path, headers: { authorization: `Bearer ${token}` } });
  expect(reply.statusCode).toBe(401);
  await other.close();
});
