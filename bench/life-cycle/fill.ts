import pg from 'pg';
import type { BenchCity } from './city.ts';

/** A uuid made from a row's own and the number of the copy, so that all tables of a copy agree. */
const copied = (column: string) => `md5(${column}::text || c.no)::uuid`;
const code = `upper(translate(substr(md5('code' || m.id::text || c.no), 1, 12), 'ilou', 'wxyz'))`;

/**
 * Brings the database to `matters` by copying what the life cycles over HTTP left, every row of every table with it:
 * the sizes and shapes are those of real use, and 1,000,000 take minutes instead of hours.
 */
export async function fillTo(
  bench: BenchCity,
  matters: number,
  onProgress: (there: number) => void,
): Promise<number> {
  const client = new pg.Client({ connectionString: bench.ownerUrl });
  await client.connect();
  const count = async (table = 'matter.matters') => {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
    return Number(rows[0]?.n ?? 0);
  };
  let there = await count();
  await client.query(
    `CREATE TABLE public.originals AS SELECT id FROM matter.matters ORDER BY random() LIMIT 5000`,
  );
  const originals = await count('public.originals');
  let no = 0;
  while (there < matters && originals > 0) {
    const copies = Math.min(10, Math.ceil((matters - there) / originals));
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const sql of statements) await client.query(sql, [no + 1, no + copies]);
    await client.query('COMMIT');
    no += copies;
    there += originals * copies;
    onProgress(there);
  }
  await client.query('DROP TABLE public.originals');
  await client.query('VACUUM ANALYZE');
  const reached = await count();
  await client.end();
  return reached;
}

const from = (table: string) => `FROM matter.${table} t JOIN public.originals o ON o.id = t.matter_id,
  generate_series($1::int, $2::int) AS c(no)`;

const statements = [
  `INSERT INTO matter.matters SELECT r.* FROM matter.matters m JOIN public.originals o ON o.id = m.id,
     generate_series($1::int, $2::int) AS c(no),
     jsonb_populate_record(m, jsonb_build_object('id', ${copied('m.id')}, 'code', ${code},
       'registered_at', m.registered_at - c.no * interval '6 hours',
       'state', m.state || jsonb_build_object('matterId', ${copied('m.id')}))) r`,
  `INSERT INTO matter.work_orders SELECT r.* ${from('work_orders')},
     jsonb_populate_record(t, jsonb_build_object('matter_id', ${copied('t.matter_id')})) r`,
  `INSERT INTO matter.due_clocks SELECT r.* ${from('due_clocks')},
     jsonb_populate_record(t, jsonb_build_object('matter_id', ${copied('t.matter_id')})) r`,
  `INSERT INTO matter.reports SELECT r.* ${from('reports')},
     jsonb_populate_record(t, jsonb_build_object('id', ${copied('t.id')}, 'matter_id', ${copied('t.matter_id')})) r`,
  `INSERT INTO matter.notes (matter_id, version, at, kind, work_order_no, account_id, body)
     SELECT ${copied('t.matter_id')}, version, at, kind, work_order_no, account_id, body ${from('notes')}`,
  `INSERT INTO matter.search SELECT ${copied('t.matter_id')}, grams ${from('search')}`,
  `INSERT INTO log.events (at, kind, subject, place_path, unit_ids, actor_id, command_id, payload)
     SELECT e.at, e.kind, 'matter:' || ${copied('o.id')}, e.place_path, e.unit_ids, e.actor_id, ${copied('e.command_id')}, e.payload
     FROM public.originals o JOIN log.events e ON e.subject = 'matter:' || o.id, generate_series($1::int, $2::int) AS c(no)`,
  `INSERT INTO log.commands SELECT ${copied('k.command_id')}, k.at, k.endpoint, k.account_id, 'matter:' || ${copied('o.id')}, k.reply
     FROM public.originals o JOIN log.commands k ON k.subject = 'matter:' || o.id, generate_series($1::int, $2::int) AS c(no)`,
];
