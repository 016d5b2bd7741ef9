import { createHash } from 'node:crypto';
import type { EvidenceFile, EvidenceStatus, UploadedEvidence } from '@heliu/contract/evidence';
import type { Selectable } from 'kysely';
import type { Config } from '../kernel/config.ts';
import type { Db, Trx } from '../kernel/db.ts';
import type { DB } from '../kernel/tables.ts';

export type FileRow = Selectable<DB['evidence.files']>;

export async function findFile(db: Db | Trx, id: string): Promise<FileRow | undefined> {
  return db.selectFrom('evidence.files').selectAll().where('id', '=', id).executeTakeFirst();
}

export function fileOf(row: FileRow, config: Config): EvidenceFile {
  return {
    id: row.id,
    kind: row.kind === 'photo' ? 'photo' : 'file',
    mediaType: row.media_type,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    name: row.name,
    takenAt: row.taken_at?.toISOString() ?? null,
    status: statusOf(row, config),
  };
}

export function uploadOf(row: FileRow, config: Config): UploadedEvidence {
  return {
    ...fileOf(row, config),
    place: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
  };
}

/** With a scanner set up only what it found clean is given out; without one, what came while there was none. */
export function statusOf(row: Pick<FileRow, 'scan'>, config: Config): EvidenceStatus {
  if (row.scan === 'infected') return 'infected';
  if (row.scan === 'notNeeded' || row.scan === 'clean') return 'ready';
  return row.scan === 'notSetUp' && config.scanCommand === undefined ? 'ready' : 'awaitingScan';
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
