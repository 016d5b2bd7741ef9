import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type BenchCity, openBenchCity, type Player } from '../bench/life-cycle/city.ts';
import { httpClient, reportAt } from '../bench/life-cycle/clients.ts';
import { type BenchServer, startServer } from '../bench/life-cycle/server.ts';

/**
 * Twenty times `kill -9` under load, the server and its database in turn. Every client repeats an unanswered command
 * with the same commandId until it is answered. In the end nothing that was answered is missing, nothing was done twice,
 * every matter's versions and every position of the log are without gaps.
 */
const rounds = 20;
const clients = 8;
const port = 41_000 + Math.floor(Math.random() * 9000);
const origin = `http://127.0.0.1:${port}`;

interface Answer {
  readonly commandId: string;
  readonly matterId: string;
  readonly version: number;
}

interface Outcome {
  readonly answers: Answer[];
  readonly begun: Set<string>;
  retries: number;
}

const say = (text: string) => process.stderr.write(`${text}\n`);

/** Sends a command until it is answered; refusals of the product end the drill, broken connections do not. */
async function insist(path: string, who: Player, body: object, outcome: Outcome): Promise<Answer> {
  const commandId = randomUUID();
  outcome.begun.add(commandId);
  for (;;) {
    const http = httpClient(origin);
    try {
      const reply = await http.send('POST', path, who, { commandId, ...body });
      const answer = { commandId, matterId: String(reply['matterId']), version: Number(reply['version']) };
      outcome.answers.push(answer);
      return answer;
    } catch (error) {
      const refused = error instanceof Error && /: 4\d\d /.test(error.message);
      if (refused) throw error;
      outcome.retries += 1;
      await sleep(50);
    } finally {
      await http.close();
    }
  }
}

async function client(
  bench: BenchCity,
  outcome: Outcome,
  stopped: () => boolean,
  first: number,
): Promise<void> {
  for (let no = first; !stopped(); no += clients) {
    const { matterId } = await insist('/api/matters', bench.operator, reportAt(bench, no), outcome);
    const path = `/api/matters/${matterId}`;
    await insist(`${path}/sign-for`, bench.handler, { workOrderNo: 1 }, outcome);
    await insist(
      `${path}/feed-back`,
      bench.handler,
      { workOrderNo: 1, outcome: 'solved', note: '已处理' },
      outcome,
    );
  }
}

const pending = 'SELECT count(*) AS n FROM log.pending_events';

const countIn =
  (db: pg.Client) =>
  async (query: string, values: unknown[] = []): Promise<number> => {
    const { rows } = await db.query<{ n: string }>(query, values);
    return Number(rows[0]?.n ?? 0);
  };

/** The server still runs and writes of its own accord: all that is checked looks at one instant. */
async function snapshotAtRest(db: pg.Client): Promise<void> {
  const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
  await db.query(begin);
  for (let waited = 0; (await countIn(db)(pending)) > 0 && waited < 600; waited += 1) {
    await db.query('COMMIT');
    await sleep(100);
    await db.query(begin);
  }
}

async function faultsOf(bench: BenchCity, { answers, begun }: Outcome): Promise<string[]> {
  const db = new pg.Client({ connectionString: bench.ownerUrl });
  await db.connect();
  const one = countIn(db);
  await snapshotAtRest(db);
  const checks: [string, number, number][] = [
    [
      'answered commands on record',
      await one(
        `SELECT count(*) AS n FROM jsonb_to_recordset($1::jsonb) AS a("commandId" uuid, "matterId" text, version int)
         JOIN log.commands k ON k.command_id = a."commandId" AND k.reply->>'matterId' = a."matterId"
           AND (k.reply->>'version')::int = a.version`,
        [JSON.stringify(answers)],
      ),
      answers.length,
    ],
    [
      'commands on record that nobody gave',
      await one(
        `SELECT count(*) AS n FROM log.commands WHERE endpoint LIKE 'matter.%' AND command_id <> ALL($1::uuid[])`,
        [[...begun]],
      ),
      0,
    ],
    [
      'matters for registrations',
      await one('SELECT count(*) AS n FROM matter.matters'),
      await one(`SELECT count(*) AS n FROM log.commands WHERE endpoint = 'matter.register'`),
    ],
    [
      'matters whose events have a gap or a double',
      await one(`SELECT count(*) AS n FROM (SELECT m.id FROM matter.matters m JOIN log.events e ON e.subject = 'matter:' || m.id
        GROUP BY m.id, m.version HAVING count(*) <> m.version OR count(DISTINCT (e.payload->>'version')::int) <> m.version) f`),
      0,
    ],
    ['events that wait for a position', await one(pending), 0],
    [
      'events without a position, or with two',
      await one(`SELECT count(*) AS n FROM (SELECT FROM log.events e LEFT JOIN log.positions p ON p.event_id = e.id
        GROUP BY e.id HAVING count(p.position) <> 1) f`),
      0,
    ],
    [
      'last position',
      await one('SELECT max(position) AS n FROM log.positions'),
      await one('SELECT count(*) AS n FROM log.events'),
    ],
  ];
  await db.end();
  for (const [what, found, wanted] of checks) say(`  ${what}: ${found} (${wanted})`);
  return checks.filter(([, found, wanted]) => found !== wanted).map(([what]) => what);
}

const bench = await openBenchCity();
const dataDir = await mkdtemp(join(tmpdir(), 'heliu-drill-'));
let server: BenchServer = await startServer(bench.url, bench.secret, dataDir, port);
const outcome: Outcome = { answers: [], begun: new Set(), retries: 0 };
let over = false;
const working = Promise.all(
  Array.from({ length: clients }, (_, no) => client(bench, outcome, () => over, no)),
);
for (let round = 1; round <= rounds; round += 1) {
  await sleep(600 + Math.random() * 900);
  const victim = round % 2 === 0 ? 'database' : 'server';
  if (victim === 'server') {
    await server.crash();
    server = await startServer(bench.url, bench.secret, dataDir, port);
  } else {
    await bench.crashDatabase();
  }
  say(
    `kill ${round} of ${rounds}: ${victim}; ${outcome.answers.length} answered, ${outcome.retries} repeated`,
  );
}
over = true;
await working;
const faults = await faultsOf(bench, outcome);
await server.stop();
await bench.close();
await rm(dataDir, { recursive: true, force: true });
if (faults.length > 0) {
  say(`Lost or done twice: ${faults.join('; ')}`);
  process.exitCode = 1;
}
