import type { FileType } from '@heliu/contract/evidence';

const maxCharacters = 100;
/** Controls, characters no file system takes, and invisible marks, such as those that disguise an ending by turning it. */
const unwanted = /[\p{Cc}\p{Cf}"*/:<>?\\|]/gu;
/** Quotes and line ends as browsers write them in a form. */
const escaped = /%(22|0a|0d)/gi;

/** At either end; the end is looked for from where they begin, or a name of dots alone would take minutes. */
const edges = /^[ .]+|(?<![ .])[ .]+$/g;

/** Name to download a file under: what its sender called it, made harmless, with the ending of what it really is. */
export function downloadName(sent: string, type: FileType): string {
  const last = sent.split(/[\\/]/).at(-1) ?? '';
  const base = last.replaceAll(escaped, ' ').normalize('NFC').replaceAll(unwanted, ' ');
  const ending = `.${type}`;
  const bare = base.toLowerCase().endsWith(ending) ? base.slice(0, -ending.length) : base;
  const tidy = bare.replaceAll(/\s+/g, ' ').replaceAll(edges, '');
  const short = [...tidy].slice(0, maxCharacters).join('').trimEnd();
  return `${short === '' ? 'file' : short}${ending}`;
}
