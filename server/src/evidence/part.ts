import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { uploadLimitBytes } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import { digestOf } from '../kernel/files.ts';
import { prepare } from './prepare.ts';
import type { EvidenceRoom } from './room.ts';
import { store } from './store.ts';

/** A file that came with something else, as a part of its form; on the staging disk until it is kept or dropped. */
export interface StagedPart {
  readonly staged: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface IncomingPart {
  readonly file: Readable & { readonly truncated: boolean };
  readonly filename: string | undefined;
}

/** @throws Problem `input.tooLarge`, `evidence.noFile`. */
export async function stagePart(room: EvidenceRoom, part: IncomingPart): Promise<StagedPart> {
  const staged = await room.files.stage();
  try {
    await pipeline(part.file, createWriteStream(staged, { mode: 0o600 }));
    if (part.file.truncated) {
      throw new Problem('input.tooLarge', { params: { limit: `${uploadLimitBytes / 1_048_576} MB` } });
    }
    const { size } = await stat(staged);
    if (size === 0) throw new Problem('evidence.noFile');
    return { staged, name: part.filename ?? '', ...(await digestOf(staged)) };
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}

/**
 * Keeps a staged part as an upload of an account, or of nobody, after the same checks as any other.
 * @returns id of the file.
 * @throws Problem of every reason not to take a file.
 */
export async function keepPart(
  room: EvidenceRoom,
  part: StagedPart,
  by: { readonly commandId: string; readonly endpoint: string; readonly accountId: number | null },
): Promise<string> {
  const command = { ...by, at: room.kernel.clock.now() };
  return prepare(room, { ...part, commandId: by.commandId }, (prepared) => store(room, prepared, command));
}

export const dropPart = (part: StagedPart): Promise<void> => rm(part.staged, { force: true });
