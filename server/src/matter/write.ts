import type { Matter } from '@heliu/contract/matter/model';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { Trx } from '../kernel/db.ts';
import {
  clockChanges,
  changedOrders,
  stateColumnTypes,
  stateColumns,
  type eventColumns,
  type evidenceColumns,
  type matterColumns,
  type noteColumns,
  type reportColumns,
} from './rows.ts';

export interface CommandColumns {
  readonly command_id: string;
  readonly at: string;
  readonly endpoint: string;
  readonly account_id: number | null;
  readonly subject: string;
  readonly reply: unknown;
}

/** Everything that one command leaves behind for one matter. */
export interface MatterChange {
  readonly before: Matter | null;
  readonly after: Matter;
  readonly placePath: string;
  readonly at: number;
  /** The whole row; for a new matter only. */
  readonly inserted?: ReturnType<typeof matterColumns>;
  readonly events: ReturnType<typeof eventColumns>;
  readonly notes: ReturnType<typeof noteColumns>;
  readonly evidence: ReturnType<typeof evidenceColumns>;
  readonly reports: readonly ReturnType<typeof reportColumns>[];
  /** Null for the second matter of a merge: the command is recorded once. */
  readonly command: CommandColumns | null;
}

/** Runs a prepared statement and gives the ids that came back. */
export type Runner = (query: { name: string; text: string; values: unknown[] }) => Promise<string[]>;

interface IdRow {
  readonly id: string;
}

export const onPool =
  (pool: pg.Pool): Runner =>
  async (query) =>
    (await pool.query<IdRow>(query)).rows.map(({ id }) => id);

/** For commands that must stand or fall with other rows of the same transaction. */
export const inTransaction =
  (trx: Trx): Runner =>
  async ({ text, values }) =>
    (await trx.executeQuery<IdRow>(CompiledQuery.raw(text, values))).rows.map(({ id }) => id);

const stateNames = Object.keys(stateColumnTypes);
const taken = stateNames.map((name) => `r.${name}`).join(', ');
const typed = Object.entries(stateColumnTypes)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** Rows of the input under a name, each in the shape of a table, of those matters that the statement writes. */
const rowsOf = (table: string, list: string) =>
  `jsonb_populate_recordset(NULL::${table}, $1::jsonb->'${list}') r JOIN m ON m.id = r.matter_id`;

/** Stands for the number of rows, rounded up, where the plan hangs on it: a list of JSON counts as 100 otherwise. */
const few = '{few}';

/** Parts of the statement by the list of the input that feeds them; a part without rows is left out. */
const parts = {
  inserts: `INSERT INTO matter.matters SELECT r.* FROM jsonb_populate_recordset(NULL::matter.matters, $1::jsonb->'inserts') r RETURNING id`,
  updates: `UPDATE matter.matters t SET (${stateNames.join(', ')}) = ROW(${taken})
    FROM (SELECT * FROM jsonb_to_recordset($1::jsonb->'updates') AS r(id uuid, before integer, ${typed}) LIMIT ${few}) r
    WHERE t.id = r.id AND t.version = r.before RETURNING t.id`,
  commands: `INSERT INTO log.commands (command_id, at, endpoint, account_id, subject, reply)
    SELECT r.command_id, r.at, r.endpoint, r.account_id, r.subject, r.reply
    FROM jsonb_to_recordset($1::jsonb->'commands') AS r(matter_id uuid, command_id uuid, at timestamptz, endpoint text,
      account_id bigint, subject text, reply jsonb) JOIN m ON m.id = r.matter_id`,
  reports: `INSERT INTO matter.reports SELECT r.* FROM ${rowsOf('matter.reports', 'reports')}`,
  orders: `INSERT INTO matter.work_orders SELECT r.* FROM ${rowsOf('matter.work_orders', 'orders')}
    ON CONFLICT (matter_id, no) DO UPDATE SET (role, unit_id, holder_id, status, dispatched_at, due_at, ended_at, overdue, exempt, place_path)
      = (EXCLUDED.role, EXCLUDED.unit_id, EXCLUDED.holder_id, EXCLUDED.status, EXCLUDED.dispatched_at, EXCLUDED.due_at,
         EXCLUDED.ended_at, EXCLUDED.overdue, EXCLUDED.exempt, EXCLUDED.place_path)`,
  clocks: `INSERT INTO matter.due_clocks SELECT r.* FROM ${rowsOf('matter.due_clocks', 'clocks')}
    ON CONFLICT (matter_id, kind, work_order_no) DO UPDATE SET (due_at, provisional) = (EXCLUDED.due_at, EXCLUDED.provisional)`,
  stopped: `DELETE FROM matter.due_clocks d USING
    (SELECT r.* FROM ${rowsOf('matter.due_clocks', 'stopped')} LIMIT ${few}) r WHERE d.matter_id = r.matter_id AND d.kind = r.kind AND d.work_order_no = r.work_order_no`,
  wakeUps: `INSERT INTO matter.wake_ups SELECT r.* FROM ${rowsOf('matter.wake_ups', 'wakeUps')}
    ON CONFLICT (matter_id) DO UPDATE SET at = EXCLUDED.at`,
  awake: `DELETE FROM matter.wake_ups w USING ${rowsOf('matter.wake_ups', 'awake')} WHERE w.matter_id = r.matter_id`,
  notes: `INSERT INTO matter.notes (matter_id, version, at, kind, work_order_no, account_id, body)
    SELECT r.matter_id, r.version, r.at, r.kind, r.work_order_no, r.account_id, r.body
    FROM jsonb_to_recordset($1::jsonb->'notes') AS r(seq integer, matter_id uuid, version integer, at timestamptz, kind text,
      work_order_no smallint, account_id bigint, body text) JOIN m ON m.id = r.matter_id ORDER BY r.seq`,
  evidence: `INSERT INTO matter.evidence SELECT r.* FROM ${rowsOf('matter.evidence', 'evidence')}
    ON CONFLICT DO NOTHING`,
} as const;
type Part = keyof typeof parts;

const logged = `
  logged AS (INSERT INTO log.events (at, kind, subject, place_path, unit_ids, actor_id, command_id, payload)
    SELECT r.at, r.kind, r.subject, r.place_path, r.unit_ids, r.actor_id, r.command_id, r.payload
    FROM jsonb_to_recordset($1::jsonb->'events') AS r(seq integer, matter_id uuid, at timestamptz, kind text,
      subject text, place_path text, unit_ids text[], actor_id bigint, command_id uuid, payload jsonb)
      JOIN m ON m.id = r.matter_id ORDER BY r.seq
    RETURNING id, at),
  pending AS (INSERT INTO log.pending_events SELECT id, at FROM logged)`;

/** The parts whose matters all others join. */
const heads: ReadonlySet<Part> = new Set(['inserts', 'updates']);

const statements = new Map<string, { name: string; text: string }>();

const steps = [1, 8, 64, 512];
const roundUp = (count: number): number => steps.find((step) => count <= step) ?? count;

/** One statement per set of parts and size of those whose plan hangs on it, prepared once per connection. */
function statementOf(used: ReadonlyMap<Part, number>): { name: string; text: string } {
  const sql = new Map(
    [...used].map(([part, count]) => [part, parts[part].replace(few, String(roundUp(count)))] as const),
  );
  const key = [...used]
    .map(([part, count]) => (parts[part].includes(few) ? `${part} ${roundUp(count)}` : part))
    .join(' ');
  const known = statements.get(key);
  if (known !== undefined) return known;
  const written = [...sql].filter(([part]) => heads.has(part));
  const made = {
    name: `matters ${statements.size}`,
    text: `WITH ${written.map(([part, text]) => `${part} AS (${text})`).join(',\n  ')},
  m AS (${written.map(([part]) => `SELECT id FROM ${part}`).join(' UNION ALL ')})${[...sql]
    .filter(([part]) => !heads.has(part))
    .map(([part, text]) => `,\n  ${part}_part AS (${text})`)
    .join('')},${logged}\nSELECT id FROM m`,
  };
  statements.set(key, made);
  return made;
}

/** Rows of a change by the part that writes them. */
function listsOf(change: MatterChange): Record<Part, readonly object[]> {
  const { before, after, placePath, at, command } = change;
  const matterId = after.matterId;
  const clocks = clockChanges(before, after);
  const resumes = after.suspension?.state === 'active' ? after.suspension.until : null;
  const slept = before?.suspension?.state === 'active';
  return {
    inserts: change.inserted === undefined ? [] : [change.inserted],
    updates: before === null ? [] : [{ before: before.version, ...stateColumns(after, placePath, at) }],
    commands: command === null ? [] : [{ matter_id: matterId, ...command }],
    reports: change.reports,
    orders: changedOrders(before, after, placePath, at),
    clocks: clocks.put,
    stopped: clocks.gone,
    wakeUps: resumes === null ? [] : [{ matter_id: matterId, at: new Date(resumes).toISOString() }],
    awake: resumes === null && slept ? [{ matter_id: matterId }] : [],
    notes: change.notes,
    evidence: change.evidence,
  };
}

/** Rows that get their numbers in the order of the input. */
const ordered: ReadonlySet<Part> = new Set(['notes']);
const withPlace = (row: object, seq: number) => ({ seq, ...row });

const partNames = Object.keys(parts) as Part[];

/**
 * Writes changes of different matters in one statement: for each, rows, events and the record of the command stand
 * or fall together, in one round trip for all. @returns for each change whether it was written; one whose matter has
 * moved on meanwhile was not.
 * @throws a unique violation (23505) when one of the commands was carried out before; then nothing was written.
 */
export async function writeChanges(run: Runner, changes: readonly MatterChange[]): Promise<boolean[]> {
  const lists = changes.map(listsOf);
  const input: Record<string, unknown> = {};
  const used = new Map<Part, number>();
  for (const part of partNames) {
    const rows = lists.flatMap((list) => list[part]);
    if (rows.length === 0) continue;
    input[part] = ordered.has(part) ? rows.map(withPlace) : rows;
    used.set(part, rows.length);
  }
  input['events'] = changes
    .flatMap(({ events, after }) => events.map((event) => ({ matter_id: after.matterId, ...event })))
    .map(withPlace);
  const { name, text } = statementOf(used);
  const ids = new Set(await run({ name, text, values: [JSON.stringify(input)] }));
  return changes.map(({ after }) => ids.has(after.matterId));
}

/** The same for one change. */
export async function writeChange(run: Runner, change: MatterChange): Promise<boolean> {
  const [written = false] = await writeChanges(run, [change]);
  return written;
}
