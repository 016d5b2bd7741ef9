import type { FastifyRequest } from 'fastify';
import type { EvidenceCapability, StagedPart } from '../evidence/index.ts';
import { Open311Error } from './errors.ts';
import { type Arguments, argumentsOf, queryOf } from './query.ts';

export interface Form {
  readonly args: Arguments;
  readonly files: readonly StagedPart[];
}

const mostFiles = 6;
const mostFields = 200;
const fieldBytes = 65_536;

/**
 * What was sent, as a form with or without files. Files wait on the staging disk until somebody says what becomes of
 * them: whoever calls this drops them.
 */
export async function readForm(request: FastifyRequest, parts: EvidenceCapability['parts']): Promise<Form> {
  const query = queryOf(request);
  if (!request.isMultipart()) {
    const body = typeof request.body === 'string' ? request.body : '';
    // Counted before anything is made of them: a megabyte holds half a million.
    if (body.split('&', mostFields + 1).length > mostFields) throw tooManyFields();
    return { args: argumentsOf(joined(query, new URLSearchParams(body))), files: [] };
  }
  const fields = new URLSearchParams();
  const files: StagedPart[] = [];
  try {
    const limits = { files: mostFiles, fields: mostFields, fieldSize: fieldBytes };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') fields.append(part.fieldname, String(part.value));
      // A browser's form sends an empty part for a file that nobody chose.
      else if (part.filename === undefined || part.filename === '') part.file.resume();
      else files.push(await parts.stage(part));
    }
  } catch (error) {
    await Promise.all(files.map((file) => parts.drop(file)));
    throw tooMany(error) ?? error;
  }
  return { args: argumentsOf(joined(query, fields)), files };
}

/** The body wins; what stands in the address is added where the body says nothing. */
function joined(query: URLSearchParams, body: URLSearchParams): URLSearchParams {
  const all = new URLSearchParams(body);
  for (const [name, value] of query) if (!body.has(name)) all.append(name, value);
  return all;
}

const tooManyFields = (): Open311Error =>
  new Open311Error(400, { zh: `最多 ${mostFields} 个字段。`, en: `At most ${mostFields} fields.` });

function tooMany(error: unknown): Open311Error | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'FST_FILES_LIMIT') {
    return new Open311Error(400, { zh: `最多 ${mostFiles} 个文件。`, en: `At most ${mostFiles} files.` });
  }
  if (code === 'FST_FIELDS_LIMIT' || code === 'FST_PARTS_LIMIT') {
    return tooManyFields();
  }
  return undefined;
}
