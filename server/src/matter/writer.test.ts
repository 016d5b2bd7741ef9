import { randomUUID } from 'node:crypto';
import { getMatter, matterActs } from '@heliu/contract/matter';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter } from '../../test/matters.ts';

let app: TestApp;
let operator: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
});
afterAll(() => app.close());

const register = (commandId: string = randomUUID()) => giveMatter(app, operator, { commandId });

const commandsOf = async (ids: readonly string[]) => {
  const { rows } = await sql<{ command_id: string; subject: string }>`
    SELECT command_id, subject FROM log.commands WHERE command_id = ANY(${[...ids]}::uuid[])`.execute(app.db);
  return new Map(rows.map((row) => [row.command_id, row.subject]));
};

test('a command that was carried out before spoils nothing for those it is written with', async () => {
  const repeated = randomUUID();
  const earlier = await register(repeated);
  const ids = Array.from({ length: 20 }, () => randomUUID());
  const wave = await Promise.all([...ids.slice(0, 10), repeated, ...ids.slice(10), repeated].map(register));
  expect(wave[10]).toEqual(earlier);
  expect(wave[21]).toEqual(earlier);
  const recorded = await commandsOf(ids);
  expect(recorded.size).toBe(20);
  const fresh = wave.filter((_, no) => no !== 10 && no !== 21);
  expect(new Set(fresh.map(({ matterId }) => matterId)).size).toBe(20);
  fresh.forEach(({ matterId }, no) => expect(recorded.get(ids[no] ?? '')).toBe(`matter:${matterId}`));
});

test('events of matters written together keep their order, each matter its own', async () => {
  const wave = await Promise.all(Array.from({ length: 12 }, () => register()));
  for (const { matterId } of wave) {
    const { rows } = await sql<{ kind: string }>`
      SELECT kind FROM log.events WHERE subject = ${`matter:${matterId}`} ORDER BY id`.execute(app.db);
    expect(rows.map(({ kind }) => kind)).toEqual([
      'matter.registered',
      'matter.accepted',
      'matter.filed',
      'matter.dispatched',
    ]);
  }
});

test('commands on one matter at the same moment are each decided on what the one before left', async () => {
  const { matterId } = await register();
  const comment = (note: string) =>
    app.call(
      matterActs.addComment,
      { params: { matterId }, body: { commandId: randomUUID(), audience: 'public', note } },
      operator.token,
    );
  const texts = ['一', '二', '三', '四'];
  const receipts = await Promise.all(texts.map(comment));
  expect(new Set(receipts.map(({ version }) => version)).size).toBe(4);
  const view = await app.call(getMatter, { params: { matterId } }, operator.token);
  expect(view.version).toBe(Math.max(...receipts.map(({ version }) => version)));
  const { rows } = await sql<{ body: string }>`
    SELECT body FROM matter.notes WHERE matter_id = ${matterId}::uuid AND kind = 'reply'`.execute(app.db);
  expect(rows.map(({ body }) => body).toSorted()).toEqual(texts.toSorted());
});
