import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from '../server/src/kernel/db.ts';
import { insertAccounts, openSession, resolveGrant } from '../server/src/people/index.ts';
import { type BenchCity, openBenchCity } from './life-cycle/city.ts';
import { startServer } from './life-cycle/server.ts';
import type { Listened, ListenTask } from './live/listeners.ts';

/** Every message to every client within this, none lost. */
const goal = { clients: 5000, perSecond: 10, p99Ms: 150 };
const clients = Number(process.env['HELIU_BENCH_CLIENTS'] ?? goal.clients);
const seconds = Number(process.env['HELIU_BENCH_SECONDS'] ?? 30);
const streamsPerAccount = 20;
const fileOf = (name: string) => fileURLToPath(new URL(`./live/${name}.ts`, import.meta.url));

async function listen(task: Omit<ListenTask, 'clients' | 'perSecond' | 'seconds'>): Promise<Listened> {
  const whole: ListenTask = { ...task, clients, perSecond: goal.perSecond, seconds };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [fileOf('listeners'), JSON.stringify(whole)],
    {
      maxBuffer: 1e7,
    },
  );
  return JSON.parse(stdout) as Listened;
}

/** Leaders of the district, who see all of it: the same message goes to each. */
async function tokensOf(bench: BenchCity): Promise<string[]> {
  const { db, close } = openDatabase(bench.url, 2);
  const at = Date.now();
  const code = bench.city.pack.districtCode;
  const grant = resolveGrant(bench.city, 'leader', { kind: 'place', code });
  const accounts = Array.from({ length: Math.ceil(clients / streamsPerAccount) }, (_, no) => ({
    kind: 'staff' as const,
    login: `leader-${no}`,
    displayName: `leader ${no}`,
    passwordHash: null,
    language: 'zh' as const,
    homePath: code,
    grants: grant === undefined ? [] : [grant],
  }));
  const ids = await insertAccounts(db, accounts, { at, accountId: null });
  const tokens: string[] = [];
  for (const accountId of ids) {
    tokens.push((await openSession(db, { accountId, kind: 'staff', userAgent: 'bench', at })).token);
  }
  await close();
  return tokens;
}

async function measureBare(): Promise<Listened> {
  const bare = spawn(process.execPath, [fileOf('bare')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(bare.stdout, 'data')) as [Buffer];
  try {
    return await listen({ port: Number(line.toString()), tokens: [''], log: null });
  } finally {
    bare.kill();
    await once(bare, 'exit');
  }
}

async function measureProduct(tokens: readonly string[]): Promise<Listened> {
  const server = await startServer(bench.url, bench.secret, dataDir);
  try {
    return await listen({
      port: Number(new URL(server.origin).port),
      tokens,
      log: { url: bench.url, placePath: bench.grids[0]?.path ?? '' },
    });
  } finally {
    await server.stop();
  }
}

const bench = await openBenchCity();
const dataDir = await mkdtemp(join(tmpdir(), 'heliu-bench-data-'));
try {
  const tokens = await tokensOf(bench);
  const live = await measureProduct(tokens);
  const limit = await measureBare();
  const result = {
    bench: 'live',
    machine: { cores: cpus().length, model: cpus()[0]?.model ?? '' },
    clients,
    goal,
    live,
    limit,
    ratios: {
      toGoal: live.p99 / goal.p99Ms,
      toLimit: live.p99 / limit.p99,
      lost: live.expected - live.received,
    },
  };
  await mkdir(new URL('./out/', import.meta.url), { recursive: true });
  await writeFile(new URL('./out/live.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(
    `live: ${clients} streams, ${goal.perSecond} messages/s: p50 ${live.p50} ms, p99 ${live.p99} ms (goal ${goal.p99Ms}: ${result.ratios.toGoal.toFixed(2)}), ` +
      `lost ${result.ratios.lost} of ${live.expected}; bare server p99 ${limit.p99} ms (${result.ratios.toLimit.toFixed(1)} ×)\n`,
  );
} finally {
  await bench.close();
  await rm(dataDir, { recursive: true, force: true });
}
