import { fileTypes } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import type { Insertable } from 'kysely';
import { type CommandRecord, runCommand } from '../kernel/command.ts';
import { appendEvents } from '../kernel/events.ts';
import { type Digest, digestOf } from '../kernel/files.ts';
import type { DB } from '../kernel/tables.ts';
import { uuidv7 } from '../kernel/uuid.ts';
import type { Prepared } from './prepare.ts';
import type { EvidenceRoom } from './room.ts';

/** How long a content may lie in the store before a row must need it. */
const graceMs = 3_600_000;

/**
 * Keeps what was prepared. The content is entered as one to be checked before it is stored, and the row that needs it
 * is committed after: a crash leaves at most a content that is swept, never a row without its content.
 * @returns id of the file.
 */
export async function store(room: EvidenceRoom, prepared: Prepared, command: CommandRecord): Promise<string> {
  const { kernel, files } = room;
  const full = { staged: prepared.full, ...(await digestOf(prepared.full)) };
  const thumb =
    prepared.kind === 'photo' ? { staged: prepared.thumb, ...(await digestOf(prepared.thumb)) } : undefined;
  const contents = thumb === undefined || thumb.sha256 === full.sha256 ? [full] : [full, thumb];
  await enter(room, contents, command.at);
  const { id } = await runCommand(kernel.db, command, async (trx) => {
    const hashes = contents.map(({ sha256 }) => sha256);
    const locked = await trx
      .selectFrom('evidence.blobs')
      .select('sha256')
      .where('sha256', 'in', hashes)
      .orderBy('sha256')
      .forUpdate()
      .execute();
    // Swept between the two steps, because this took longer than the grace or the last file with it just went.
    if (locked.length !== contents.length) throw new Problem('evidence.busy');
    for (const { staged, sha256 } of contents) await files.put(staged, sha256);
    await trx.updateTable('evidence.blobs').set({ check_at: null }).where('sha256', 'in', hashes).execute();
    const row = rowOf(prepared, full, thumb, command);
    await trx.insertInto('evidence.files').values(row).execute();
    await appendEvents(trx, [
      {
        kind: 'evidence.uploaded',
        subject: `evidence:${row.id}`,
        at: command.at,
        actorId: command.accountId,
        commandId: command.commandId,
        payload: { kind: row.kind, mediaType: row.media_type, bytes: row.bytes, scan: row.scan },
      },
    ]);
    return { reply: { id: row.id }, subject: `evidence:${row.id}` };
  });
  return id;
}

async function enter(room: EvidenceRoom, contents: readonly Digest[], at: number): Promise<void> {
  const checkAt = new Date(at + graceMs);
  await room.kernel.db
    .insertInto('evidence.blobs')
    .values(contents.map(({ sha256, bytes }) => ({ sha256, bytes, check_at: checkAt })))
    .onConflict((conflict) =>
      conflict
        .column('sha256')
        .doUpdateSet({ check_at: checkAt })
        .where('evidence.blobs.check_at', 'is not', null),
    )
    .execute();
}

function rowOf(
  prepared: Prepared,
  full: Digest,
  thumb: Digest | undefined,
  command: CommandRecord,
): Insertable<DB['evidence.files']> {
  const base = {
    id: uuidv7(command.at),
    kind: prepared.kind,
    sha256: full.sha256,
    bytes: full.bytes,
    uploaded_by: command.accountId,
    uploaded_at: new Date(command.at),
  };
  if (prepared.kind === 'file') {
    return {
      ...base,
      media_type: fileTypes[prepared.type],
      name: prepared.name,
      scan: prepared.scan,
      scan_after: prepared.scan === 'clean' ? null : new Date(command.at),
    };
  }
  return {
    ...base,
    media_type: 'image/jpeg',
    thumb_sha256: thumb?.sha256 ?? null,
    width: prepared.width,
    height: prepared.height,
    taken_at: prepared.takenAt === null ? null : new Date(prepared.takenAt),
    lng: prepared.place?.[0] ?? null,
    lat: prepared.place?.[1] ?? null,
    scan: 'notNeeded',
  };
}
