import type { ExportFormat } from '@heliu/contract/export';
import { fetchExport } from '@heliu/contract/export';
import { MatterFilter } from '@heliu/contract/matter/views';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Context } from '../kernel/route.ts';
import { columnsFor } from './columns.ts';
import { type ExportedRow, readRows } from './rows.ts';
import type { ExportRoom } from './room.ts';
import { openMs, withoutWords } from './words.ts';
import { mediaTypes, writers } from './write.ts';

const tellEvery = 500;

/** Streams the file of an entered export to whoever entered it. @throws Problem `resource.notFound`, also the second time. */
export async function fetchFile(room: ExportRoom, id: string, context: Context): Promise<void> {
  const { actor, language, reply } = context;
  const { kernel } = room;
  const entry = await kernel.db
    .updateTable('export.exports')
    .set({ written: 0 })
    .where('id', '=', id)
    .where('account_id', '=', actor.accountId)
    .where('written', 'is', null)
    .where('ended_at', 'is', null)
    .where('started_at', '>', new Date(kernel.clock.now() - openMs))
    .returning(['format', 'filter', 'personal', 'purpose'])
    .executeTakeFirst();
  if (entry === undefined) throw new Problem('resource.notFound');
  if (entry.personal && !actor.permissions.has('matter.exportPersonal')) throw new Problem('auth.forbidden');
  const city = room.city.current();
  const format = entry.format as ExportFormat;
  const rows = readRows(room, {
    filter: MatterFilter.parse(entry.filter),
    actor,
    city,
    personal: entry.personal,
    onPersonal: (ids) => recordLooks(room, ids, actor.accountId, entry.purpose),
  });
  const columns = columnsFor(city, language, entry.personal);
  const day = new Date(kernel.clock.now()).toLocaleDateString('sv-SE', { timeZone: city.pack.timeZone });
  const file = writers[format]({ rows: counted(room, id, rows), columns, city, language });
  reply
    .type(mediaTypes[format])
    .header('content-disposition', `attachment; filename="matters-${day}.${format}"`)
    .header('cache-control', 'no-store');
  await reply.send(file);
}

/** Notes how many have left, as it goes and at the end; where the transfer breaks off the number is taken back. */
async function* counted(
  { kernel }: ExportRoom,
  id: string,
  rows: AsyncIterable<ExportedRow>,
): AsyncGenerator<ExportedRow> {
  let n = 0;
  let whole = false;
  const note = (values: { written: number | null; ended_at?: Date }) =>
    kernel.db.updateTable('export.exports').set(values).where('id', '=', id).execute();
  try {
    for await (const row of rows) {
      yield row;
      n += 1;
      if (n % tellEvery === 0) await note({ written: n });
    }
    whole = true;
  } finally {
    await note({ written: whole ? n : null, ended_at: new Date(kernel.clock.now()) });
    await withoutWords(kernel.db, sql`id = ${id}`);
  }
}

/** Every matter whose personal data leaves has its entry, which its reporters can see. */
async function recordLooks(
  { kernel }: ExportRoom,
  matterIds: readonly string[],
  accountId: number,
  purpose: string,
): Promise<void> {
  await sql`INSERT INTO log.accesses (at, account_id, endpoint, subject, purpose)
    SELECT ${new Date(kernel.clock.now())}, ${accountId}, ${fetchExport.id}, 'matter:' || id, ${purpose}
    FROM unnest(${[...matterIds]}::text[]) AS id`.execute(kernel.db);
}
