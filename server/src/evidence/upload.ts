import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { findReply } from '../kernel/command.ts';
import type { Context } from '../kernel/route.ts';
import { prepare } from './prepare.ts';
import { receive } from './receive.ts';
import type { EvidenceRoom } from './room.ts';
import { findFile, hashOf, uploadOf } from './rows.ts';
import { store } from './store.ts';

/** Uploads without an account that wait for their reports may fill this much of the disk. */
const anonymousLimitBytes = 4 * 1_073_741_824;

/** Upload of somebody who is signed in. */
export async function upload(room: EvidenceRoom, context: Context<Actor | null>, endpoint: string) {
  await room.limitUploads(context);
  const id = await take(room, context, endpoint);
  const row = await findFile(room.kernel.db, id);
  if (row === undefined) throw new Problem('evidence.expired');
  return uploadOf(row, room.kernel.config);
}

/** Upload of a reporter, who gets a token to attach the file by unless signed in. */
export async function uploadPublic(room: EvidenceRoom, context: Context<Actor | null>, endpoint: string) {
  if (context.actor !== null) return { ...(await upload(room, context, endpoint)), claim: null };
  await assertSpace(room);
  const uploaded = await upload(room, context, endpoint);
  return { ...uploaded, claim: await makeClaim(room, uploaded.id) };
}

async function take(room: EvidenceRoom, context: Context<Actor | null>, endpoint: string): Promise<string> {
  const received = await receive(context.request, room.files);
  try {
    const command = {
      commandId: received.commandId,
      endpoint,
      accountId: context.actor?.accountId ?? null,
      at: room.kernel.clock.now(),
    };
    const earlier = await findReply<{ id: string }>(room.kernel.db, command);
    if (earlier !== undefined) return earlier.reply.id;
    return await prepare(room, received, (prepared) => store(room, prepared, command));
  } finally {
    await rm(received.staged, { force: true });
  }
}

async function assertSpace(room: EvidenceRoom): Promise<void> {
  const { waiting } = await room.kernel.db
    .selectFrom('evidence.files')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('bytes'), sql<number>`0`).as('waiting'))
    .where('claimed_at', 'is', null)
    .where('uploaded_by', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(waiting) > anonymousLimitBytes) throw new Problem('evidence.busy');
}

/**
 * Makes a token, of which only the hash is kept. A repeat of an upload whose reply was lost gets another one, and the
 * last eight hold.
 */
async function makeClaim(room: EvidenceRoom, id: string): Promise<string | null> {
  const token = randomBytes(18).toString('base64url');
  const { numUpdatedRows } = await room.kernel.db
    .updateTable('evidence.files')
    .set({
      claim_hashes: sql<string[]>`(claim_hashes || ${hashOf(token)}::text)[cardinality(claim_hashes) - 6:]`,
    })
    .where('id', '=', id)
    .where('claimed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? token : null;
}
