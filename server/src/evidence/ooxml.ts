import { Problem } from '@heliu/contract/problem';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

type OoxmlType = 'docx' | 'xlsx' | 'pptx';

const mainPart: Record<OoxmlType, string> = {
  docx: 'word/document.xml',
  xlsx: 'xl/workbook.xml',
  pptx: 'ppt/presentation.xml',
};

const maxParts = 20_000;
const maxUnpackedBytes = 1_000_000_000;
const maxRatio = 500;
const contentTypesLimitBytes = 2_000_000;

/** Parts that run: VBA, Excel 4 macro sheets, ActiveX controls, and programs wrapped as objects. */
const activePart = /(^|\/)(vbaproject[^/]*\.bin|vbadata\.xml|macrosheets\/|activex\/|oleobject[^/]*\.bin$)/i;

/**
 * Tells which Office file a zip is, and checks that it does nothing by itself when opened.
 * @returns undefined when it is another kind of zip.
 * @throws Problem `evidence.damaged`, `evidence.macros`, `evidence.protected`.
 */
export async function readOoxmlType(path: string): Promise<OoxmlType | undefined> {
  try {
    const zip = await openPromise(path, { lazyEntries: true, strictFileNames: true, autoClose: false });
    try {
      return await readType(zip);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('evidence.damaged', { cause: error });
  }
}

async function readType(zip: ZipFile): Promise<OoxmlType | undefined> {
  const names = new Set<string>();
  let unpacked = 0;
  let contentTypes: Entry | undefined;
  for await (const part of zip.eachEntry()) {
    if (part.isEncrypted()) throw new Problem('evidence.protected');
    if (activePart.test(part.fileName)) throw new Problem('evidence.macros');
    unpacked += part.uncompressedSize;
    if (isBomb(part) || unpacked > maxUnpackedBytes || names.size >= maxParts || names.has(part.fileName))
      throw new Problem('evidence.damaged');
    names.add(part.fileName);
    if (part.fileName === '[Content_Types].xml') contentTypes = part;
  }
  const types = (Object.keys(mainPart) as OoxmlType[]).filter((type) => names.has(mainPart[type]));
  if (contentTypes === undefined || types.length !== 1) return undefined;
  if (/macroEnabled|vbaProject|activeX/i.test(await textOf(zip, contentTypes)))
    throw new Problem('evidence.macros');
  return types[0];
}

function isBomb({ uncompressedSize, compressedSize }: Entry): boolean {
  return uncompressedSize > 10_000_000 && uncompressedSize > maxRatio * compressedSize;
}

async function textOf(zip: ZipFile, part: Entry): Promise<string> {
  if (part.uncompressedSize > contentTypesLimitBytes) throw new Problem('evidence.damaged');
  const stream = await zip.openReadStreamPromise(part);
  return Buffer.concat(await stream.toArray()).toString('utf8');
}
