import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { replied } from './route.ts';

/** Bytes made once and sent many times: compressed ahead, with a strong ETag for each coding. */
export interface StoredReply {
  readonly type: string;
  readonly digest: string;
  readonly plain: Buffer;
  readonly gzip: Buffer | null;
  readonly br: Buffer | null;
}

const worthCompressingBytes = 256;
const brotliQuality = 9;

const codings = ['br', 'gzip'] as const;
type Coding = (typeof codings)[number];

/** `wanted` names the codings that are worth their time: Brotli takes some ten times that of gzip. */
export async function storeReply(
  type: string,
  plain: Buffer,
  wanted: readonly Coding[] = codings,
): Promise<StoredReply> {
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  if (plain.length < worthCompressingBytes) return { type, digest, plain, gzip: null, br: null };
  const [br, zipped] = await Promise.all([
    wanted.includes('br') ? compressBrotli(plain) : null,
    wanted.includes('gzip') ? promisify(gzip)(plain) : null,
  ]);
  return { type, digest, plain, gzip: zipped, br };
}

const compressBrotli = (plain: Buffer): Promise<Buffer> =>
  promisify(brotliCompress)(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });

/** Codings that an Accept-Encoding header takes; one with `q=0` is refused. */
function takenCodings(header: string | undefined): Set<string> {
  const taken = new Set<string>();
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) taken.add(name);
  }
  return taken;
}

/** Sends the bytes in the best coding the client takes, or 304 where it has them. Return what it returns. */
export function sendStored(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  stored: StoredReply,
  cacheControl: string,
): typeof replied {
  const taken = takenCodings(request.headers['accept-encoding']);
  const coding = codings.find((name) => taken.has(name) && stored[name] !== null);
  const etag = `"${stored.digest}${coding === undefined ? '' : `-${coding}`}"`;
  void reply.header('etag', etag).header('cache-control', cacheControl).header('vary', 'accept-encoding');
  if (isKnown(request.headers['if-none-match'], stored)) {
    void reply.code(304).send();
    return replied;
  }
  if (coding !== undefined) void reply.header('content-encoding', coding);
  const bytes = (coding === undefined ? null : stored[coding]) ?? stored.plain;
  void reply.type(stored.type).send(bytes);
  return replied;
}

/** Whether the client has these bytes in any coding. */
function isKnown(header: string | undefined, { digest }: StoredReply): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const tags = [digest, ...codings.map((coding) => `${digest}-${coding}`)].map((tag) => `"${tag}"`);
  return header.split(',').some((tag) => tags.includes(tag.trim().replace(/^W\//, '')));
}
