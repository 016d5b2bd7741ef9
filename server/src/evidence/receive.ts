import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { UploadFields, uploadLimitBytes } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import type { FieldFault } from '@heliu/contract/problem/reply';
import type { FastifyRequest } from 'fastify';
import type { FileStore } from '../kernel/files.ts';

export interface Received {
  readonly commandId: string;
  /** Where the file lies now; the receiver removes it. */
  readonly staged: string;
  readonly bytes: number;
  /** As the sender called it; says nothing about what it is. */
  readonly name: string;
}

/** Room for the boundaries and fields around the file. */
const envelopeBytes = 65_536;

/**
 * Streams the one file of a multipart request to the disk.
 * @throws Problem `input.tooLarge`, `input.invalid`, `evidence.noFile`.
 */
export async function receive(request: FastifyRequest, files: FileStore): Promise<Received> {
  if (Number(request.headers['content-length']) > uploadLimitBytes + envelopeBytes) throw tooLarge();
  const staged = await files.stage();
  try {
    const { fields, names, faults } = await readParts(request, staged);
    const parsed = UploadFields.safeParse(fields);
    if (!parsed.success)
      faults.push(...parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })));
    const [name] = names;
    if (faults.length > 0 || !parsed.success) throw new Problem('input.invalid', { errors: faults });
    if (name === undefined) throw new Problem('evidence.noFile');
    const { size } = await stat(staged);
    if (size === 0) throw new Problem('evidence.noFile');
    return { commandId: parsed.data.commandId, staged, bytes: size, name };
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}

interface Parts {
  readonly fields: Record<string, unknown>;
  readonly names: string[];
  readonly faults: FieldFault[];
}

async function readParts(request: FastifyRequest, staged: string): Promise<Parts> {
  const fields: Record<string, unknown> = {};
  const names: string[] = [];
  const faults: FieldFault[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = part.value;
    else if (part.fieldname === 'file' && names.length === 0) {
      names.push(part.filename ?? '');
      await pipeline(part.file, createWriteStream(staged, { mode: 0o600 }));
      if (part.file.truncated) throw tooLarge();
    } else {
      part.file.resume();
      faults.push({ field: part.fieldname, message: 'one file a request, in the part called file' });
    }
  }
  return { fields, names, faults };
}

function tooLarge(): Problem {
  return new Problem('input.tooLarge', { params: { limit: `${uploadLimitBytes / 1_048_576} MB` } });
}
