import { uploadEvidence } from '@heliu/contract/evidence';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import { v7 as uuidv7 } from 'uuid';
import type { Send } from '../api/call.ts';
import { ProblemError } from '../api/problem-error.ts';
import type { FilesAs, OutboxItem, OutboxPhoto, OutboxReceipt } from './item.ts';
import type { Attempt } from './schedule.ts';
import type { OutboxStore } from './store.ts';

const uploadTimeoutMs = 180_000;
/** An upload that nothing names is kept for 24 hours; after this long the photo is sent anew. */
const uploadKeptMs = 20 * 3_600_000;

export interface Sending {
  readonly send: Send;
  readonly store: OutboxStore;
  readonly endpoints: ReadonlyMap<string, EndpointSpec>;
  readonly now: () => number;
}

/** Sends the photos that the server has not got, then the command that names them. */
export async function sendItem(
  sending: Sending,
  item: OutboxItem,
  before: OutboxItem | undefined,
): Promise<OutboxReceipt> {
  const endpoint = sending.endpoints.get(item.command.endpoint);
  if (endpoint === undefined) throw ProblemError.ofClient('client.unexpected');
  const fileIds = await sendPhotos(sending, item);
  const { params, body, filesAs } = item.command;
  const version = before?.receipt?.version;
  const reply: unknown = await sending.send(endpoint, {
    ...(params === undefined ? {} : { params }),
    body: {
      ...body,
      ...(filesAs === undefined ? {} : filesOf(filesAs, fileIds)),
      ...(version === undefined ? {} : { expectedVersion: version }),
      commandId: item.id,
    },
  });
  const { matterId, code, version: left } = reply as OutboxReceipt;
  return { matterId, code, version: left };
}

const filesOf = (as: FilesAs, ids: readonly string[]): object =>
  as === 'evidence' ? { evidence: ids.map((fileId) => ({ fileId })) } : { evidenceIds: ids };

/** What the server has is noted photo by photo, so that a kill in between sends none of them twice. */
async function sendPhotos(sending: Sending, item: OutboxItem): Promise<string[]> {
  let photos = item.photos;
  for (const photo of item.photos) {
    const sent = await sendPhoto(sending, photo);
    if (sent === photo) continue;
    photos = photos.map((one) => (one === photo ? sent : one));
    // Discarded on the way: nothing more of it is sent.
    if (!(await sending.store.put({ ...item, photos }))) throw ProblemError.ofClient('client.unexpected');
  }
  return photos.flatMap(({ fileId }) => fileId ?? []);
}

async function sendPhoto({ send, store, now }: Sending, photo: OutboxPhoto): Promise<OutboxPhoto> {
  const lapsed = photo.sentAt !== undefined && now() - photo.sentAt > uploadKeptMs;
  if (photo.fileId !== undefined && !lapsed) return photo;
  const blob = await store.photo(photo);
  if (blob === undefined) throw ProblemError.ofClient('client.unexpected');
  const id = lapsed ? uuidv7() : photo.id;
  const body = new FormData();
  body.append('commandId', id);
  body.append('file', blob, photo.name);
  const { id: fileId } = await send(uploadEvidence, { body }, { timeoutMs: uploadTimeoutMs });
  return { ...photo, fileId, sentAt: now() };
}

/** What a failed call means for the command that made it. */
export function attemptOf(error: unknown): Attempt {
  if (!(error instanceof ProblemError)) return { kind: 'failed' };
  if (error.code === 'client.unreachable') return { kind: 'unreachable' };
  if (error.status === 401 || error.code === 'auth.passwordChange') return { kind: 'signedOut' };
  if (error.status === 429) {
    const seconds = Number(error.reply.params?.['seconds'] ?? 0);
    return { kind: 'failed', afterMs: seconds * 1_000 };
  }
  return error.outcomeUnknown ? { kind: 'failed' } : { kind: 'refused' };
}
