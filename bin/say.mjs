import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
const language = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
const write = (text) => void process.stderr.write(text);

export const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

/** Progress for a person, on standard error, so that standard output carries results only. */
export const say = {
  done: (text, took) => write(`✓ ${text[language]}${took === undefined ? '' : ` (${took})`}\n`),
  fault: (text) => write(`✗ ${text[language]}\n`),
  /** Says what begins, then every ten seconds that it still goes on. @returns a function that ends it. */
  ticking: (text) => {
    const started = Date.now();
    write(`… ${text[language]}\n`);
    const timer = setInterval(() => write(`  … ${Math.round((Date.now() - started) / 1000)} s\n`), 10_000);
    return () => clearInterval(timer);
  },
};
