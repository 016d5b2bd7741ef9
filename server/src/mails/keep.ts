import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { uploadLimitBytes } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import { uuidOf } from '../kernel/uuid.ts';
import { codeOf } from './fault.ts';
import type { Enclosure } from './letter.ts';
import type { MailRoom } from './room.ts';

const dayMs = 86_400_000;
/** As many as a report may have. */
const mostFiles = 10;

interface Refusal {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

export interface Kept {
  readonly files: readonly { readonly id: string; readonly name: string }[];
  readonly refused: readonly Refusal[];
  /** Code of what kept the files from being taken, where that is not theirs; then none is. */
  readonly fault: string | null;
}

export const keptNothing: Kept = { files: [], refused: [], fault: null };

const refusal = (name: string, problem: Problem): Refusal => ({
  name,
  zh: problem.text('zh'),
  en: problem.text('en'),
});

interface NewFiles {
  readonly key: Buffer;
  readonly at: number;
  readonly complete: boolean;
}

/** Checks and keeps the attachments of a mail: all that may be, or none where something else than they is at fault. */
export async function keepFiles(
  room: MailRoom,
  enclosures: readonly Enclosure[],
  mail: NewFiles,
): Promise<Kept> {
  try {
    return await keepAll(room, enclosures, mail);
  } catch (error) {
    const fault = codeOf(error);
    room.kernel.log.warn('attachments not taken', { fault });
    return { ...keptNothing, fault };
  }
}

async function keepAll(room: MailRoom, enclosures: readonly Enclosure[], mail: NewFiles): Promise<Kept> {
  const files: Kept['files'][number][] = [];
  const refused: Refusal[] = [];
  for (const [no, enclosure] of enclosures.entries()) {
    const { name } = enclosure;
    // What the cut went through is broken; nobody shall take it for what was sent.
    if (!mail.complete) refused.push(refusal(name, tooLarge()));
    else if (files.length === mostFiles) refused.push({ name, ...tooManyFiles });
    else {
      const kept = await keepFile(room, enclosure, commandIdOf(mail, no));
      if ('id' in kept) files.push({ id: kept.id, name });
      else refused.push(kept);
    }
  }
  return { files, refused, fault: null };
}

const tooManyFiles = {
  zh: `一封来信最多收取 ${mostFiles} 个附件`,
  en: `Of one mail no more than ${mostFiles} attachments are taken`,
};

const tooLarge = (): Problem =>
  new Problem('input.tooLarge', { params: { limit: `${uploadLimitBytes / 1_048_576} MB` } });

/**
 * The same for the same attachment, so that a second attempt finds the file of the first. Files that wait longer than
 * a day are gone, so another day makes another one.
 */
function commandIdOf({ key, at }: { readonly key: Buffer; readonly at: number }, no: number): string {
  const day = Math.floor(at / dayMs);
  return uuidOf(createHash('sha256').update(key).update(`${no} ${day}`).digest(), 8);
}

/** @throws only what is not the fault of the file. */
async function keepFile(
  { evidence: { parts } }: MailRoom,
  { name, content }: Enclosure,
  commandId: string,
): Promise<{ id: string } | Refusal> {
  try {
    if (content.length > uploadLimitBytes) throw tooLarge();
    const file = Object.assign(Readable.from([content]), { truncated: false });
    const staged = await parts.stage({ file, filename: name });
    try {
      return { id: await parts.keep(staged, { commandId, endpoint: 'mail.take', accountId: null }) };
    } finally {
      await parts.drop(staged);
    }
  } catch (error) {
    if (error instanceof Problem && error.code !== 'evidence.busy') return refusal(name, error);
    throw error;
  }
}

/** Makes kept files those of a mail. */
export async function holdFiles(
  { evidence }: MailRoom,
  trx: Trx,
  mailId: string,
  { files, refused }: Kept,
): Promise<void> {
  await evidence.parts.hold(
    trx,
    files.map((file) => file.id),
  );
  for (const [index, { id: fileId, name }] of files.entries()) {
    await sql`INSERT INTO mails.files (mail_id, no, file_id, name)
      VALUES (${mailId}, ${index + 1}, ${fileId}, ${name})`.execute(trx);
  }
  await sql`UPDATE mails.mails SET refused = ${JSON.stringify(refused)}::jsonb WHERE id = ${mailId}`.execute(
    trx,
  );
}
