import type pg from 'pg';
import { arrayLiteral, beginCopy, copyLine } from '../kernel/copy.ts';
import type { NewEventRow } from '../kernel/events.ts';
import { ensureMonths } from '../kernel/months.ts';
import { placedChannel, placeWritten, type WrittenEvent } from '../kernel/sequencer.ts';
import { isFinal } from '@heliu/contract/matter/model';
import { changedOrders, clockChanges, type matterColumns, stateColumns } from './rows.ts';
import { gramsOf } from './search.ts';
import type { MatterChange } from './write.ts';

/** All that happened to one matter: its registration, then every later command, in order. */
export type MatterStory = readonly [MatterChange, ...MatterChange[]];

type MatterRecord = ReturnType<typeof matterColumns>;

const matterNames = [
  'id',
  'code',
  'version',
  'stage',
  'type_code',
  'request_kind',
  'channel',
  'title',
  'description',
  'answers',
  'address',
  'lng',
  'lat',
  'division_code',
  'grid_code',
  'place_path',
  'centre_unit_id',
  'holder_unit_id',
  'holder_account_id',
  'unit_ids',
  'registered_at',
  'registered_by',
  'changed_at',
  'due_at',
  'due_clock',
  'provisional_due',
  'closed_at',
  'closing_way',
  'outcome',
  'on_time',
  'approval_due',
  'check_due',
  'route',
  'state',
] as const satisfies readonly (keyof MatterRecord)[];

export interface BulkCounts {
  readonly matters: number;
  readonly events: number;
}

/**
 * Copies finished stories into the database: the same rows and events that the same commands leave over HTTP, since
 * both are made by rows.ts from what the life cycle decided. One transaction: all of them or none, the positions of their
 * events, the events of others that `alsoTell` names and `alsoDo` with them. Each story is taken as it comes and let go of, as it holds far more than it leaves behind.
 */
export async function copyStories(
  pool: pg.Pool,
  stories: Iterable<MatterStory>,
  alsoDo?: (client: pg.ClientBase) => Promise<void>,
  alsoTell?: (story: MatterStory) => readonly NewEventRow[],
): Promise<BulkCounts> {
  const told = takeDown(stories, alsoTell);
  if (told.ats.length === 0) return { matters: 0, events: 0 };
  await ensureMonths(pool, told.ats);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const [{ table, names }, lines] of told.rows) await copyRows(client, table, names, lines);
    const events = await copyEvents(client, told.events);
    await alsoDo?.(client);
    await placeWritten(client, events);
    await client.query('COMMIT');
    await client.query('SELECT pg_notify($1, $2)', [placedChannel, '']);
    return { matters: told.matters, events: events.length };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function copyRows(
  client: pg.ClientBase,
  table: string,
  names: readonly string[],
  lines: Iterable<string>,
): Promise<void> {
  const copy = beginCopy<Readonly<Record<string, unknown>>>(client, table, names);
  await copy.addLines(lines);
  await copy.end();
}

/** An event as it is copied, but for its id. */
interface EventLine {
  readonly at: string;
  readonly line: string;
}

/** What stories leave behind. */
interface TakenDown {
  readonly matters: number;
  readonly ats: readonly number[];
  /** In the order in which the tables refer to each other. */
  readonly rows: ReadonlyMap<Part, readonly string[]>;
  readonly events: readonly EventLine[];
}

function takeDown(
  stories: Iterable<MatterStory>,
  alsoTell: (story: MatterStory) => readonly NewEventRow[] = () => [],
): TakenDown {
  let matters = 0;
  const ats: number[] = [];
  const rows = new Map<Part, string[]>(parts.map((one) => [one, []]));
  const events: EventLine[] = [];
  for (const story of stories) {
    matters += 1;
    for (const { at } of story) ats.push(at);
    for (const [{ names, rowsOf }, lines] of rows) {
      for (const row of rowsOf(story)) lines.push(copyLine(row, names));
    }
    for (const change of story) {
      for (const event of change.events) events.push(eventLine(event));
    }
    for (const event of alsoTell(story)) events.push(eventLine(event));
  }
  return { matters, ats, rows, events };
}

/** A matter as COPY reads it. */
type CopiedMatter = Omit<MatterRecord, 'unit_ids'> & { readonly unit_ids: string };

const lastOf = (story: MatterStory): MatterChange => story.at(-1) ?? story[0];

function finalRow(story: MatterStory): CopiedMatter {
  const { inserted } = story[0];
  if (inserted === undefined) throw new Error('a story begins with the registration');
  const last = lastOf(story);
  const state = stateColumns(last.after, last.placePath, last.at);
  return { ...inserted, ...state, unit_ids: arrayLiteral(state.unit_ids) };
}

interface Part {
  readonly table: string;
  readonly names: readonly string[];
  rowsOf(story: MatterStory): Iterable<Readonly<Record<string, unknown>>>;
}

const part = (table: string, names: string, rowsOf: Part['rowsOf']): Part => ({
  table,
  names: names.split(' '),
  rowsOf,
});

/** The matter and the rows beside it, as the last change leaves them. */
const parts: readonly Part[] = [
  { table: 'matter.matters', names: matterNames, rowsOf: (story) => [finalRow(story)] },
  part(
    'matter.work_orders',
    'matter_id no role unit_id holder_id status dispatched_at due_at ended_at overdue exempt place_path',
    (story) => orderRows(story),
  ),
  part(
    'matter.due_clocks',
    'matter_id kind work_order_no due_at provisional',
    (story) => clockChanges(null, lastOf(story).after).put,
  ),
  part('matter.wake_ups', 'matter_id at', (story) => {
    const { after } = lastOf(story);
    const { suspension, stage, matterId } = after;
    if (suspension?.state !== 'active' || isFinal(stage)) return [];
    return [{ matter_id: matterId, at: new Date(suspension.until) }];
  }),
  part(
    'matter.reports',
    'id matter_id account_id receipt_hash language name phone email text created_at',
    (story) => story.flatMap(({ reports }) => reports),
  ),
  part('matter.notes', 'matter_id version at kind work_order_no account_id body', (story) =>
    story.flatMap(({ notes }) => notes),
  ),
  part('matter.evidence', 'matter_id file_id version work_order_no report_id', (story) =>
    story.flatMap(({ evidence }) => evidence),
  ),
  part('matter.search', 'matter_id grams', ([{ inserted }]) =>
    inserted === undefined ? [] : [searchRow(inserted)],
  ),
  part('log.commands', 'command_id at endpoint account_id subject reply', (story) =>
    story.flatMap(({ command }) => (command === null ? [] : [{ ...command }])),
  ),
];

const searchRow = ({ id, title, description, address }: MatterRecord) => ({
  matter_id: id,
  grams: arrayLiteral(gramsOf(`${title}\n${description}\n${address ?? ''}`)),
});

/** Each order as the change that touched it last wrote it. */
function orderRows(story: MatterStory) {
  const rows = new Map<number, ReturnType<typeof changedOrders>[number]>();
  for (const { before, after, placePath, at } of story) {
    for (const row of changedOrders(before, after, placePath, at)) rows.set(row.no, row);
  }
  return rows.values();
}

const eventNames = [
  'at',
  'kind',
  'subject',
  'place_path',
  'unit_ids',
  'actor_id',
  'command_id',
  'payload',
] as const satisfies readonly (keyof NewEventRow)[];

const eventLine = (event: NewEventRow | MatterChange['events'][number]): EventLine => ({
  at: event.at ?? '',
  line: copyLine({ ...event, unit_ids: arrayLiteral(event.unit_ids) }, eventNames),
});

/** Events in the order of their time, with ids of their own sequence. */
async function copyEvents(client: pg.ClientBase, events: readonly EventLine[]): Promise<WrittenEvent[]> {
  const all = events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const { rows } = await client.query<{ id: number }>(
    `SELECT nextval('log.event_ids') AS id FROM generate_series(1, $1)`,
    [all.length],
  );
  const idOf = (index: number) => rows[index]?.id ?? 0;
  await copyRows(
    client,
    'log.events',
    ['id', ...eventNames],
    all.values().map(({ line }, index) => `${idOf(index)}\t${line}`),
  );
  return all.map(({ at }, index) => ({ id: idOf(index), at }));
}
