import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MappingFaults } from './fault.ts';
import { openTable } from './table.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heliu-workbook-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Part {
  readonly name: string;
  readonly data: Buffer;
  /** What the list of parts says instead of the truth. */
  readonly listed?: { readonly size?: number; readonly stored?: true };
}

/** A zip by its bare format (APPNOTE 4.3), so that its list of parts can lie. */
function zipOf(parts: readonly Part[], unlisted: readonly Part[] = []): Buffer {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const part of [...parts, ...unlisted]) {
    const name = Buffer.from(part.name);
    const packed = deflateRawSync(part.data);
    const facts = (size: number, method: number) => {
      const header = Buffer.alloc(26);
      header.writeUInt16LE(20, 0);
      header.writeUInt16LE(method, 4);
      header.writeUInt32LE(crc32(part.data), 10);
      header.writeUInt32LE(packed.length, 14);
      header.writeUInt32LE(size, 18);
      header.writeUInt16LE(name.length, 22);
      return header;
    };
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts(part.data.length, 8), name, packed]);
    bodies.push(local);
    if (!unlisted.includes(part)) {
      const told = facts(
        part.listed?.stored ? packed.length : (part.listed?.size ?? part.data.length),
        part.listed?.stored ? 0 : 8,
      );
      const rest = Buffer.alloc(14);
      rest.writeUInt32LE(offset, 10);
      list.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), told, rest, name]));
    }
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(list.length, 8);
  end.writeUInt16LE(list.length, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...list, end]);
}

const megabyte = 1_048_576;

async function read(data: Buffer, unpackedLimitBytes = megabyte): Promise<unknown[]> {
  const file = join(folder, 'a.xlsx');
  writeFileSync(file, data);
  const rows = [];
  for await (const row of openTable(file, { unpackedLimitBytes })) rows.push(row);
  return rows;
}

const faultOf = async (reading: Promise<unknown>) => {
  const error = await reading.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(MappingFaults);
  return (error as MappingFaults).faults[0]?.text;
};

const tooMuch = {
  zh: expect.stringContaining('1 MB') as string,
  en: expect.stringMatching(/unpacks to more than the limit \(1 MB/) as string,
};

test('a workbook that unpacks to more than the limit is refused with the limit before a sheet is read', async () => {
  const bomb = zipOf([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(8 * megabyte, 32) }]);
  expect(bomb.length).toBeLessThan(megabyte);
  expect(await faultOf(read(bomb))).toEqual(tooMuch);
  const many = Array.from({ length: 2001 }, (_, no) => ({ name: `xl/${no}.xml`, data: Buffer.alloc(0) }));
  expect(await faultOf(read(zipOf(many)))).toEqual(tooMuch);
});

test('a workbook whose list of parts understates them is refused, too', async () => {
  const data = Buffer.alloc(8 * megabyte, 32);
  const name = 'xl/worksheets/sheet1.xml';
  const damaged = { en: expect.stringContaining('damaged') as string };
  for (const lying of [
    zipOf([{ name, data, listed: { size: 1000 } }]),
    zipOf([{ name, data, listed: { stored: true } }]),
    zipOf([{ name: 'a', data: Buffer.from('a') }], [{ name, data }]),
  ]) {
    expect(await faultOf(read(lying))).toMatchObject(damaged);
  }
  expect(await faultOf(read(Buffer.from('no zip at all')))).toMatchObject(damaged);
});

test('ordinary workbooks are read, also by the programs that write sizes behind the parts', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('诉求');
  sheet.addRow(['编号', '内容']);
  sheet.addRow(['1', '漏水']);
  sheet.getCell('XFD3').value = 'far away';
  const rows = await read(Buffer.from(await book.xlsx.writeBuffer()));
  expect(rows).toEqual([['编号', '内容'], { line: 2, cells: { 编号: '1', 内容: '漏水' } }]);
  const file = join(folder, 'streamed.xlsx');
  const writer = new exceljs.stream.xlsx.WorkbookWriter({ filename: file });
  writer.addWorksheet('a').addRow(['编号']).commit();
  await writer.commit();
  const streamed = [];
  for await (const row of openTable(file, { unpackedLimitBytes: megabyte })) streamed.push(row);
  expect(streamed).toEqual([['编号']]);
});
