import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openBenchCity, type BenchCity } from './life-cycle/city.ts';
import { drive, type Load } from './life-cycle/clients.ts';
import { fillTo } from './life-cycle/fill.ts';
import { limitTask } from './life-cycle/limit.ts';
import { measureQueues } from './life-cycle/queues.ts';
import { startServer } from './life-cycle/server.ts';

/** Published by DIGIT for its complaints system, on 16 vCPU (docs/performance.md): life cycles a second. */
const published = { empty: 37, million: 6.3 };
const goals = { perSecond: 315, ofEmpty: 0.8, ofLimit: 0.5, queueP95Ms: 50 };
const clients = 8;
const target = Number(process.env['HELIU_BENCH_MATTERS'] ?? 1_000_000);
const seconds = Number(process.env['HELIU_BENCH_SECONDS'] ?? 30);

const say = (text: string) => process.stderr.write(`${text}\n`);
const limitFile = fileURLToPath(new URL('./life-cycle/limit.ts', import.meta.url));

async function limitOf(bench: BenchCity): Promise<number> {
  const task = JSON.stringify(limitTask(bench, clients, 250 * seconds));
  const { stdout } = await promisify(execFile)(process.execPath, [limitFile, task], { maxBuffer: 1e7 });
  return Math.round((JSON.parse(stdout) as { perSecond: number }).perSecond * 10) / 10;
}

interface Measured {
  readonly matters: number;
  readonly http: Load;
  readonly limit: number;
}

async function measure(bench: BenchCity, matters: number): Promise<Measured> {
  const dataDir = await mkdtemp(join(tmpdir(), 'heliu-bench-data-'));
  const server = await startServer(bench.url, bench.secret, dataDir);
  try {
    await drive(bench, server.origin, clients, 8);
    const http = await drive(bench, server.origin, clients, seconds);
    say(`  ${http.perSecond} life cycles/s over HTTP, p95 of a call ${http.p95} ms`);
    return { matters, http, limit: 0 };
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const bench = await openBenchCity();
try {
  say('Empty database');
  const empty = { ...(await measure(bench, 0)), limit: await limitOf(bench) };
  say(`  limit ${empty.limit}/s`);
  const reached = await fillTo(bench, target, (there) =>
    say(`  filling: ${there.toLocaleString('en')} matters`),
  );
  say(`${reached.toLocaleString('en')} matters`);
  const filled = await measure(bench, reached);
  // Before the limit, which leaves the readers of the log thousands of matters behind.
  const queues = await measureQueues(bench);
  const full = { ...filled, limit: await limitOf(bench) };
  say(`  limit ${full.limit}/s`);
  const atMillion = reached >= 1_000_000;
  const result = {
    bench: 'life-cycle',
    machine: { cores: cpus().length, model: cpus()[0]?.model ?? '' },
    clients,
    empty,
    full,
    queues,
    ratios: {
      toGoal: full.http.perSecond / goals.perSecond,
      fullToEmpty: full.http.perSecond / empty.http.perSecond,
      toLimit: full.http.perSecond / full.limit,
      toPublishedEmpty: empty.http.perSecond / published.empty,
      ...(atMillion ? { toPublishedMillion: full.http.perSecond / published.million } : {}),
    },
    goals,
    published,
  };
  await mkdir(new URL('./out/', import.meta.url), { recursive: true });
  await writeFile(new URL('./out/life-cycle.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(
    [
      `life cycles/s empty ${empty.http.perSecond}, at ${reached.toLocaleString('en')} ${full.http.perSecond}`,
      `  ÷ goal ${goals.perSecond}: ${result.ratios.toGoal.toFixed(2)}`,
      `  ÷ empty: ${result.ratios.fullToEmpty.toFixed(2)} (goal ${goals.ofEmpty})`,
      `  ÷ limit ${full.limit}: ${result.ratios.toLimit.toFixed(2)} (goal ${goals.ofLimit})`,
      atMillion
        ? `  ÷ published ${published.million} at a million (16 vCPU, named as such): ${(full.http.perSecond / published.million).toFixed(1)}`
        : `  empty ÷ published ${published.empty} empty (16 vCPU, named as such): ${result.ratios.toPublishedEmpty.toFixed(1)}`,
      ...queues.map(({ page, p95 }) => `  ${page}: p95 ${p95} ms (goal ${goals.queueP95Ms})`),
      '',
    ].join('\n'),
  );
} finally {
  await bench.close();
}
