import { join } from 'node:path';
import type { EvidenceFile, UploadedEvidence } from '@heliu/contract/evidence';
import type { Actor } from '../kernel/actor.ts';
import type { Context } from '../kernel/route.ts';
import type { Db, Trx } from '../kernel/db.ts';
import { diskFiles } from '../kernel/files.ts';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import { send } from './get.ts';
import { claim, type EvidenceClaim } from './claim.ts';
import { copyFor, hold } from './hold.ts';
import { dropPart, keepPart, stagePart, type StagedPart } from './part.ts';
import type { EvidencePorts, EvidenceRoom } from './room.ts';
import { evidenceRoutes } from './routes.ts';
import { fileOf } from './rows.ts';
import { eraseFiles, evidenceLoops, unclaimedChore } from './sweep.ts';

export type { StagedPart } from './part.ts';
export type { EvidencePorts, Sighting } from './room.ts';
export { copyPhotos, type SeededPhoto, storePicture, type StoredPicture } from './seed.ts';

export interface EvidenceCapability extends Capability {
  /**
   * Makes uploaded files part of a matter, in the caller's transaction: each once, and all or none.
   * @returns what is known of them, in the order given.
   * @throws Problem `evidence.unclaimable` listing each file that cannot be attached.
   */
  claim(trx: Trx, fileIds: readonly string[], by: EvidenceClaim): Promise<EvidenceFile[]>;
  /** What is known of files, by id; ids that are not (or no longer) known are left out. */
  describe(db: Db | Trx, fileIds: readonly string[]): Promise<Map<string, EvidenceFile>>;
  /** Answers a request with a file that its capability has found readable; as `evidence.get` does. */
  send(
    file: { readonly id: string; readonly size: 'full' | 'thumb' },
    context: Context<Actor | null>,
  ): Promise<void>;
  /** Files that come as parts of another form: first to the staging disk, then kept as an upload, or dropped. */
  readonly parts: {
    stage(part: Parameters<typeof stagePart>[1]): Promise<StagedPart>;
    keep(part: StagedPart, by: Parameters<typeof keepPart>[2]): Promise<string>;
    drop(part: StagedPart): Promise<void>;
    /**
     * Makes kept parts of nobody belong to what they came with, in the caller's transaction.
     * @throws Problem `evidence.unclaimable` when one of them is gone.
     */
    hold(trx: Trx, fileIds: readonly string[]): Promise<void>;
  };
  /** Gives an account uploads of its own with the same contents, in the caller's transaction. */
  copyFor(trx: Trx, fileIds: readonly string[], accountId: number): Promise<UploadedEvidence[]>;
  /** Erases files for good, contents too, once the caller's transaction is committed. */
  erase(trx: Trx, fileIds: readonly string[]): Promise<void>;
}

export function createEvidence(kernel: Kernel, ports: EvidencePorts): EvidenceCapability {
  const room: EvidenceRoom = {
    ...ports,
    kernel,
    files: diskFiles(join(kernel.config.dataDir, 'files')),
  };
  return {
    routes: evidenceRoutes(room),
    loops: evidenceLoops(room),
    chores: [unclaimedChore(room)],
    claim: (trx, fileIds, by) => claim(kernel, trx, fileIds, by),
    describe: async (db, fileIds) => {
      if (fileIds.length === 0) return new Map();
      const rows = await db.selectFrom('evidence.files').selectAll().where('id', 'in', fileIds).execute();
      return new Map(rows.map((row) => [row.id, fileOf(row, kernel.config)]));
    },
    send: (file, context) => send(room, file, context),
    parts: {
      stage: (part) => stagePart(room, part),
      keep: (part, by) => keepPart(room, part, by),
      drop: dropPart,
      hold: (trx, fileIds) => hold(kernel, trx, fileIds),
    },
    copyFor: (trx, fileIds, accountId) => copyFor(kernel, trx, fileIds, accountId),
    erase: (trx, fileIds) => eraseFiles(kernel, trx, fileIds, 'evidence.erased'),
  };
}
