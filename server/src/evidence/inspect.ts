import { type FileHandle, open } from 'node:fs/promises';
import { evidenceTypeNames, type FileType } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import { cleanMovie } from './movie.ts';
import { readOleType } from './ole.ts';
import { readOoxmlType } from './ooxml.ts';
import { checkPdf } from './pdf.ts';
import type { PhotoFormat } from './photo.ts';
import { isText } from './text.ts';

export type Inspected =
  | { readonly kind: 'photo'; readonly format: PhotoFormat }
  | { readonly kind: 'file'; readonly type: FileType };

const photoFormats: Record<string, PhotoFormat> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
};

type Check = (path: string, bytes: number) => Promise<FileType | undefined>;

const movie =
  (type: 'mp4' | 'mov' | '3gp' | 'm4a'): Check =>
  async (path, bytes) => {
    await withFile(path, 'r+', (file) => cleanMovie(file, bytes));
    return type;
  };

/** By the media type that the content shows; what is not here is not taken. */
const checks: Record<string, Check> = {
  'application/pdf': async (path, bytes) => {
    await withFile(path, 'r', (file) => checkPdf(file, bytes));
    return 'pdf';
  },
  'application/x-cfb': (path, bytes) => withFile(path, 'r', (file) => readOleType(file, bytes)),
  'audio/mpeg': async () => 'mp3',
  'audio/amr': async () => 'amr',
  'audio/mp4': movie('m4a'),
  'audio/x-m4a': movie('m4a'),
  'video/mp4': movie('mp4'),
  'video/x-m4v': movie('mp4'),
  'video/3gpp': movie('3gp'),
  'video/quicktime': movie('mov'),
};

/** Every zip is looked into: which Office file one is, its parts say more surely than its first bytes. */
const zips = /^application\/(zip|vnd\.openxmlformats-.*|vnd\.ms-(word|excel|powerpoint)\..*macroenabled.*)$/;

/**
 * Decides by its content what an upload is, checks that it is whole and harmless, and takes the metadata out of
 * recordings. The name counts in one case only: it tells CSV from other plain text.
 * @throws Problem `evidence.notAllowed`, `evidence.damaged`, `evidence.macros`, `evidence.protected`.
 */
export async function inspect(path: string, bytes: number, name: string): Promise<Inspected> {
  const mediaType = (await sniff(path))?.replace(/;.*$/, '');
  const format = mediaType === undefined ? undefined : photoFormats[mediaType];
  if (format !== undefined) return { kind: 'photo', format };
  const type = await checkFor(mediaType, name)?.(path, bytes);
  if (type === undefined)
    throw new Problem('evidence.notAllowed', { params: { allowed: evidenceTypeNames } });
  return { kind: 'file', type };
}

async function sniff(path: string): Promise<string | undefined> {
  const { fileTypeFromFile } = await import('file-type');
  return (await fileTypeFromFile(path))?.mime;
}

function checkFor(mediaType: string | undefined, name: string): Check | undefined {
  if (mediaType === undefined) return textByName(name);
  return zips.test(mediaType) ? readOoxmlType : checks[mediaType];
}

function textByName(name: string): Check | undefined {
  const extension = /\.(txt|csv)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension !== 'txt' && extension !== 'csv') return undefined;
  return async (path) => ((await isText(path)) ? extension : undefined);
}

async function withFile<T>(
  path: string,
  flags: 'r' | 'r+',
  act: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(path, flags);
  try {
    return await act(file);
  } finally {
    await file.close();
  }
}
