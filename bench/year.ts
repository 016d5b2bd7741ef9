import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startExport } from '../contract/src/export.ts';
import { readAs, type Reader } from './demo/reader.ts';
import { demoLoaded, secondsSince, startDemo, stopDemo } from './demo/server.ts';
import { percentile } from './life-cycle/clients.ts';

/**
 * A district that has worked for more than a year, each matter with all its events: 435 days of 2,300 matters, a
 * million. What people open on it, one request after another, measured at the client.
 */
const days = Number(process.env['HELIU_BENCH_DAYS'] ?? 435);
/** A folder that is kept, so that a load is not repeated for the next run. */
const kept = process.env['HELIU_BENCH_DATA_DIR'];
/** Milliseconds at p95. The queue's is the product's goal; the others are what we would wait for. */
const goals = { queue: 50, figures: 2000, paper: 5000, exportPerSecond: 5000 } as const;

const say = (text: string) => process.stderr.write(`${text}\n`);
const dayOf = (back: number) =>
  new Date(Date.now() - back * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
const month = (back: number) => `from=${dayOf(back + 30)}&to=${dayOf(back)}`;
const closing = (query: string) => `/api/statistics/closing?${query}`;

type Kind = 'queue' | 'figures' | 'paper';
const pages: readonly (readonly [kind: Kind, who: string, page: string, path: string])[] = [
  ['queue', 'operator-500117001-1', 'queue of a town', '/api/matters?queue=area&state=open&sort=due'],
  ['queue', 'operator-500117001-1', 'matters of a town, newest first', '/api/matters?queue=area&sort=newest'],
  ['queue', 'operator-500117001-1', 'counts of the queues', '/api/matters/count'],
  [
    'queue',
    'operator-500117001-1',
    'search in a town',
    `/api/matters?queue=area&sort=newest&q=${encodeURIComponent('路灯')}`,
  ],
  ['queue', 'operator-01', 'queue of the district', '/api/matters?queue=area&state=open&sort=due'],
  [
    'queue',
    'operator-01',
    'search in the district',
    `/api/matters?queue=area&sort=newest&q=${encodeURIComponent('井盖')}`,
  ],
  ['queue', 'supervisor-1', 'board of supervision', '/api/supervision/board'],
  ['figures', 'leader-1', 'closing by type, this month', closing(`by=type&from=${dayOf(30)}`)],
  ['figures', 'leader-1', 'closing by type, all time', closing('by=type')],
  ['figures', 'leader-1', 'closing by place, a year', closing(`by=place&from=${dayOf(365)}`)],
  ['figures', 'leader-1', 'closing by type, a month that is past', closing(`by=type&${month(31)}`)],
  ['figures', 'leader-1', 'closing by unit, a month half a year ago', closing(`by=unit&${month(180)}`)],
  [
    'figures',
    'leader-1',
    'closing by place, a month a year ago',
    closing(`by=place&${month(Math.max(31, days - 60))}`),
  ],
  [
    'figures',
    'operator-500117001-1',
    'closing by type, a town, a month half a year ago',
    closing(`by=type&${month(180)}`),
  ],
  ['paper', 'supervisor-1', 'bulletin of the last week (XLSX)', '/api/supervision/bulletin/xlsx'],
];

/** As many runs as a quarter of a minute allows, at least three and at most a hundred, after one that warms up. */
async function timesOf(ask: () => Promise<unknown>): Promise<number[]> {
  await ask();
  const begun = performance.now();
  const taken: number[] = [];
  while (taken.length < 3 || (taken.length < 100 && performance.now() - begun < 15_000)) {
    const at = performance.now();
    await ask();
    taken.push(performance.now() - at);
  }
  return taken.toSorted((a, b) => a - b);
}

async function measurePages(origin: string) {
  const readers = new Map<string, Reader>();
  for (const login of new Set(pages.map(([, who]) => who))) readers.set(login, await readAs(origin, login));
  const measured = [];
  for (const [kind, who, page, path] of pages) {
    const sorted = await timesOf(async () => readers.get(who)?.get(path));
    const goal = goals[kind];
    const p95 = percentile(sorted, 0.95);
    measured.push({ page, runs: sorted.length, p50: percentile(sorted, 0.5), p95, goal, ratio: goal / p95 });
    say(`  ${page}: p50 ${percentile(sorted, 0.5)} ms, p95 ${p95} ms`);
  }
  for (const reader of readers.values()) await reader.close();
  return measured;
}

/** A month of the district as CSV: what leaves in a second. */
async function measureExport(origin: string) {
  const reader = await readAs(origin, 'leader-1');
  const began = performance.now();
  const filter = { from: dayOf(61), to: dayOf(31) };
  const started = await reader.post(startExport.path, {
    filter,
    format: 'csv',
    purpose: '基准测试 benchmark',
  });
  const { exportId, expected } = startExport.reply.parse(started);
  const file = await reader.get(`/api/exports/${exportId}/file`);
  const seconds = secondsSince(began);
  await reader.close();
  return {
    matters: expected,
    megabytes: file.length / 1e6,
    seconds,
    perSecond: Math.round(expected / seconds),
  };
}

const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'heliu-bench-year-'));
if (kept === undefined) chmodSync(dataDir, 0o755);
try {
  const began = performance.now();
  const server = await startDemo(dataDir, days);
  let told = 0;
  const matters = await demoLoaded(server, (there, total) => {
    if (there - told < 50_000) return;
    told = there;
    say(`  loading: ${there.toLocaleString('en')} of ${total.toLocaleString('en')}`);
  });
  const loadSeconds = secondsSince(began);
  await stopDemo(server);
  const starting = performance.now();
  const again = await startDemo(dataDir, days);
  const secondStartSeconds = secondsSince(starting);
  const measured = await measurePages(again.address);
  const csv = await measureExport(again.address);
  await stopDemo(again);
  const result = {
    bench: 'year',
    matters,
    loadSeconds: kept === undefined ? loadSeconds : null,
    secondStartSeconds,
    pages: measured,
    export: csv,
    goals,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    load: loadavg()[0],
  };
  mkdirSync(new URL('out', import.meta.url), { recursive: true });
  writeFileSync(new URL('out/year.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(
    [
      `${matters.toLocaleString('en')} matters, second start ${secondStartSeconds} s`,
      ...measured.map(
        ({ page, p95, goal, ratio }) => `  ${page}: p95 ${p95} ms (goal ${goal}: ratio ${ratio.toFixed(2)})`,
      ),
      `  export of ${csv.matters.toLocaleString('en')} matters as CSV: ${csv.seconds} s, ${csv.perSecond}/s (goal ${goals.exportPerSecond}: ratio ${(csv.perSecond / goals.exportPerSecond).toFixed(2)})`,
      '',
    ].join('\n'),
  );
} finally {
  if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
}
