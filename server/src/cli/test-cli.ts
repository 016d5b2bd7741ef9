import { PassThrough, Readable, Writable } from 'node:stream';
import { runCli } from './run.ts';

export interface Spoken {
  readonly code: number;
  readonly out: string;
  /** Standard output as it was, for results that are no text. */
  readonly bytes: Buffer;
  readonly err: string;
}

/** Runs one command line as a person would, in this process, with an environment of its own. */
export async function heliu(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input: string | Buffer = '',
): Promise<Spoken> {
  const [out, err] = [collector(), collector()];
  const code = await runCli({
    args,
    environment,
    stdin: input.length === 0 ? new PassThrough().end() : Readable.from([Buffer.from(input)]),
    stdout: out.stream,
    stderr: err.stream,
  });
  return { code, out: out.bytes().toString('utf8'), bytes: out.bytes(), err: err.bytes().toString('utf8') };
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}
