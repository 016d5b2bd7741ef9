import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { FileType } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import { inspect } from './inspect.ts';
import { downloadName } from './name.ts';
import type { RenderedPhoto } from './photo.ts';
import type { Received } from './receive.ts';
import type { EvidenceRoom } from './room.ts';
import { scan } from './scan.ts';

interface PreparedPhoto extends RenderedPhoto {
  readonly kind: 'photo';
  /** Staged paths. */
  readonly full: string;
  readonly thumb: string;
}

interface PreparedFile {
  readonly kind: 'file';
  readonly full: string;
  readonly type: FileType;
  readonly name: string;
  readonly scan: 'notSetUp' | 'unscanned' | 'clean';
}

export type Prepared = PreparedPhoto | PreparedFile;

/**
 * Makes of a received file what may be kept, hands it to `keep`, and removes what is then left on the staging disk.
 * @throws Problem of every reason not to take a file.
 */
export async function prepare<T>(
  room: EvidenceRoom,
  received: Received,
  keep: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  const inspected = await inspect(received.staged, received.bytes, received.name);
  if (inspected.kind === 'file') {
    const verdict = await scanned(room, received);
    const name = downloadName(received.name, inspected.type);
    return keep({ kind: 'file', full: received.staged, type: inspected.type, name, scan: verdict });
  }
  const [full, thumb] = await Promise.all([room.files.stage(), room.files.stage()]);
  try {
    // With the first photo only: what draws it is large.
    const { renderPhoto } = await import('./photo.ts');
    const rendered = await renderPhoto(received.staged, inspected.format, { full, thumb });
    return await keep({ kind: 'photo', full, thumb, ...rendered });
  } finally {
    await Promise.all([full, thumb].map((path) => rm(path, { force: true })));
  }
}

/** Photos are drawn anew and need no scan: no byte of what was uploaded is kept. */
async function scanned(room: EvidenceRoom, received: Received): Promise<PreparedFile['scan']> {
  const { config, log } = room.kernel;
  if (config.scanCommand === undefined) return 'notSetUp';
  const answer = await scan(config.scanCommand, createReadStream(received.staged));
  if (answer.verdict === 'failed') {
    log.error('virus scanner failed', { reason: answer.reason });
    return 'unscanned';
  }
  if (answer.verdict === 'infected') throw new Problem('evidence.infected');
  return 'clean';
}
