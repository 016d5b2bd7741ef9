import pg from 'pg';

interface Column {
  schema: string;
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  generated: boolean;
  always: boolean;
}

const scalars: Readonly<Record<string, string>> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'string',
  bool: 'boolean',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  name: 'string',
  uuid: 'string',
  date: 'string',
  timestamptz: 'Timestamp',
  jsonb: 'Json',
  bytea: 'Buffer',
  point: 'Point',
  inet: 'string',
};

function typeScriptOf(type: string): string {
  const array = type.startsWith('_');
  const scalar = scalars[array ? type.slice(1) : type];
  if (scalar === undefined)
    throw new Error(`No TypeScript type for the PostgreSQL type ${type}; add it to tables-generate.ts.`);
  return array ? `${scalar}[]` : scalar;
}

/** Types of every table of the migrated database, as the text of tables.ts. */
export async function renderTables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Column>(`
    SELECT n.nspname AS schema, c.relname AS table, a.attname AS column, t.typname AS type,
           NOT a.attnotnull AS nullable,
           (a.atthasdef OR a.attidentity <> '') AS generated,
           (a.attidentity = 'a' OR a.attgenerated <> '') AS always
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attnum > 0 AND NOT a.attisdropped
      AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgboss') AND n.nspname NOT LIKE 'pg\\_%'
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum`);
  await client.end();
  const tables = Map.groupBy(rows, (row) => `${row.schema}.${row.table}`);
  const bodies = [...tables].map(([name, columns]) => {
    const lines = columns.map((column) => `    ${column.column}: ${columnType(column)};`);
    return `  '${name}': {\n${lines.join('\n')}\n  };`;
  });
  return `${header(bodies.join('\n'))}\nexport interface DB {\n${bodies.join('\n')}\n}\n`;
}

const named: Readonly<Record<string, string>> = {
  Timestamp: 'ColumnType<Date, Date | string, Date | string>',
  Json: 'JSONColumnType<object | null, unknown, unknown>',
  Point: 'ColumnType<{ x: number; y: number }, string, string>',
};

function header(body: string): string {
  const used = Object.entries(named).filter(([name]) => new RegExp(`\\b${name}\\b`).test(body));
  const aliases = used.map(([name, type]) => `type ${name} = ${type};\n`).join('');
  return `import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';

// Written by \`heliu dev tables\` from the migrated database.

${aliases}type Defaulted<T> =
  T extends ColumnType<infer S, infer I, infer U>
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>;
`;
}

function columnType(column: Column): string {
  const base = typeScriptOf(column.type);
  if (column.always) return `GeneratedAlways<${base}>`;
  const nullable = column.nullable ? nullableOf(base) : base;
  return column.generated && !column.nullable ? `Defaulted<${nullable}>` : nullable;
}

/** Wrapped column types carry null inside, so that a select is `Date | null` and an insert may leave it out. */
function nullableOf(base: string): string {
  if (base === 'Timestamp')
    return 'ColumnType<Date | null, Date | string | null | undefined, Date | string | null>';
  if (base === 'Json') return 'JSONColumnType<object | null, unknown, unknown>';
  if (base === 'Point')
    return 'ColumnType<{ x: number; y: number } | null, string | null | undefined, string | null>';
  return `ColumnType<${base} | null, ${base} | null | undefined, ${base} | null>`;
}
