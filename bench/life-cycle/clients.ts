import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
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
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(origin);
  return {
    send: (method: string, path: string, who: Player, body?: object) =>
      new Promise<Record<string, unknown>>((resolve, reject) => {
        const payload = body === undefined ? undefined : JSON.stringify(body);
        const headers = {
          authorization: `Bearer ${who.token}`,
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        };
        const sent = request({ agent, hostname, port, method, path, headers }, (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            if (reply.statusCode === 200) resolve(JSON.parse(text) as Record<string, unknown>);
            else reject(new Error(`${method} ${path}: ${reply.statusCode} ${text.slice(0, 300)}`));
          });
        });
        sent.on('error', reject);
        sent.end(payload);
      }),
    close: () => agent.destroy(),
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
    http.close();
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
