import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Loop } from '../kernel/loops.ts';
import type { Chore } from '../kernel/upkeep.ts';
import type { EvidenceRoom } from './room.ts';
import { scan } from './scan.ts';

/** How long an upload waits to be attached. */
const unclaimedMs = 24 * 3_600_000;
const batch = 100;
/** A scan that was begun and not finished is begun again after this. */
const scanRetryMs = 600_000;
const stagedMs = 24 * 3_600_000;

/** What the worker repeats: expiry of what nobody attached, removal of contents nobody needs, scans that are owed. */
export function evidenceLoops(room: EvidenceRoom): Loop[] {
  return [
    { name: 'evidence.expire', everyMs: 300_000, run: () => expireFiles(room) },
    { name: 'evidence.collect', everyMs: 300_000, run: () => collectBlobs(room) },
    { name: 'evidence.scan', everyMs: 60_000, run: () => scanNext(room) },
    {
      name: 'evidence.staging',
      everyMs: 3_600_000,
      run: async () => {
        await room.files.clearStaged(stagedMs);
        return false;
      },
    },
  ];
}

/** The same at once, for `heliu upkeep`: uploads that nobody attached go, row and bytes. */
export const unclaimedChore = (room: EvidenceRoom): Chore => ({
  name: 'evidence.unclaimed',
  does: { zh: '删除 24 小时内未使用的上传文件', en: 'uploads erased that nobody attached in 24 hours' },
  count: () => countUnclaimed(room),
  run: async () => {
    const due = await countUnclaimed(room);
    while (await expireFiles(room));
    while (await collectBlobs(room));
    return due;
  },
});

async function countUnclaimed({ kernel }: EvidenceRoom): Promise<number> {
  const { n } = await kernel.db
    .selectFrom('evidence.files')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('claimed_at', 'is', null)
    .where('uploaded_at', '<', new Date(kernel.clock.now() - unclaimedMs))
    .executeTakeFirstOrThrow();
  return n;
}

/** Deletes uploads that were not attached in time. @returns whether there may be more. */
async function expireFiles({ kernel }: EvidenceRoom): Promise<boolean> {
  const now = kernel.clock.now();
  return kernel.db.transaction().execute(async (trx) => {
    const late = await trx
      .selectFrom('evidence.files')
      .select('id')
      .where('claimed_at', 'is', null)
      .where('uploaded_at', '<', new Date(now - unclaimedMs))
      .orderBy('uploaded_at')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    const ids = late.map(({ id }) => id);
    await eraseFiles(kernel, trx, ids, 'evidence.expired');
    return ids.length === batch;
  });
}

/** Deletes rows, and has their contents looked at: `collectBlobs` removes those that no other file needs. */
export async function eraseFiles(
  kernel: Kernel,
  trx: Trx,
  fileIds: readonly string[],
  kind: 'evidence.expired' | 'evidence.erased',
): Promise<void> {
  if (fileIds.length === 0) return;
  const now = kernel.clock.now();
  const gone = await trx
    .deleteFrom('evidence.files')
    .where('id', 'in', fileIds)
    .returning(['id', 'sha256', 'thumb_sha256'])
    .execute();
  const contents = gone.flatMap(({ sha256, thumb_sha256: thumb }) =>
    thumb === null ? [sha256] : [sha256, thumb],
  );
  if (contents.length === 0) return;
  await trx
    .updateTable('evidence.blobs')
    .set({ check_at: new Date(now) })
    .where('sha256', 'in', contents)
    .execute();
  await appendEvents(
    trx,
    gone.map(({ id }) => ({ kind, subject: `evidence:${id}`, at: now })),
  );
}

/**
 * Looks at contents that are due: one that a file needs is settled, one that none needs leaves the store. The lock on
 * its row keeps an upload of the same content waiting meanwhile. @returns whether there may be more.
 */
async function collectBlobs({ kernel, files }: EvidenceRoom): Promise<boolean> {
  return kernel.db.transaction().execute(async (trx) => {
    const { rows: due } = await sql<{ sha256: string }>`
      SELECT sha256 FROM evidence.blobs WHERE check_at <= ${new Date(kernel.clock.now())}
      ORDER BY check_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`.execute(trx);
    for (const { sha256 } of due) {
      const { rows: removed } = await sql`
        DELETE FROM evidence.blobs b WHERE sha256 = ${sha256}
          AND NOT EXISTS (SELECT FROM evidence.files f WHERE f.sha256 = b.sha256)
          AND NOT EXISTS (SELECT FROM evidence.files f WHERE f.thumb_sha256 = b.sha256)
        RETURNING 1`.execute(trx);
      if (removed.length > 0) await files.remove(sha256);
      else await sql`UPDATE evidence.blobs SET check_at = NULL WHERE sha256 = ${sha256}`.execute(trx);
    }
    return due.length === batch;
  });
}

/** Scans one file that is owed a scan. @returns whether there may be more. */
async function scanNext({ kernel, files }: EvidenceRoom): Promise<boolean> {
  const { scanCommand } = kernel.config;
  if (scanCommand === undefined) return false;
  const now = kernel.clock.now();
  const { rows } = await sql<{ id: string; sha256: string }>`
    UPDATE evidence.files SET scan_after = ${new Date(now + scanRetryMs)}
    WHERE id = (SELECT id FROM evidence.files WHERE scan_after <= ${new Date(now)}
      ORDER BY scan_after LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, sha256`.execute(kernel.db);
  const [file] = rows;
  if (file === undefined) return false;
  const { stream } = await files.open(file.sha256);
  const answer = await scan(scanCommand, stream);
  if (answer.verdict === 'failed') {
    await kernel.db
      .updateTable('evidence.files')
      .set({ scan: 'unscanned' })
      .where('id', '=', file.id)
      .execute();
    kernel.log.error('virus scanner failed', { file: file.id, reason: answer.reason });
    return false;
  }
  await kernel.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('evidence.files')
      .set({ scan: answer.verdict, scan_after: null })
      .where('id', '=', file.id)
      .execute();
    await appendEvents(trx, [
      {
        kind: 'evidence.scanned',
        subject: `evidence:${file.id}`,
        at: now,
        payload: { verdict: answer.verdict },
      },
    ]);
  });
  return true;
}
