import { Problem } from '@heliu/contract/problem';
import type { Language, Text } from '@heliu/contract/text';
import { ConfigFault } from '../kernel/config.ts';
import { faultsIn } from '../kernel/expected.ts';
import { NewerDatabase } from '../kernel/migrate.ts';
import { type ExitCode, exitCodes } from './cli.ts';

/** A refusal of the command line: what is wrong and what to do, in both languages. */
export class CliFault extends Error {
  readonly text: Text;
  readonly exitCode: ExitCode;
  /** The command has told it already, in its own form. */
  readonly reported: boolean;

  constructor(text: Text, options: { exitCode?: ExitCode; cause?: unknown; reported?: boolean } = {}) {
    super(text.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CliFault';
    this.text = text;
    this.exitCode = options.exitCode ?? exitCodes.failed;
    this.reported = options.reported ?? false;
  }
}

export interface ReportedFault {
  readonly code: string;
  readonly message: string;
  readonly errors?: readonly { field: string; message: string }[];
}

/** An error as the command line tells it: one object for `--json`, the same facts as lines otherwise. */
export function reportOf(error: unknown, language: Language): { fault: ReportedFault; exitCode: ExitCode } {
  if (error instanceof CliFault) {
    const code = error.exitCode === exitCodes.usage ? 'usage' : 'refused';
    return { fault: { code, message: error.text[language] }, exitCode: error.exitCode };
  }
  if (error instanceof ConfigFault) {
    return { fault: { code: 'config', message: error.message }, exitCode: exitCodes.usage };
  }
  if (error instanceof Problem) {
    const errors = error.errors.length > 0 ? { errors: faultsIn(error, language) } : {};
    return {
      fault: { code: error.code, message: error.text(language), ...errors },
      exitCode: error.code === 'input.invalid' ? exitCodes.usage : exitCodes.failed,
    };
  }
  if (error instanceof NewerDatabase) {
    return { fault: { code: 'refused', message: newer(error)[language] }, exitCode: exitCodes.failed };
  }
  return { fault: { code: 'failed', message: messageOf(error) }, exitCode: exitCodes.failed };
}

function newer({ unknown }: NewerDatabase): Text {
  const names = unknown.join(', ');
  return {
    zh: `数据库有本版本不认识的迁移（${names}）：程序比数据旧，没有改动任何内容。请换用与数据相符的版本。`,
    en: `The database has migrations that this version does not know (${names}): the program is older than the data. Nothing was changed; run the version that the data is of.`,
  };
}

/** Node joins the attempts of a refused connection in one error without a message of its own. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  if (error instanceof AggregateError) return error.errors.map(String).join('; ');
  return error.name;
}

/** In English, where one is no plural. */
export const faultsCounted = (count: number): string => (count === 1 ? '1 fault' : `${count} faults`);
