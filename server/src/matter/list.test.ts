import { randomUUID } from 'node:crypto';
import { listMatters, matterActs } from '@heliu/contract/matter';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';
import { placeEvents } from '../kernel/sequencer.ts';
import { indexSearch } from './index-search.ts';
import { readWithText } from './text-search.ts';

test('by due time: what is open first, what has ended after it, newest first, and pages join where one becomes the other', async () => {
  const app = await testApp();
  await giveCity(app);
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const verifier = await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t1' }] });
  const ids: string[] = [];
  for (let no = 0; no < 6; no += 1) {
    ids.push((await giveMatter(app, operator)).matterId);
    app.clock.advance(60_000);
  }
  const [first, second, third, fourth, fifth, sixth] = ids;
  const act = (
    matterId: string,
    kind: 'signFor' | 'feedBack' | 'recordPostHandlingCheck',
    body: object,
    token: string,
  ) =>
    app.call(
      matterActs[kind],
      { params: { matterId }, body: { commandId: randomUUID(), ...body } as never },
      token,
    );
  for (const matterId of [second, fourth, fifth].filter((id) => id !== undefined)) {
    await act(matterId, 'signFor', { workOrderNo: 1 }, plumber.token);
    await act(matterId, 'feedBack', { workOrderNo: 1, outcome: 'solved', note: '已修' }, plumber.token);
    const close = { outcome: 'solved', reply: '已修复' };
    await act(matterId, 'recordPostHandlingCheck', { result: 'passed', close }, verifier.token);
  }
  const whole = [first, third, sixth, fifth, fourth, second];
  const listed = async (state: 'any' | 'open' | 'closed', limit: number) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = {
        queue: 'area',
        sort: 'due',
        state,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      } as const;
      const page = await app.call(listMatters, { query }, operator.token);
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      found.push(...page.rows.map(({ matterId }) => matterId));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };
  for (const limit of [1, 2, 3, 4, 50]) expect(await listed('any', limit)).toEqual(whole);
  expect(await listed('open', 2)).toEqual(whole.slice(0, 3));
  expect(await listed('closed', 2)).toEqual(whole.slice(3));
});

test('a text finds what one may see and nothing else, in a part of the district as in all of it', async () => {
  const app = await testApp();
  await giveCity(app);
  const here = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const all = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const elsewhere = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
  const { matterId } = await giveMatter(app, here, { title: '喷泉漏水' });
  await giveMatter(app, here, { title: '路灯不亮' });
  await placeEvents(app.db);
  await indexSearch(app.matter);
  const found = async (token: string) =>
    (await app.call(listMatters, { query: { q: '喷泉', sort: 'newest' } }, token)).rows.map(
      (row) => row.matterId,
    );
  for (const { token } of [here, all, plumber]) expect(await found(token)).toEqual([matterId]);
  expect(await found(elsewhere.token)).toEqual([]);
});

test('a text is looked up first where few have it, and looked for in each where many do', async () => {
  const app = await testApp();
  await giveCity(app);
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const ids: string[] = [];
  for (const title of ['喷泉漏水', '路灯不亮', '喷泉无水', '喷泉浑浊', '井盖松动']) {
    ids.push((await giveMatter(app, operator, { title })).matterId);
    app.clock.advance(60_000);
  }
  const [first, , third, fourth] = ids;
  await placeEvents(app.db);
  await indexSearch(app.matter);
  const reads: number[] = [];
  const found = async (text: string, many: number) => {
    reads.length = 0;
    const rows = await readWithText(
      app.db,
      text,
      async (having) => {
        const read = await sql<{ id: string }>`SELECT m.id FROM matter.matters m
          WHERE m.id <> ${fourth} AND ${having} ORDER BY m.registered_at DESC`.execute(app.db);
        reads.push(read.rows.length);
        return read.rows;
      },
      many,
    );
    return rows.map(({ id }) => id);
  };
  expect([await found('喷泉', 4), reads]).toEqual([[third, first], [2]]);
  expect([await found('喷泉', 3), reads]).toEqual([
    [third, first],
    [0, 2],
  ]);
  expect([await found('石桥', 3), reads]).toEqual([[], [0]]);
});
