import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '@heliu/contract/problem';
import { mostPremisesRows, type PremisesImport } from '@heliu/contract/registers';
import type { Text } from '@heliu/contract/text';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import { MappingFaults, openTable, type TableRow } from '../intake/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Context } from '../kernel/route.ts';
import { type ColumnName, columnNames, columnOf, heads, readFacts } from './columns.ts';
import { mayKeep } from './policy.ts';
import type { RegistersRoom } from './room.ts';
import type { PremisesRow } from './row.ts';
import { checkFacts, insertPremises, type KnownPremises, updatePremises } from './store.ts';

const mostBytes = 20 * 1_048_576;
const unpackedLimitBytes = 200 * 1_048_576;
/** So many columns that are not kept are named. */
const mostIgnored = 50;
const needed: readonly ColumnName[] = ['code', 'address', 'grid', 'kind'];

/** Takes the file in, all of its good rows or, where the connection breaks, none. */
export async function importFile(room: RegistersRoom, context: Context): Promise<PremisesImport> {
  const folder = await mkdtemp(join(tmpdir(), 'heliu-premises-'));
  try {
    const file = await receive(context.request, folder);
    const { kernel } = room;
    const at = kernel.clock.now();
    return await kernel.db.transaction().execute(async (trx) => {
      const told = await readFile(trx, { file, room, context });
      const by = { at, accountId: context.actor.accountId, commandId: null };
      await insertPremises(trx, told.added, by);
      for (const one of told.changed) await updatePremises(trx, one, by);
      const { report } = told;
      return { ...report, added: told.added.length, changed: told.changed.length };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function receive(request: FastifyRequest, folder: string): Promise<string> {
  const part = await request.file({ limits: { fileSize: mostBytes } });
  if (part === undefined || part.fieldname !== 'file') {
    throw new Problem('input.invalid', {
      errors: [{ field: 'file', message: 'a CSV or XLSX file, in the part called file' }],
    });
  }
  const file = join(folder, part.filename.toLowerCase().endsWith('.xlsx') ? 'register.xlsx' : 'register.csv');
  await pipeline(part.file, createWriteStream(file, { mode: 0o600 }));
  if (part.file.truncated) {
    throw new Problem('input.tooLarge', { params: { limit: `${mostBytes / 1_048_576} MB` } });
  }
  return file;
}

interface Reading {
  readonly file: string;
  readonly room: RegistersRoom;
  readonly context: Context;
}

interface Told {
  readonly report: PremisesImport;
  readonly added: KnownPremises[];
  readonly changed: KnownPremises[];
}

const unfit = (why: Text, { language }: Context): Problem =>
  new Problem('premises.fileUnfit', { params: { why: why[language].replace(/[.。]$/, '') } });

async function readFile(trx: Trx, { file, room, context }: Reading): Promise<Told> {
  const city = room.city.current();
  const told: Told = {
    report: { rows: 0, added: 0, changed: 0, unchanged: 0, rejected: [], ignored: [] },
    added: [],
    changed: [],
  };
  const keeps = (path: string): boolean => mayKeep(context.actor, path, city);
  const lines = new Map<string, number>();
  let columns: ReadonlyMap<ColumnName, string> | undefined;
  const known = await knownPremises(trx);
  const read = (given: readonly string[] | TableRow): void => {
    if (columns === undefined) {
      columns = columnsIn('line' in given ? [] : given, told.report, context);
      return;
    }
    if (!('line' in given)) return;
    told.report.rows += 1;
    if (told.report.rows > mostPremisesRows) {
      throw unfit({ zh: `超过 ${mostPremisesRows} 行`, en: `more than ${mostPremisesRows} rows` }, context);
    }
    take(given, { told, lines, columns, known, city, keeps });
  };
  try {
    for await (const given of openTable(file, { unpackedLimitBytes })) read(given);
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof MappingFaults && error.faults[0] !== undefined)
      throw unfit(error.faults[0].text, context);
    throw unfit({ zh: '不是可读的 CSV 或 XLSX', en: 'it is no CSV or XLSX that can be read' }, context);
  }
  if (columns === undefined) throw unfit({ zh: '没有表头', en: 'it has no line of heads' }, context);
  return told;
}

/** Columns by their names; what the register does not keep is named in the report and goes no further. */
function columnsIn(
  given: readonly string[],
  report: PremisesImport,
  context: Context,
): ReadonlyMap<ColumnName, string> {
  const columns = new Map<ColumnName, string>();
  for (const head of given) {
    const name = columnOf(head);
    if (name === undefined) {
      if (report.ignored.length < mostIgnored) report.ignored.push(head.slice(0, 40));
    } else if (!columns.has(name)) columns.set(name, head);
  }
  const missing = needed.filter((name) => !columns.has(name));
  if (missing.length > 0) {
    throw unfit(
      {
        zh: `缺少列：${missing.map((name) => heads[name].zh).join('、')}`,
        en: `columns are missing: ${missing.map((name) => heads[name].en).join(', ')}`,
      },
      context,
    );
  }
  return columns;
}

interface Taking {
  readonly told: Told;
  readonly lines: Map<string, number>;
  readonly columns: ReadonlyMap<ColumnName, string>;
  readonly known: ReadonlyMap<string, PremisesRow>;
  readonly city: City;
  readonly keeps: (path: string) => boolean;
}

function take(row: TableRow, { told, lines, columns, known, city, keeps }: Taking): void {
  const { line } = row;
  const reject = (code: string | null, reason: Text): void => {
    told.report.rejected.push({ line, code, reason });
  };
  if ('broken' in row) {
    return reject(null, {
      zh: `这一行无法读取：${row.broken}`,
      en: `this row cannot be read: ${row.broken}`,
    });
  }
  const cells = Object.fromEntries(
    columnNames.map((name) => [name, row.cells[columns.get(name) ?? ''] ?? '']),
  ) as Record<ColumnName, string>;
  const read = readFacts(cells, city.pack.registers.premises.kinds);
  if ('reason' in read) return reject(read.code, read.reason);
  const { code, facts } = read;
  const earlier = lines.get(code);
  if (earlier !== undefined) {
    return reject(code, {
      zh: `编号与第 ${earlier} 行重复`,
      en: `the code is that of line ${earlier} already`,
    });
  }
  lines.set(code, line);
  try {
    const placePath = checkFacts(facts, city, keeps);
    const there = known.get(code);
    if (there === undefined) {
      told.added.push({ ...facts, id: randomUUID(), code, placePath, ended: false });
      return;
    }
    if (!keeps(there.place_path)) return reject(code, elsewhere);
    if (isSame(there, { ...facts, placePath })) told.report.unchanged += 1;
    else told.changed.push({ ...facts, id: there.id, code, placePath, ended: false });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    reject(code, { zh: error.text('zh'), en: error.text('en') });
  }
}

const elsewhere: Text = {
  zh: '这个编号属于您范围以外的出租房',
  en: 'the code is that of a premises outside your places',
};

const isSame = (there: PremisesRow, one: Pick<KnownPremises, 'placePath'> & ReadonlyFacts): boolean =>
  there.ended_at === null &&
  there.address === one.address &&
  there.grid_code === one.gridCode &&
  there.place_path === one.placePath &&
  there.lng === (one.position?.[0] ?? null) &&
  there.lat === (one.position?.[1] ?? null) &&
  there.kind === one.kind &&
  there.floors === one.floors &&
  there.rooms === one.rooms &&
  there.gas === one.gas;

type ReadonlyFacts = Omit<KnownPremises, 'id' | 'code' | 'placePath' | 'ended'>;

/** One import at a time, so that two of the same file add nothing twice. */
async function knownPremises(trx: Trx): Promise<Map<string, PremisesRow>> {
  await sql`LOCK TABLE registers.premises IN SHARE ROW EXCLUSIVE MODE`.execute(trx);
  const rows = await trx.selectFrom('registers.premises').selectAll().execute();
  return new Map(rows.map((row) => [row.code, row]));
}
