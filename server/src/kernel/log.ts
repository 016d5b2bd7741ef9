import type { Config } from './config.ts';

const ranks = { silent: 0, error: 1, warn: 2, info: 3, debug: 4 } as const;

/** Structured log, one JSON object a line. Fields hold ids and codes, never personal data. */
export interface Log {
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

export function createLog(
  level: Config['logLevel'],
  write = (line: string) => void process.stderr.write(line),
): Log {
  const at =
    (rank: keyof typeof ranks) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      if (ranks[rank] > ranks[level]) return;
      write(
        `${JSON.stringify({ at: new Date().toISOString(), level: rank, message, ...serialised(fields) })}\n`,
      );
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

function serialised(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? describe(value) : value]),
  );
}

/** Message and stack of an error; PostgreSQL's `detail` is left out, it quotes row values. */
function describe(error: Error): Record<string, unknown> {
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause instanceof Error ? { cause: describe(error.cause) } : {};
  return { name: error.name, text: error.message, ...code, stack: error.stack, ...cause };
}
