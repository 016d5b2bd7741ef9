import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { testApp, type TestApp } from '../../test/harness.ts';
import { placeEvents } from '../kernel/sequencer.ts';
import type { ImportReport } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'heliu-cut-off-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [file, map] = [join(folder, 'requests.csv'), join(folder, 'mapping.yaml')];

const mapping = `source: old-hotline
id: id
opened: { column: opened }
target: { column: target, format: yyyy-MM-dd, timeOfDay: "18:00" }
closed: { column: closed }
type: { columns: [type], codes: { leak: AUTO-01, road: HAND-02 } }
kind: { default: help }
channel: { default: hotline }
place: { columns: [place], codes: { one: c1, two: c2 }, default: d }
title: "{type} {id}"
reply: reply
`;

const many = 2400;
/** Rows of every kind: closed, open, late, without target, noted, and rejected for each of three reasons. */
function rowOf(index: number): string {
  const day = String(1 + (index % 27)).padStart(2, '0');
  const type = index % 41 === 0 ? 'noise' : index % 3 === 0 ? 'road' : 'leak';
  const opened = index % 43 === 0 ? 'yesterday' : `2026-03-${day} 09:00:00`;
  const closed = index % 5 === 0 ? '' : `2026-04-${day} 1${index % 8}:30:00`;
  const id = index % 47 === 0 ? index - 1 : index;
  const target = index % 7 === 0 ? '' : `2026-04-${String(1 + (index % 28)).padStart(2, '0')}`;
  return [id, opened, target, closed, type, index % 2 === 0 ? 'one' : 'two', 'done'].join(',');
}
writeFileSync(map, mapping);
writeFileSync(
  file,
  ['id,opened,target,closed,type,place,reply', ...Array.from({ length: many }, (_, i) => rowOf(i + 1))].join(
    '\n',
  ),
);

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The command as a program of its own, which can be killed outright. */
function startImport({ database }: TestApp) {
  const child = spawn(
    process.execPath,
    [main, '--lang', 'en', 'import', 'requests', file, '--map', map, '--json'],
    {
      env: { DATABASE_URL: database.url, HELIU_SECRET: 'a secret of the tests, long enough' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  process.once('exit', () => child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString('utf8');
  });
  return { child, said, ended: once(child, 'close') };
}

async function importWhole(app: TestApp): Promise<ImportReport> {
  const { ended, said } = startImport(app);
  expect(await ended, said.err).toEqual([0, null]);
  return JSON.parse(said.out) as ImportReport;
}

/** Kills the import once `isTime` holds; it must not have ended before. */
async function importCut(app: TestApp, isTime: (pool: pg.Pool) => Promise<boolean>): Promise<void> {
  const { child, ended, said } = startImport(app);
  while (child.exitCode === null && !(await isTime(app.pool))) await setTimeout(5);
  child.kill('SIGKILL');
  expect(await ended, said.err).toEqual([null, 'SIGKILL']);
}

const imported = async (pool: pg.Pool): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM intake.rows');
  return rows[0]?.count ?? 0;
};
const isCopying = async (pool: pg.Pool): Promise<boolean> => {
  const { rows } = await pool.query(`SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND state <> 'idle' AND query LIKE 'COPY matter.%'`);
  return rows.length > 0;
};

/** All that an import leaves, by the ids of the source: the ids made here differ from run to run. */
const left = `
  SELECT r.source_id, r.line, r.content_hash, r.flags, r.facts, m.version, m.stage, m.type_code, m.title, m.place_path,
    m.registered_at, m.changed_at, m.due_at, m.closed_at, m.outcome, m.on_time, m.centre_unit_id, m.holder_unit_id,
    (SELECT jsonb_agg(to_jsonb(o) - 'matter_id' ORDER BY o.no) FROM matter.work_orders o
      WHERE o.matter_id = m.id) AS orders,
    (SELECT jsonb_agg(to_jsonb(c) - 'matter_id' ORDER BY c.kind, c.work_order_no) FROM matter.due_clocks c
      WHERE c.matter_id = m.id) AS clocks,
    (SELECT jsonb_agg(jsonb_build_array(n.version, n.at, n.kind, n.body) ORDER BY n.id) FROM matter.notes n
      WHERE n.matter_id = m.id) AS notes,
    (SELECT count(*) FROM matter.reports p WHERE p.matter_id = m.id) AS reports,
    (SELECT grams FROM matter.search s WHERE s.matter_id = m.id) AS grams,
    (SELECT count(*) FROM log.commands c WHERE c.subject = 'matter:' || m.id) AS commands,
    (SELECT jsonb_agg(jsonb_build_array(e.kind, e.at, e.place_path, e.unit_ids) ORDER BY e.id) FROM log.events e
      JOIN log.positions p ON p.event_id = e.id WHERE e.subject = 'matter:' || m.id) AS events
  FROM intake.rows r FULL JOIN matter.matters m ON m.id = r.matter_id ORDER BY r.source_id`;

async function dump({ db, pool }: TestApp): Promise<unknown[]> {
  while ((await placeEvents(db)) > 0);
  const { rows } = await pool.query<Record<string, unknown>>(left);
  return rows;
}

test('an import killed outright and repeated leaves what an undisturbed one leaves', async () => {
  const [calm, cut] = [await testApp(), await testApp()];
  await giveCity(calm);
  await giveCity(cut);
  const whole = await importWhole(calm);
  expect(whole).toMatchObject({ rows: many, repeated: 0 });
  expect(whole.rejected.length).toBeGreaterThan(100);

  await importCut(cut, async (pool) => (await imported(pool)) >= 500);
  const first = await imported(cut.pool);
  await importCut(cut, async (pool) => (await imported(pool)) > first && isCopying(pool));
  const second = await imported(cut.pool);
  expect(second).toBeLessThan(whole.imported);

  const rest = await importWhole(cut);
  expect(rest).toEqual({ ...whole, imported: whole.imported - second, repeated: second });
  expect(await dump(cut)).toEqual(await dump(calm));
});
