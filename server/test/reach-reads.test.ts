import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchPlaces } from '@heliu/contract/city-api';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import { getEvidence } from '@heliu/contract/evidence';
import { getMapMatters } from '@heliu/contract/map';
import {
  countMatters,
  findDuplicates,
  listMatters,
  listOwnReports,
  reportMatter,
} from '@heliu/contract/matter';
import { getClosing, listCounted } from '@heliu/contract/statistics';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { giveCity } from './city.ts';
import { giveAccount, type TestAccount } from './factories.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { endpointOracle } from './oracle.ts';
import { reachOracle } from './reach-oracle.ts';
import { uploadText } from './uploads.ts';

let app: TestApp;
let dataDir: string;
let matterId: string;
let fileId: string;
const people = new Map<string, TestAccount>();
const reporter = 'the resident who reported it';
const address = '幸福路 18 号后巷';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'heliu-reach-'));
  app = await startTestApp({ dataDir });
  await giveCity(app);
  for (const [name, { who }] of Object.entries(reachOracle)) people.set(name, await giveAccount(app, who));
  const token = tokenOf(reporter);
  fileId = await uploadText(app, token, '水管的编号\n0001\n');
  const body = {
    commandId: randomUUID(),
    typeCode: 'AUTO-01',
    requestKind: 'help' as const,
    title: '水管漏水',
    place: { position: [106.05, 30.05] as [number, number], address },
    evidence: [{ fileId }],
  };
  ({ matterId } = await app.call(reportMatter, { body }, token));
  await vi.waitUntil(indexed, { timeout: 90_000, interval: 100 });
});
afterAll(async () => {
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
});

const tokenOf = (name: string): string => people.get(name)?.token ?? '';

/** Matters are entered into the index of words a moment after they are registered. */
async function indexed(): Promise<boolean> {
  const { rows } = await app.pool.query('SELECT FROM matter.search');
  return rows.length > 0;
}

interface Read {
  readonly endpoint: EndpointSpec;
  readonly query?: Readonly<Record<string, string>>;
  /** What the reply holds when the matter is in it. */
  readonly sign: () => string | RegExp;
  /** Whether somebody who sees the matter finds it by this; without it, whoever holds the permission does. */
  readonly for?: (name: string) => boolean;
}

const isStaff = (name: string): boolean => reachOracle[name]?.who.kind !== 'resident';
const isReporter = (name: string): boolean => name === reporter;

/** Every way to read of a matter besides its own page, whose tests are in reach.test.ts. */
const reads: readonly Read[] = [
  { endpoint: listMatters, query: { q: '水管' }, sign: () => matterId },
  { endpoint: listMatters, query: { place: 'd' }, sign: () => matterId },
  { endpoint: listMatters, query: { unit: 'water' }, sign: () => matterId },
  {
    endpoint: getMapMatters,
    query: { bbox: '106,30,106.2,30.1', zoom: '18' },
    sign: () => matterId,
  },
  { endpoint: getMapMatters, query: { bbox: '106,30,106.2,30.1', zoom: '9' }, sign: () => /"total":[1-9]/ },
  {
    endpoint: findDuplicates,
    query: { typeCode: 'AUTO-01', lng: '106.05', lat: '30.05' },
    sign: () => matterId,
  },
  { endpoint: getClosing, sign: () => /"registered":[1-9]/ },
  { endpoint: listCounted, query: { figure: 'registered' }, sign: () => matterId },
  { endpoint: searchPlaces, query: { q: '幸福路' }, sign: () => address, for: isStaff },
  { endpoint: listOwnReports, sign: () => matterId, for: isReporter },
  { endpoint: getEvidence, sign: () => '水管的编号' },
];

const rolesOf = (name: string): readonly string[] => {
  const { kind, grants = [] } = reachOracle[name]?.who ?? {};
  return kind === 'resident' ? ['resident'] : grants.map(({ role }) => role);
};

const opens = (endpointId: string, name: string): boolean => {
  const who = endpointOracle[endpointId];
  return typeof who === 'string' || (who?.some((role) => rolesOf(name).includes(role)) ?? false);
};

const ask = (endpoint: EndpointSpec, query: Read['query'], token: string) =>
  app.inject({
    url: endpoint.path.replace(':id', fileId),
    query: { ...query },
    ...(token === '' ? {} : { headers: { authorization: `Bearer ${token}` } }),
  });

const holds = (text: string, sign: string | RegExp): boolean =>
  typeof sign === 'string' ? text.includes(sign) : sign.test(text);

test.each(reads.map((read) => ({ name: `${read.endpoint.id} ${JSON.stringify(read.query ?? {})}`, read })))(
  'who sees a matter finds it by $name, and nobody else does',
  async ({ read: { endpoint, query, sign, for: meant = () => true } }) => {
    const wrong: string[] = [];
    let found = 0;
    for (const [name, { sees }] of Object.entries(reachOracle)) {
      const reply = await ask(endpoint, query, tokenOf(name));
      if (reply.statusCode === 400) throw new Error(reply.body);
      const there = holds(reply.body, sign());
      if (there) found += 1;
      const expected = sees && opens(endpoint.id, name) && meant(name);
      if (there !== expected) wrong.push(`${name}: ${reply.statusCode} ${there}, expected ${expected}`);
    }
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(0);
    expect(holds((await ask(endpoint, query, '')).body, sign())).toBe(false);
  },
);

test('the queues of whoever does not see a matter are empty', async () => {
  const counts: Record<string, number> = {};
  for (const [name, { sees }] of Object.entries(reachOracle)) {
    if (sees || !opens(countMatters.id, name)) continue;
    const { queues } = await app.call(countMatters, {}, tokenOf(name));
    counts[name] = queues.reduce((sum, { open }) => sum + open, 0);
  }
  expect(Object.values(counts).filter((open) => open > 0)).toEqual([]);
  expect(Object.keys(counts).length).toBeGreaterThan(5);
  const { queues } = await app.call(countMatters, {}, tokenOf('a handler of the department that has it'));
  expect(queues.find(({ queue }) => queue === 'unit')?.open).toBe(1);
});
