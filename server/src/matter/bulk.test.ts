import { randomUUID } from 'node:crypto';
import { matterActs, registerMatter } from '@heliu/contract/matter';
import type { MatterCommand } from '@heliu/contract/matter/commands';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { placeEvents } from '../kernel/sequencer.ts';
import { copyStories, type MatterStory } from './bulk.ts';
import { contextFor } from './act.ts';
import { decideOrThrow, planAct, planRegistration } from './plan.ts';
import { resolvePlace } from './register.ts';

const minuteMs = 60_000;

/** The same city and people in a database of its own: ids follow the order of making, so they are equal. */
async function stage() {
  const app = await testApp();
  await giveCity(app);
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const verifier = await giveAccount(app, { grants: [{ role: 'verifier', place: 'd/t1' }] });
  return { app, operator, plumber, verifier };
}

const report = {
  typeCode: 'AUTO-01',
  requestKind: 'help' as const,
  channel: 'hotline',
  title: '水管漏水\t第二行',
  description: '幸福路口水管漏水，\n影响出行 \\N "引号"',
  place: { position: [106.05, 30.05] as [number, number], address: '幸福路 1 号' },
  reporter: { name: '王女士' },
};

const steps = [
  { who: 'plumber', command: { kind: 'signFor', workOrderNo: 1 } },
  {
    who: 'plumber',
    command: { kind: 'requestExtension', workOrderNo: 1, reasonCode: 'other', note: '缺料' },
  },
  {
    who: 'plumber',
    command: { kind: 'feedBack', workOrderNo: 1, outcome: 'partly', evidenceIds: [], note: '已修' },
  },
  {
    who: 'verifier',
    command: {
      kind: 'recordPostHandlingCheck',
      result: 'passed',
      evidenceIds: [],
      close: { outcome: 'partly', reply: '主要问题已处理' },
    },
  },
] as const satisfies readonly {
  who: 'plumber' | 'verifier';
  command: Exclude<MatterCommand, { kind: 'register' }>;
}[];

const tables = [
  ['matter.matters', '*', 'id'],
  ['matter.work_orders', '*', 'matter_id, no'],
  ['matter.due_clocks', '*', 'matter_id, kind, work_order_no'],
  ['matter.reports', '*', 'id'],
  ['matter.notes', 'matter_id, version, at, kind, work_order_no, account_id, body', 'id'],
  ['matter.search', '*', 'matter_id'],
  ['log.commands', '*', 'at, command_id'],
  ['log.events', 'at, kind, subject, place_path, unit_ids, actor_id, command_id, payload', 'id'],
  ['log.positions', 'position', 'position'],
] as const;

async function dump({ pool }: TestApp): Promise<Record<string, unknown[]>> {
  const read = async ([table, columns, order]: (typeof tables)[number]) =>
    [table, (await pool.query(`SELECT ${columns} FROM ${table} ORDER BY ${order}`)).rows] as const;
  const rows = Object.fromEntries(await Promise.all(tables.map(read)));
  rows['log.events'] = rows['log.events']?.filter((row) => String(row.subject).startsWith('matter:')) ?? [];
  rows['log.commands'] =
    rows['log.commands']?.filter((row) => String(row.endpoint).startsWith('matter.')) ?? [];
  rows['log.positions'] = [];
  return rows;
}

test('the bulk loader leaves, row by row, what the same commands leave over HTTP', async () => {
  const real = await stage();
  const bulk = await stage();
  const commandIds = [randomUUID(), ...steps.map(() => randomUUID())];
  const start = real.app.clock.now();
  const receipt = await real.app.call(
    registerMatter,
    { body: { ...report, commandId: commandIds[0] ?? '' } },
    real.operator.token,
  );
  for (const [index, { who, command }] of steps.entries()) {
    real.app.clock.advance(minuteMs);
    const { kind, ...payload } = command;
    await real.app.call(
      matterActs[kind],
      {
        params: { matterId: receipt.matterId },
        body: { ...payload, commandId: commandIds[index + 1] ?? '' },
      },
      real[who].token,
    );
  }
  await placeEvents(real.app.db);
  const city = bulk.app.city.current();
  const reportRow = await real.app.db.selectFrom('matter.reports').select('id').executeTakeFirstOrThrow();
  const first = planRegistration(
    city,
    {
      ...report,
      commandId: commandIds[0] ?? '',
      endpoint: registerMatter.id,
      place: resolvePlace(report.place, city),
      position: report.place.position,
      address: report.place.address,
      answers: {},
      fileIds: [],
      actor: {
        kind: 'staff',
        accountId: String(bulk.operator.id),
        roles: ['operator'],
        unitIds: [],
        reporterId: null,
      },
      accountId: bulk.operator.id,
      reporter: { ...report.reporter, accountId: null, language: 'zh' },
      receiptCode: null,
      centreUnitId: 'centre-t1',
    },
    { matterId: receipt.matterId, code: receipt.code, reportId: reportRow.id },
    start,
  ).change;
  const story: [MatterStory[0], ...MatterStory[0][]] = [first];
  let matter = first.after;
  for (const [index, { who, command }] of steps.entries()) {
    const at = start + (index + 1) * minuteMs;
    const actor = {
      kind: 'staff' as const,
      accountId: String(bulk[who].id),
      roles: [],
      unitIds: who === 'plumber' ? ['water'] : [],
      reporterId: null,
    };
    const decided = decideOrThrow(matter, command, { ...contextFor(city, command, matter, actor), now: at });
    const { change } = planAct({
      before: matter,
      placePath: first.placePath,
      command,
      decided,
      facts: { actorId: bulk[who].id, commandId: commandIds[index + 1] ?? '', at },
      endpoint: `matter.${command.kind}`,
      evidence: [],
    });
    story.push(change);
    matter = change.after;
  }
  const cut = copyStories(bulk.app.pool, [story], async () => {
    throw new Error('cut off before the end');
  });
  await expect(cut).rejects.toThrow('cut off');
  expect((await dump(bulk.app))['matter.matters']).toEqual([]);
  await copyStories(bulk.app.pool, [story]);
  await placeEvents(bulk.app.db);
  await expect.poll(async () => (await dump(real.app))['matter.search']?.length).toBe(1);
  expect(await dump(bulk.app)).toEqual(await dump(real.app));
});
