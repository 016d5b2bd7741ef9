import { randomUUID } from 'node:crypto';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { exportPremises } from '@heliu/contract/registers';
import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import { enterExport } from '../export/index.ts';
import { runCommand } from '../kernel/command.ts';
import type { Context } from '../kernel/route.ts';
import { columnNames, gasNames, heads } from './columns.ts';
import { conditionsOf } from './list.ts';
import type { RegistersRoom } from './room.ts';
import { type ListedPremises, listedFrom } from './row.ts';

/** The register as a file that it takes in again; who takes it out and why is on record before it leaves. */
export async function exportFile(
  room: RegistersRoom,
  { body }: EndpointInput<typeof exportPremises>,
  { actor, language }: Context,
): Promise<EndpointResult<typeof exportPremises>> {
  const { db, clock } = room.kernel;
  const city = room.city.current();
  const at = clock.now();
  const { columns, from } = listedFrom(city, at);
  const where = sql.join(conditionsOf(body.filter, actor, city, at), sql` AND `);
  const { rows } = await sql<ListedPremises>`SELECT ${columns} FROM ${from} WHERE ${where}
    ORDER BY p.code`.execute(db);
  const { commandId, purpose } = body;
  const { accountId } = actor;
  await runCommand(db, { commandId, endpoint: exportPremises.id, accountId, at }, async (trx) => {
    const exportId = randomUUID();
    const filter = { register: 'premises', ...body.filter };
    await enterExport(trx, {
      exportId,
      actor,
      city,
      at,
      commandId,
      format: 'csv',
      personal: false,
      purpose,
      filter,
      expected: rows.length,
      written: rows.length,
    });
    return { reply: { exportId }, subject: `export:${exportId}` };
  });
  const kinds = new Map(city.pack.registers.premises.kinds.map(({ code, name }) => [code, name[language]]));
  const lines = [
    columnNames.map((name) => heads[name][language]),
    ...rows.map((row) => [
      row.code,
      row.address,
      row.grid_code,
      row.lng,
      row.lat,
      kinds.get(row.kind) ?? row.kind,
      row.floors,
      row.rooms,
      gasNames[row.gas as keyof typeof gasNames][language],
    ]),
  ];
  const file = stringify(lines, { bom: true, record_delimiter: '\r\n', escape_formulas: true });
  return { file, rows: rows.length };
}
