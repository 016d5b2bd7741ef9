import { extname } from 'node:path';
import type { EvidenceStatus } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import { create as contentDisposition } from 'content-disposition';
import { LRUCache } from 'lru-cache';
import type { Actor } from '../kernel/actor.ts';
import type { Context } from '../kernel/route.ts';
import type { EvidenceRoom, Sighting } from './room.ts';
import { type FileRow, findFile, statusOf } from './rows.ts';

/** Looks by one person at one matter within this time are one look: a page with ten thumbnails was opened once. */
const lookMs = 600_000;
const maxRemembered = 20_000;

const refusal = { awaitingScan: 'evidence.awaitingScan', infected: 'evidence.infected' } as const;

export type Looks = LRUCache<string, number>;
export const rememberLooks = (): Looks => new LRUCache({ max: maxRemembered });

/** Answers with the bytes of a photo or a file. */
export async function get(
  room: EvidenceRoom,
  looks: Looks,
  input: { readonly id: string; readonly size: 'full' | 'thumb' },
  context: Context,
): Promise<void> {
  const row = await findFile(room.kernel.db, input.id);
  if (row === undefined) throw new Problem('resource.notFound');
  await assertReadable(room, looks, context.actor, row);
  await sendFile(room, row, input.size, context);
}

/** Answers with the bytes of a file that the caller has found readable. */
export async function send(
  room: EvidenceRoom,
  input: { readonly id: string; readonly size: 'full' | 'thumb' },
  context: Context<Actor | null>,
): Promise<void> {
  const row = await findFile(room.kernel.db, input.id);
  if (row === undefined || row.claimed_at === null) throw new Problem('resource.notFound');
  await sendFile(room, row, input.size, context);
}

async function sendFile(
  { kernel, files }: EvidenceRoom,
  row: FileRow,
  size: 'full' | 'thumb',
  { reply, request }: Context<Actor | null>,
): Promise<void> {
  const status: EvidenceStatus = statusOf(row, kernel.config);
  if (status !== 'ready') throw new Problem(refusal[status]);
  const sha256 = size === 'thumb' ? row.thumb_sha256 : row.sha256;
  if (sha256 === null) throw new Problem('resource.notFound');
  const tag = `"${sha256}"`;
  reply.headers({
    etag: tag,
    // The right to see it is asked anew each time; an unchanged photo costs no second transfer.
    'cache-control': 'private, no-cache',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  });
  if (request.headers['if-none-match'] === tag) {
    reply.code(304).send();
    return;
  }
  const { stream, bytes } = await files.open(sha256);
  reply.headers({ ...typeOf(row, size), 'content-length': bytes });
  reply.send(stream);
}

function typeOf(row: FileRow, size: 'full' | 'thumb'): Record<string, string> {
  if (row.kind === 'photo')
    return {
      'content-type': size === 'thumb' ? 'image/webp' : row.media_type,
      'content-disposition': 'inline',
    };
  return {
    'content-type': row.media_type,
    'content-disposition': disposition(row.name ?? 'file'),
  };
}

/** Old clients get a plain name where the real one is not ASCII. */
function disposition(name: string): string {
  const ascii = /^[ -~]+$/.test(name);
  return contentDisposition(name, ascii ? {} : { fallback: `file${extname(name)}` });
}

/** One's own upload is one's own until it is attached; then the matter decides. */
async function assertReadable(room: EvidenceRoom, looks: Looks, actor: Actor, row: FileRow): Promise<void> {
  const own = row.uploaded_by === actor.accountId;
  if (row.claimed_at === null) {
    if (!own) throw new Problem('resource.notFound');
    return;
  }
  const sighting = await room.findSighting(actor, row.id);
  if (sighting === undefined) throw new Problem('resource.notFound');
  if (!own) await recordLook(room, looks, actor, sighting);
}

async function recordLook(
  { kernel }: EvidenceRoom,
  looks: Looks,
  actor: Actor,
  sighting: Sighting,
): Promise<void> {
  const now = kernel.clock.now();
  const key = `${actor.accountId} ${sighting.subject}`;
  const last = looks.get(key);
  if (last !== undefined && now - last < lookMs) return;
  looks.set(key, now);
  try {
    await kernel.db
      .insertInto('log.accesses')
      .values({
        at: new Date(now),
        account_id: actor.accountId,
        endpoint: 'evidence.get',
        subject: sighting.subject,
        purpose: sighting.purpose,
      })
      .execute();
  } catch (error) {
    looks.delete(key);
    throw error;
  }
}
