import { randomUUID } from 'node:crypto';
import {
  getHistory,
  getMatter,
  listMatters,
  matterActs,
  reportMatter,
  revealReporter,
} from '@heliu/contract/matter';
import { matterCommandKinds, type MatterCommandKind } from '@heliu/contract/matter/permissions';
import { attemptsFor } from '@heliu/contract/matter/proof/attempts';
import type { Matter } from '@heliu/contract/matter/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from './city.ts';
import { giveAccount, type TestAccount } from './factories.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { endpointOracle } from './oracle.ts';
import { reachOracle } from './reach-oracle.ts';

let app: TestApp;
let matterId: string;
let mergeTarget: string;
const people = new Map<string, TestAccount>();
const reporter = 'the resident who reported it';

const report = async (token: string): Promise<string> => {
  const receipt = await app.call(
    reportMatter,
    {
      body: {
        commandId: randomUUID(),
        typeCode: 'AUTO-01',
        requestKind: 'help',
        title: '水管漏水',
        place: { position: [106.05, 30.05] },
        reporter: { name: '王女士' },
      },
    },
    token,
  );
  return receipt.matterId;
};

beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  for (const [name, { who }] of Object.entries(reachOracle)) people.set(name, await giveAccount(app, who));
  const { token = '' } = people.get(reporter) ?? {};
  matterId = await report(token);
  mergeTarget = await report(token);
});
afterAll(() => app.close());

async function stateOf(id: string): Promise<Matter> {
  const row = await app.db
    .selectFrom('matter.matters')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.state as Matter;
}

/** A well-formed body for each command; the version it claims to have seen never was, so that none is carried out. */
function bodies(matter: Matter): Map<MatterCommandKind, object> {
  const found = new Map<string, object>();
  for (const { command } of attemptsFor(matter)) {
    const { kind, ...payload } = command;
    const onOther = 'workOrderNo' in payload && payload.workOrderNo > 1;
    if (!found.has(kind) && !onOther) found.set(kind, payload);
  }
  return new Map(
    matterCommandKinds.map((kind) => {
      const payload = { ...found.get(kind), ...(kind === 'merge' ? { intoMatterId: mergeTarget } : {}) };
      return [kind, { ...payload, commandId: randomUUID(), expectedVersion: 999_999 }] as const;
    }),
  );
}

type Verdict = 'reached' | 'forbidden' | 'hidden';

const verdicts: Readonly<Record<number, Verdict>> = { 412: 'reached', 403: 'forbidden', 404: 'hidden' };

async function attempt(kind: MatterCommandKind, body: object, { token }: TestAccount): Promise<string> {
  const endpoint = matterActs[kind];
  const reply = await app.inject({
    method: 'POST',
    url: endpoint.path.replace(':matterId', matterId),
    headers: { authorization: `Bearer ${token}` },
    payload: body,
  });
  return verdicts[reply.statusCode] ?? `${reply.statusCode} ${reply.body}`;
}

const rolesOf = (name: string): readonly string[] => {
  const { kind, grants = [] } = reachOracle[name]?.who ?? {};
  return kind === 'resident' ? ['resident'] : grants.map(({ role }) => role);
};

const opens = (endpointId: string, name: string): boolean => {
  const who = endpointOracle[endpointId];
  return Array.isArray(who) && rolesOf(name).some((role) => who.includes(role));
};

test('the matter lies where the oracle says', async () => {
  const { centreUnitId, stage, workOrders } = await stateOf(matterId);
  expect([centreUnitId, stage, workOrders.map(({ unitId }) => unitId)]).toEqual([
    'centre-t1',
    'dispatched',
    ['water'],
  ]);
});

test('every command, for every role in its own place, above, beside and in another department', async () => {
  const payloads = bodies(await stateOf(matterId));
  const wrong: string[] = [];
  for (const [name, { sees, commands }] of Object.entries(reachOracle)) {
    const person = people.get(name);
    if (person === undefined) continue;
    for (const [kind, body] of payloads) {
      const permitted = opens(`matter.${kind}`, name);
      const expected = !permitted
        ? 'forbidden'
        : !sees
          ? 'hidden'
          : commands.includes(kind)
            ? 'reached'
            : 'forbidden';
      const found = await attempt(kind, body, person);
      if (found !== expected) wrong.push(`${kind} by ${name}: ${found}, expected ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
  expect((await stateOf(matterId)).version).toBe((await stateOf(mergeTarget)).version);
});

test('whoever does not see the matter finds it in no list, page, history or contact', async () => {
  const wrong: string[] = [];
  for (const [name, { sees, reads: pages = true }] of Object.entries(reachOracle)) {
    const { token = '' } = people.get(name) ?? {};
    const status = async (url: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}` };
      const reply = await app.inject(
        body === undefined ? { url, headers } : { method: 'POST', url, headers, payload: body },
      );
      return reply.statusCode === 200 ? reply.body : String(reply.statusCode);
    };
    const at = (path: string) => path.replace(':matterId', matterId);
    const list = await status(`${listMatters.path}?limit=100`);
    const reads = {
      'matter.list': list.includes(matterId),
      'matter.get': (await status(at(getMatter.path))).includes(matterId),
      'matter.history': (await status(at(getHistory.path))).includes('matter.registered'),
    };
    for (const [endpoint, seen] of Object.entries(reads)) {
      const expected = sees && opens(endpoint, name) && (pages || endpoint === 'matter.list');
      if (seen !== expected) wrong.push(`${endpoint} by ${name}: ${seen}, expected ${expected}`);
    }
    const told = await status(at(revealReporter.path), { purpose: '核对上报人' });
    const expected = !opens('matter.reveal', name) ? '403' : sees ? '王女士' : '404';
    if (!told.includes(expected)) wrong.push(`matter.reveal by ${name}: ${told}, expected ${expected}`);
  }
  expect(wrong).toEqual([]);
});
