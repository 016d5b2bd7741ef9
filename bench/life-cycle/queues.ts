import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchCity } from './city.ts';
import { httpClient, percentile } from './clients.ts';
import { startServer } from './server.ts';

const pages = [
  ['queue of a town, by due time', '/api/matters?queue=area&state=open&sort=due'],
  ['matters of a town, newest first', '/api/matters?queue=area&sort=newest'],
  ['counts of the queues', '/api/matters/count'],
  ['search in a town', `/api/matters?queue=area&sort=newest&q=${encodeURIComponent('路灯')}`],
] as const;

export interface PageTimes {
  readonly page: string;
  readonly p50: number;
  readonly p95: number;
}

/** A hundred runs after twenty that warm up. */
async function timesOf(ask: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let no = 0; no < 120; no += 1) {
    const at = performance.now();
    await ask();
    if (no >= 20) taken.push(performance.now() - at);
  }
  return taken;
}

/** Pages of a town's operator, one request after another, measured at the client: network and JSON included. */
export async function measureQueues(bench: BenchCity): Promise<PageTimes[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'heliu-bench-data-'));
  const server = await startServer(bench.url, bench.secret, dataDir);
  const http = httpClient(server.origin);
  try {
    const times: PageTimes[] = [];
    for (const [page, path] of pages) {
      const taken = await timesOf(() => http.send('GET', path, bench.operator));
      const sorted = taken.toSorted((a, b) => a - b);
      times.push({ page, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) });
    }
    return times;
  } finally {
    await http.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
