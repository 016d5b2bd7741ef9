import { fill, type Language, type Text } from '@heliu/contract/text';

type Values = Readonly<Record<string, string | number>>;

/** Work that is being shown; `at` moves it on, `done` ends it with how long it took. */
export interface Step {
  at(done: number, total: number): void;
  done(text?: Text, values?: Values): void;
  failed(): void;
}

export interface Terminal {
  /** Result of a command, on standard output. */
  print(line: string): void;
  /** The result as JSON, on standard output. */
  json(value: unknown): void;
  /** Word to the person at the terminal, on standard error. */
  tell(text: Text, values?: Values): void;
  step(text: Text, values?: Values): Step;
}

const quietMs = 10_000;
const redrawMs = 100;

/**
 * Results go to standard output, everything else to standard error. On a terminal a step redraws its own line; into a
 * file it writes when it begins, every ten seconds, and when it ends.
 */
export function createTerminal(
  language: Language,
  stdout: { write(text: string): unknown },
  stderr: { write(text: string): unknown; readonly isTTY?: boolean },
): Terminal {
  const line = (text: string) => void stderr.write(`${text}\n`);
  return {
    print: (text) => void stdout.write(`${text}\n`),
    json: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    tell: (text, values = {}) => line(fill(text[language], values)),
    step: (text, values = {}) => {
      const label = fill(text[language], values);
      return stderr.isTTY === true ? drawnStep(label, language, stderr) : writtenStep(label, language, line);
    },
  };
}

const clear = '\r\u001B[2K';
const share = (done: number, total: number): string =>
  `${done.toLocaleString('en')} / ${total.toLocaleString('en')} (${Math.floor((100 * done) / Math.max(total, 1))}%)`;
const took = (started: number): string => `${((Date.now() - started) / 1000).toFixed(1)} s`;
const ended = (
  label: string,
  language: Language,
  started: number,
  text: Text | undefined,
  values: Values,
): string => `✓ ${text === undefined ? label : fill(text[language], values)} (${took(started)})`;

function drawnStep(label: string, language: Language, stderr: { write(text: string): unknown }): Step {
  const started = Date.now();
  let drawnAt = 0;
  stderr.write(`… ${label}`);
  return {
    at: (done, total) => {
      if (Date.now() - drawnAt < redrawMs) return;
      drawnAt = Date.now();
      stderr.write(`${clear}… ${label}  ${share(done, total)}`);
    },
    done: (text, values = {}) =>
      void stderr.write(`${clear}${ended(label, language, started, text, values)}\n`),
    failed: () => void stderr.write(`${clear}✗ ${label}\n`),
  };
}

function writtenStep(label: string, language: Language, line: (text: string) => void): Step {
  const started = Date.now();
  let saidAt = Date.now();
  line(`… ${label}`);
  return {
    at: (done, total) => {
      if (Date.now() - saidAt < quietMs) return;
      saidAt = Date.now();
      line(`  … ${share(done, total)}`);
    },
    done: (text, values = {}) => line(ended(label, language, started, text, values)),
    failed: () => line(`✗ ${label}`),
  };
}
