import type { Language } from '@heliu/contract/text';
import type { Readable, Writable } from 'node:stream';
import type { Terminal } from './terminal.ts';

/** What a command sees of the process it runs in. */
export interface Cli {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
  readonly terminal: Terminal;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** For results that are bytes; lines go through the terminal. */
  readonly stdout: Writable;
}

/** Exit codes, as `heliu --help` documents them. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
