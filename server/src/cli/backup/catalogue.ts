import type pg from 'pg';

export interface TableShape {
  /** `schema.table`. */
  readonly name: string;
  /** Columns that are stored; generated ones make themselves. */
  readonly columns: readonly string[];
}

/**
 * Left out: what PostgreSQL keeps for itself, the list of migrations (the restored database has its own) and the
 * queue of background work, since mails that waited then must not go out now.
 */
const leftOut = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgboss', 'kernel')
  AND n.nspname NOT LIKE 'pg\\_%'`;

/** Every table with rows of its own; a partitioned one counts as one. Referred-to tables come before their referrers. */
export async function readTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
      array_agg(quote_ident(a.attname)::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${leftOut}
    GROUP BY 1 ORDER BY 1`);
  return inOrder(rows, await readReferences(client));
}

async function readReferences(client: pg.ClientBase): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ from: string; to: string }>(`
    SELECT format('%I.%I', fn.nspname, f.relname) AS from, format('%I.%I', tn.nspname, t.relname) AS to
    FROM pg_constraint k
    JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
    JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
    WHERE k.contype = 'f' AND k.conrelid <> k.confrelid`);
  const needs = new Map<string, Set<string>>();
  for (const { from, to } of rows) needs.set(from, (needs.get(from) ?? new Set()).add(to));
  return needs;
}

function inOrder(
  tables: readonly TableShape[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): TableShape[] {
  const placed: TableShape[] = [];
  const waiting = new Map(tables.map((table) => [table.name, table]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ name }) =>
      [...(needs.get(name) ?? [])].every((need) => !waiting.has(need)),
    );
    if (ready.length === 0) {
      throw new Error(`Tables refer to one another in a circle: ${[...waiting.keys()].join(', ')}`);
    }
    for (const table of ready) waiting.delete(table.name);
    placed.push(...ready);
  }
  return placed;
}

export interface SequenceState {
  readonly value: number;
  readonly called: boolean;
}

export async function readSequences(client: pg.ClientBase): Promise<Record<string, SequenceState>> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'S' AND ${leftOut} ORDER BY 1`);
  const states: Record<string, SequenceState> = {};
  for (const { name } of rows) {
    const state = await client.query<SequenceState>(
      `SELECT last_value AS value, is_called AS called FROM ${name}`,
    );
    if (state.rows[0] !== undefined) states[name] = state.rows[0];
  }
  return states;
}
