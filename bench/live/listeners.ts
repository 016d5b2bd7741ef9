// A process of its own: opens the streams, sends the messages, and measures when each arrives.
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface ListenTask {
  readonly port: number;
  readonly tokens: readonly string[];
  readonly clients: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Where events are logged, in a place that all clients see; null for the bare server, which is told by HTTP. */
  readonly log: { readonly url: string; readonly placePath: string } | null;
}

export interface Listened {
  readonly sent: number;
  readonly expected: number;
  readonly received: number;
  /** From before the commit to the arrival, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Every message names one matter: `matter:<id>`. */
const mark = Buffer.from('"matter:');
const idLength = 36;
/** All sockets read into it one after another: the reader must cost less than what it measures. */
const shared = Buffer.alloc(65_536);

function openOne(port: number, token: string, hear: (id: string) => void): Promise<Socket> {
  return new Promise((ready, fail) => {
    let open = false;
    let rest = Buffer.alloc(0);
    const read = (size: number): boolean => {
      const got = shared.subarray(0, size);
      const text = rest.length === 0 ? got : Buffer.concat([rest, got]);
      if (!open && text.includes('text/event-stream')) {
        open = true;
        ready(socket);
      }
      let from = 0;
      for (;;) {
        const at = text.indexOf(mark, from);
        if (at === -1 || at + mark.length + idLength > text.length) break;
        from = at + mark.length + idLength;
        hear(text.toString('latin1', at + mark.length, from));
      }
      const end = text.lastIndexOf('\n\n');
      const kept = Math.max(from, end === -1 ? 0 : end + 2);
      rest = kept >= text.length ? Buffer.alloc(0) : Buffer.from(text.subarray(kept));
      return true;
    };
    const socket = connect({ port, host: '127.0.0.1', onread: { buffer: shared, callback: read } });
    socket.on('error', fail);
    socket.write(`GET /api/live HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n\r\n`);
  });
}

async function run(task: ListenTask): Promise<Listened> {
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const hear = (id: string): void => {
    const at = sentAt.get(id);
    if (at !== undefined) latencies.push(performance.now() - at);
  };
  const sockets: Socket[] = [];
  for (let start = 0; start < task.clients; start += 100) {
    const some = Array.from({ length: Math.min(100, task.clients - start) }, (_, i) =>
      openOne(task.port, task.tokens[(start + i) % task.tokens.length] ?? '', hear),
    );
    sockets.push(...(await Promise.all(some)));
  }
  const publish = await publisher(task);
  const total = task.perSecond * task.seconds;
  const began = performance.now();
  for (let i = 0; i < total; i++) {
    await sleep(Math.max(0, began + (i * 1000) / task.perSecond - performance.now()));
    const id = randomUUID();
    sentAt.set(id, performance.now());
    await publish.send(id);
  }
  await sleep(3000);
  await publish.close();
  for (const socket of sockets) socket.destroy();
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
  return {
    sent: total,
    expected: total * task.clients,
    received: sorted.length,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
  };
}

async function publisher({ log, port }: ListenTask) {
  if (log === null) {
    const send = async (id: string): Promise<void> => {
      await (await fetch(`http://127.0.0.1:${port}/${id}`, { method: 'POST' })).text();
    };
    return { send, close: async () => {} };
  }
  const client = new pg.Client({ connectionString: log.url });
  await client.connect();
  return {
    send: async (id: string): Promise<void> => {
      await client.query(
        `WITH added AS (INSERT INTO log.events (at, kind, subject, place_path)
           VALUES (now(), 'matter.commented', $1, $2) RETURNING id, at)
         INSERT INTO log.pending_events (event_id, event_at) SELECT id, at FROM added`,
        [`matter:${id}`, log.placePath],
      );
    },
    close: () => client.end(),
  };
}

const [given] = process.argv.slice(2);
if (given !== undefined) process.stdout.write(JSON.stringify(await run(JSON.parse(given) as ListenTask)));
