import { stat } from 'node:fs/promises';
import type { Text } from '@heliu/contract/text';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { MappingFaults } from './fault.ts';

/** A workbook has a part for each sheet, and a few for itself. */
const mostParts = 2000;
/** Between two parts: sizes that were not known beforehand stand behind a part, in 24 bytes at the most. */
const mostBetween = 32;

const tooMuch = (limitBytes: number): Text => {
  const limit = `${Math.floor(limitBytes / 1_048_576)} MB`;
  return {
    zh: `XLSX 文件解压后超过上限（${limit}，${mostParts} 个部件）。请拆成几个文件，或另存为 CSV。`,
    en: `The XLSX file unpacks to more than the limit (${limit}, ${mostParts} parts). Split it into several files, or save it as CSV.`,
  };
};

const unreadable: Text = {
  zh: 'XLSX 文件已损坏或不是标准的工作簿。请用表格软件重新另存一次。',
  en: 'The XLSX file is damaged or no ordinary workbook. Save it again with a spreadsheet program.',
};

const refuse = (text: Text, cause?: unknown): MappingFaults =>
  new MappingFaults([{ line: 0, text }], cause === undefined ? undefined : { cause });

/**
 * Unpacks a workbook to nowhere, to learn how large it is before it is read: the reader of sheets keeps their texts in
 * memory and has no limit of its own. It goes from part to part without looking at the list of them, so both must tell
 * of the same parts.
 * @throws MappingFaults where it unpacks to more than the limit, or its parts are not what its list says.
 */
export async function assertUnpacksWithin(file: string, limitBytes: number): Promise<void> {
  try {
    const { size } = await stat(file);
    const zip = await openPromise(file, { autoClose: false });
    try {
      const parts = await listParts(zip, limitBytes);
      await assertAsListed(zip, parts, size);
      for (const part of parts) await unpackToNowhere(zip, part);
    } finally {
      zip.close();
    }
  } catch (error) {
    throw error instanceof MappingFaults ? error : refuse(unreadable, error);
  }
}

async function listParts(zip: ZipFile, limitBytes: number): Promise<Entry[]> {
  const parts: Entry[] = [];
  let unpacked = 0;
  for await (const part of zip.eachEntry()) {
    unpacked += part.uncompressedSize;
    parts.push(part);
    if (unpacked > limitBytes || parts.length > mostParts) throw refuse(tooMuch(limitBytes));
  }
  return parts.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
}

/** Each part begins where the one before ends, and says of itself what the list says of it. */
async function assertAsListed(zip: ZipFile, parts: readonly Entry[], size: number): Promise<void> {
  let end = 0;
  for (const part of parts) {
    const between = part.relativeOffsetOfLocalHeader - end;
    const own = await zip.readLocalFileHeaderPromise(part);
    const sizes = [0, part.compressedSize, 0xffff_ffff];
    if (between < 0 || between > mostBetween || part.isEncrypted()) throw refuse(unreadable);
    if (own.compressionMethod !== part.compressionMethod || !sizes.includes(own.compressedSize)) {
      throw refuse(unreadable);
    }
    end = own.fileDataStart + part.compressedSize;
  }
  if (end > size || end + listBytes(zip, parts) < size) throw refuse(unreadable);
}

/** What the list of the parts takes at the end of a file, at the most. */
const listBytes = ({ comment }: ZipFile, parts: readonly Entry[]): number =>
  parts.reduce(
    (sum, one) => sum + 46 + one.fileNameLength + one.extraFieldLength + one.fileCommentLength,
    22 + 76 + Buffer.byteLength(comment) + mostBetween,
  );

/** The size that the list states is held to: what goes on past it is an error of the stream. */
async function unpackToNowhere(zip: ZipFile, part: Entry): Promise<void> {
  for await (const _chunk of await zip.openReadStreamPromise(part)) continue;
}
