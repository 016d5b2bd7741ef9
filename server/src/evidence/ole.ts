import type { FileHandle } from 'node:fs/promises';
import { Problem } from '@heliu/contract/problem';

export type OleType = 'doc' | 'xls' | 'ppt';

const signature = 'd0cf11e0a1b11ae1';
const endOfChain = 0xffff_fffe;
const firstSpecialSector = 0xffff_fffa;
const headerBytes = 512;
const headerDifatEntries = 109;
const entryBytes = 128;
const maxDirectoryEntries = 20_000;

const mainStream: Record<string, OleType> = {
  WordDocument: 'doc',
  Workbook: 'xls',
  Book: 'xls',
  'PowerPoint Document': 'ppt',
};
const activeStorages = new Set(['Macros', '_VBA_PROJECT_CUR', '_VBA_PROJECT', 'VBA', 'VBAProject']);

/**
 * Tells which old Office file a compound file (MS-CFB) is, by the names in its directory alone.
 * @returns undefined when it is another kind of compound file.
 * @throws Problem `evidence.damaged`, `evidence.macros`, `evidence.protected`.
 */
export async function readOleType(file: FileHandle, bytes: number): Promise<OleType | undefined> {
  const names = await readNames(file, bytes);
  if (names.has('EncryptedPackage')) throw new Problem('evidence.protected');
  if ([...names].some((name) => activeStorages.has(name))) throw new Problem('evidence.macros');
  const types = Object.keys(mainStream).filter((name) => names.has(name));
  const [only] = types;
  return types.length === 1 && only !== undefined ? mainStream[only] : undefined;
}

async function readNames(file: FileHandle, bytes: number): Promise<Set<string>> {
  const header = await read(file, 0, headerBytes);
  if (header.subarray(0, 8).toString('hex') !== signature) throw new Problem('evidence.damaged');
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw new Problem('evidence.damaged');
  const size = 1 << shift;
  const sectors = Math.ceil(bytes / size);
  const sector = (no: number) => {
    if (no >= sectors) throw new Problem('evidence.damaged');
    return read(file, (no + 1) * size, size);
  };
  const fatSectors = await readDifat(header, sectors, sector);
  const names = new Set<string>();
  let no = header.readUInt32LE(48);
  for (let visited = 0; no !== endOfChain; visited += 1) {
    if (visited > Math.min(sectors, (maxDirectoryEntries * entryBytes) / size))
      throw new Problem('evidence.damaged');
    for (const name of namesIn(await sector(no))) names.add(name);
    no = await nextInChain(no, fatSectors, size, sector);
  }
  return names;
}

/** Sector numbers of the allocation table: 109 in the header, the rest in a chain of sectors. */
async function readDifat(
  header: Buffer,
  sectors: number,
  sector: (no: number) => Promise<Buffer>,
): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < headerDifatEntries; n += 1) found.push(header.readUInt32LE(76 + n * 4));
  let no = header.readUInt32LE(68);
  for (let visited = 0; no < firstSpecialSector; visited += 1) {
    if (visited > sectors) throw new Problem('evidence.damaged');
    const more = await sector(no);
    for (let at = 0; at < more.length - 4; at += 4) found.push(more.readUInt32LE(at));
    no = more.readUInt32LE(more.length - 4);
  }
  return found;
}

async function nextInChain(
  no: number,
  fatSectors: readonly number[],
  size: number,
  sector: (no: number) => Promise<Buffer>,
): Promise<number> {
  const perSector = size / 4;
  const fatSector = fatSectors[Math.floor(no / perSector)];
  if (fatSector === undefined) throw new Problem('evidence.damaged');
  return (await sector(fatSector)).readUInt32LE((no % perSector) * 4);
}

function namesIn(directory: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
    const nameBytes = directory.readUInt16LE(at + 64);
    const unused = directory[at + 66] === 0;
    if (unused || nameBytes < 2 || nameBytes > 64) continue;
    names.push(directory.subarray(at, at + nameBytes - 2).toString('utf16le'));
  }
  return names;
}

async function read(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, at);
  if (bytesRead === 0) throw new Problem('evidence.damaged');
  return buffer;
}
