import type { Matter } from '@heliu/contract/matter/model';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { Trx } from '../kernel/db.ts';
import {
  clockChanges,
  changedOrders,
  stateColumnNames,
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

/** Runs a prepared statement and tells how many rows came back. */
export type Runner = (query: { name: string; text: string; values: unknown[] }) => Promise<number>;

export const onPool =
  (pool: pg.Pool): Runner =>
  async (query) =>
    (await pool.query(query)).rows.length;

/** For commands that must stand or fall with other rows of the same transaction. */
export const inTransaction =
  (trx: Trx): Runner =>
  async ({ text, values }) =>
    (await trx.executeQuery(CompiledQuery.raw(text, values))).rows.length;

const names = stateColumnNames.join(', ');
const taken = stateColumnNames.map((name) => `r.${name}`).join(', ');

const insertMatter = `
  m AS (INSERT INTO matter.matters SELECT r.* FROM jsonb_populate_record(NULL::matter.matters, $1::jsonb->'matter') r RETURNING id)`;
const updateMatter = `
  m AS (UPDATE matter.matters t SET (${names}) = (SELECT ${taken} FROM jsonb_populate_record(NULL::matter.matters, $1::jsonb->'matter') r)
    WHERE t.id = ($1::jsonb->'matter'->>'id')::uuid AND t.version = ($1::jsonb->>'version')::integer RETURNING t.id)`;

/** Parts of the statement by the list of the input that feeds them; a part without rows is left out. */
const parts = {
  command: `INSERT INTO log.commands SELECT r.* FROM m, jsonb_populate_record(NULL::log.commands, $1::jsonb->'command') r`,
  reports: `INSERT INTO matter.reports SELECT r.* FROM m, jsonb_populate_recordset(NULL::matter.reports, $1::jsonb->'reports') r`,
  orders: `INSERT INTO matter.work_orders SELECT r.* FROM m, jsonb_populate_recordset(NULL::matter.work_orders, $1::jsonb->'orders') r
    ON CONFLICT (matter_id, no) DO UPDATE SET (role, unit_id, holder_id, status, dispatched_at, due_at, ended_at, overdue, exempt)
      = (EXCLUDED.role, EXCLUDED.unit_id, EXCLUDED.holder_id, EXCLUDED.status, EXCLUDED.dispatched_at, EXCLUDED.due_at,
         EXCLUDED.ended_at, EXCLUDED.overdue, EXCLUDED.exempt)`,
  clocks: `INSERT INTO matter.due_clocks SELECT r.* FROM m, jsonb_populate_recordset(NULL::matter.due_clocks, $1::jsonb->'clocks') r
    ON CONFLICT (matter_id, kind, work_order_no) DO UPDATE SET (due_at, provisional) = (EXCLUDED.due_at, EXCLUDED.provisional)`,
  stopped: `DELETE FROM matter.due_clocks d USING m, jsonb_to_recordset($1::jsonb->'stopped') AS r(kind text, work_order_no smallint)
    WHERE d.matter_id = m.id AND d.kind = r.kind AND d.work_order_no = r.work_order_no`,
  wakeUp: `INSERT INTO matter.wake_ups SELECT m.id, ($1::jsonb->>'wakeUp')::timestamptz FROM m
    ON CONFLICT (matter_id) DO UPDATE SET at = EXCLUDED.at`,
  awake: `DELETE FROM matter.wake_ups w USING m WHERE w.matter_id = m.id`,
  notes: `INSERT INTO matter.notes (matter_id, version, at, kind, work_order_no, account_id, body)
    SELECT r.matter_id, r.version, r.at, r.kind, r.work_order_no, r.account_id, r.body
    FROM m, jsonb_to_recordset($1::jsonb->'notes') AS r(matter_id uuid, version integer, at timestamptz, kind text,
      work_order_no smallint, account_id bigint, body text)`,
  evidence: `INSERT INTO matter.evidence SELECT r.* FROM m, jsonb_populate_recordset(NULL::matter.evidence, $1::jsonb->'evidence') r
    ON CONFLICT DO NOTHING`,
} as const;
type Part = keyof typeof parts;

const logged = `
  logged AS (INSERT INTO log.events (at, kind, subject, place_path, unit_ids, actor_id, command_id, payload)
    SELECT r.at, r.kind, r.subject, r.place_path, r.unit_ids, r.actor_id, r.command_id, r.payload
    FROM m, jsonb_to_recordset($1::jsonb->'events') AS r(at timestamptz, kind text, subject text, place_path text, unit_ids text[],
      actor_id bigint, command_id uuid, payload jsonb) RETURNING id, at),
  pending AS (INSERT INTO log.pending_events SELECT id, at FROM logged)`;

const statements = new Map<string, { name: string; text: string }>();

/** One statement per set of parts, prepared once per connection. */
function statementOf(isNew: boolean, used: readonly Part[]): { name: string; text: string } {
  const key = `${isNew ? 'insert' : 'update'} ${used.join(' ')}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const head = isNew ? insertMatter : updateMatter;
  const middle = used.map((part) => `,\n  ${part}_part AS (${parts[part]})`).join('');
  const made = {
    name: `matter ${statements.size} ${isNew ? 'insert' : 'update'}`,
    text: `WITH ${head}${middle},${logged}\nSELECT id FROM m`,
  };
  statements.set(key, made);
  return made;
}

/**
 * Writes a change in one statement: rows, events and the record of the command stand or fall together, in one round
 * trip. @returns false when the matter has moved on meanwhile; then nothing was written.
 * @throws a unique violation (23505) when the command was carried out before; then nothing was written either.
 */
export async function writeChange(run: Runner, change: MatterChange): Promise<boolean> {
  const { before, after, placePath, at } = change;
  const clocks = clockChanges(before, after);
  const resumes = after.suspension?.state === 'active' ? after.suspension.until : null;
  const slept = before?.suspension?.state === 'active';
  const lists = {
    command: change.command === null ? [] : [change.command],
    reports: change.reports,
    orders: changedOrders(before, after, placePath, at),
    clocks: clocks.put,
    stopped: clocks.gone,
    wakeUp: resumes === null ? [] : [resumes],
    awake: resumes === null && slept ? [true] : [],
    notes: change.notes,
    evidence: change.evidence,
  } satisfies Record<Part, readonly unknown[]>;
  const used = (Object.keys(parts) as Part[]).filter((part) => lists[part].length > 0);
  const { name, text } = statementOf(before === null, used);
  const input = {
    ...lists,
    matter: change.inserted ?? stateColumns(after, at),
    version: before?.version,
    command: change.command,
    wakeUp: resumes === null ? null : new Date(resumes).toISOString(),
    events: change.events,
  };
  return (await run({ name, text, values: [JSON.stringify(input)] })) === 1;
}
