import { randomUUID } from 'node:crypto';
import { Client } from 'undici';
import type { BenchCity, Player } from './city.ts';

export interface Load {
  readonly lifeCycles: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Of single calls, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export const percentile = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100;

/** One HTTP connection per client, kept alive. */
export function httpClient(origin: string) {
  const connection = new Client(origin, { pipelining: 1 });
  return {
    send: async (method: 'GET' | 'POST', path: string, who: Player, body?: object) => {
      const authorization = `Bearer ${who.token}`;
      const reply = await connection.request({
        method,
        path,
        ...(body === undefined
          ? { headers: { authorization } }
          : { headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await reply.body.text();
      if (reply.statusCode === 200) return JSON.parse(text) as Record<string, unknown>;
      throw new Error(`${method} ${path}: ${reply.statusCode} ${text.slice(0, 300)}`);
    },
    close: () => connection.destroy(),
  };
}

/** A report as an operator types it, somewhere in the town. */
export function reportAt(bench: BenchCity, no: number) {
  const grid = bench.grids[no % bench.grids.length];
  return {
    typeCode: bench.typeCode,
    requestKind: 'help' as const,
    channel: bench.city.pack.channels.find(({ by }) => by === 'operator')?.code ?? '',
    title: `路灯不亮 ${no}`,
    description: '幸福路口的路灯三天不亮，晚上出行不便，请尽快修理。',
    place: { position: grid?.centre ?? ([0, 0] as const), address: '幸福路口' },
    reporter: { name: '王女士', phone: '13800000000' },
  };
}

/** Whole life cycles over HTTP for some seconds, by `clients` at once, each call in its proper role. */
export async function drive(
  bench: BenchCity,
  origin: string,
  clients: number,
  seconds: number,
): Promise<Load> {
  const latencies: number[] = [];
  let lifeCycles = 0;
  let no = 0;
  const started = performance.now();
  const until = started + seconds * 1000;
  const client = async () => {
    const http = httpClient(origin);
    const timed = async (path: string, who: Player, body: object) => {
      const at = performance.now();
      const reply = await http.send('POST', path, who, { commandId: randomUUID(), ...body });
      latencies.push(performance.now() - at);
      return reply;
    };
    while (performance.now() < until) {
      no += 1;
      const { matterId } = await timed('/api/matters', bench.operator, reportAt(bench, no));
      const path = `/api/matters/${String(matterId)}`;
      await timed(`${path}/sign-for`, bench.handler, { workOrderNo: 1 });
      await timed(`${path}/feed-back`, bench.handler, {
        workOrderNo: 1,
        outcome: 'solved',
        note: '已更换灯具，恢复照明。',
      });
      await timed(`${path}/record-post-handling-check`, bench.verifier, {
        result: 'passed',
        close: { outcome: 'solved', reply: '路灯已修复，感谢反映。' },
      });
      lifeCycles += 1;
    }
    await http.close();
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - started) / 1000;
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    lifeCycles,
    seconds: Math.round(took * 10) / 10,
    perSecond: Math.round((lifeCycles / took) * 10) / 10,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
}
