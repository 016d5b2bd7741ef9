import { randomUUID } from 'node:crypto';
import type { EndpointCall } from '@heliu/contract/endpoint';
import { getHistory, getMatter, listMatters, matterActs } from '@heliu/contract/matter';
import type { Role } from '@heliu/contract/permission';
import { getClosing, listCounted } from '@heliu/contract/statistics';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { type OpenLive, openLiveStream } from '../../test/live.ts';
import { giveMatter } from '../../test/matters.ts';
import type { TestApp } from '../../test/harness.ts';
import { app, edit, operator, split, startGridEdits, undo } from '../city/test-grid-edits.ts';
import { appendEvents } from '../kernel/events.ts';

interface Given {
  readonly matterId: string;
  readonly code: string;
}

let closed: Given;
let officer: TestAccount;
let beside: TestAccount;
let leader: TestAccount;
let streams: OpenLive[];
let twin: TestApp;
let made: { editId: string; after: string[] };

beforeAll(async () => {
  await startGridEdits({});
  twin = await app.twin();
  closed = await giveClosed('g1');
  officer = await over('g1');
  beside = await over('g3');
  leader = await over('g1', 'leader');
});
afterAll(async () => {
  await twin.close();
  await app.close();
});

const over = (grid: string, role: Role = 'officer') =>
  giveAccount(app, { grants: [{ role, place: `d/t1/c1/${grid}` }] });

/** A matter of a grid that an operator settled on the spot. */
async function giveClosed(placeCode: string): Promise<Given> {
  const { matterId, code } = await giveMatter(app, operator, { typeCode: 'HAND-02', place: { placeCode } });
  const body = { commandId: randomUUID(), outcome: 'solved' } as const;
  await app.call(matterActs.handleOnSpot, { params: { matterId }, body }, operator.token);
  return { matterId, code };
}

const comment = ({ matterId }: Given) =>
  app.call(
    matterActs.addComment,
    {
      params: { matterId },
      body: { commandId: randomUUID(), audience: 'internal', note: '已回访', evidenceIds: [] },
    },
    operator.token,
  );

const everyWay = ['all', 'closed', 'code', 'page', 'history'];

/** The ways in which an account finds a matter. */
async function waysTo({ matterId, code }: Given, { token }: TestAccount): Promise<string[]> {
  const listed = async (query: EndpointCall<typeof listMatters>['query']) =>
    (await app.call(listMatters, { query }, token)).rows.some((row) => row.matterId === matterId);
  const opened = (reply: Promise<unknown>) =>
    reply.then(
      () => true,
      () => false,
    );
  const ways = {
    all: listed({ queue: 'all' }),
    closed: listed({ queue: 'area', state: 'closed' }),
    code: listed({ queue: 'mine', q: code }),
    page: opened(app.call(getMatter, { params: { matterId } }, token)),
    history: opened(app.call(getHistory, { params: { matterId } }, token)),
  };
  const found = await Promise.all(Object.entries(ways).map(async ([way, is]) => ((await is) ? [way] : [])));
  return found.flat();
}

/** Groups of closing by place, and as many matters listed behind each. */
async function closing(place: string | undefined, { token }: TestAccount) {
  const query = { by: 'place' as const, ...(place === undefined ? {} : { place }) };
  const { groups } = await app.call(getClosing, { query }, token);
  return Promise.all(
    groups.map(async ({ key, name, former, figures }) => {
      const listed = { ...query, figure: 'onSpot' as const, key };
      const { rows } = await app.call(listCounted, { query: listed }, token);
      expect(rows).toHaveLength(figures.onSpot);
      return [key, name.en, former, figures.onSpot];
    }),
  );
}

test('before, a closed matter is seen by the officer of its grid alone', async () => {
  expect(await waysTo(closed, officer)).toEqual(everyWay);
  expect(await waysTo(closed, beside)).toEqual([]);
  expect(await closing('c1', operator)).toEqual([['g1', 'g1', false, 1]]);
});

test('officers of all grids that follow see it after a split, and nobody beside', async () => {
  const address = await twin.listen();
  streams = await Promise.all([officer, beside].map(({ token }) => openLiveStream(address, token)));
  await vi.waitFor(() => expect(streams.map(({ heard }) => heard.length)).toEqual([1, 1]), 90_000);
  made = await edit(split);
  expect(await waysTo(closed, officer)).toEqual(everyWay);
  for (const code of made.after) expect(await waysTo(closed, await over(code))).toEqual(everyWay);
  expect(await waysTo(closed, beside)).toEqual([]);
  const refused = await app.refuse(getMatter, { params: { matterId: closed.matterId } }, beside.token);
  expect(refused).toMatchObject({ status: 404 });

  const [here, there] = streams;
  const subject = `matter:${closed.matterId}`;
  await vi.waitFor(
    async () => {
      await comment(closed);
      await vi.waitFor(() => expect(here?.subjects()).toContain(subject), 1000);
    },
    { timeout: 90_000, interval: 50 },
  );
  const last = { kind: 'test.happened', subject: 'city:last', at: app.clock.now() };
  await appendEvents(app.db, [last]);
  await vi.waitFor(() => expect(there?.subjects()).toContain(last.subject), 90_000);
  expect(there?.subjects()).not.toContain(subject);
});

test('statistics of a retired grid count what is filed under it, of one that follows its own', async () => {
  const [east = ''] = made.after;
  await giveClosed(east);
  const retired = ['g1', 'g1', true, 1];
  const own = [east, expect.any(String), false, 1];
  expect(await closing('g1', operator)).toEqual([retired]);
  expect(await closing(east, operator)).toEqual([own]);
  expect(await closing('c1', operator)).toEqual([retired, own]);
  expect(await closing(undefined, operator)).toEqual([['t1', 't1', false, 2]]);
  expect(await closing('c1', leader)).toEqual([retired, own]);
  expect(await closing('g1', await over('g3', 'leader'))).toEqual([]);
});

test('a grid that follows one that followed has both; undone, each is where it was', async () => {
  const [east = '', west = ''] = made.after;
  const meanwhile = await giveClosed(east);
  const further = await edit({
    ...split,
    grid: east,
    line: [
      [106.06, 29.9],
      [106.06, 30.15],
    ],
  });
  const [part = ''] = further.after;
  const onPart = await over(part);
  for (const one of [closed, meanwhile]) expect(await waysTo(one, onPart)).toEqual(everyWay);
  expect(await waysTo(meanwhile, await over(west))).toEqual([]);
  await undo(further.editId);
  await undo(made.editId);
  for (const one of [closed, meanwhile]) {
    expect(await waysTo(one, officer)).toEqual(everyWay);
    expect(await waysTo(one, beside)).toEqual([]);
  }
  expect(await closing('c1', leader)).toEqual([
    ['g1', 'g1', false, 1],
    [east, expect.any(String), true, 2],
  ]);
});
