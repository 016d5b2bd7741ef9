import type { PackFault } from '@heliu/contract/city/administration';
import type { Text } from '@heliu/contract/text';

/** A place in a file that a fault can point at. */
export interface Spot {
  readonly file: string;
  readonly line: number;
}

export type FaultTexts = Pick<PackFault, 'what' | 'why' | 'fix'> & {
  /** File in which something was looked for and not found. */
  readonly missedIn?: string;
};

/** Faults found so far; readers go on after a fault, so that one run lists them all. */
export class Faults {
  readonly #list: PackFault[] = [];
  readonly #unread = new Set<string>();

  /** A file that is too broken to say what is in it: what is missed there may be there. */
  unread(file: string): void {
    this.#unread.add(file);
  }

  add({ file, line }: Spot, { what, why, fix, missedIn }: FaultTexts): void {
    if (missedIn !== undefined && this.#unread.has(missedIn)) return;
    this.#list.push({ file, line, what, why, fix });
  }

  get count(): number {
    return this.#list.length;
  }

  /** By file and line, each fault once. */
  sorted(): PackFault[] {
    const seen = new Set<string>();
    return this.#list
      .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
      .filter((fault) => {
        const key = `${fault.file}:${fault.line} ${fault.what.en}`;
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      });
  }
}

/** What, why and what to do, in one line of each language. */
export const faultWords = ({ what, why, fix }: FaultTexts): Text => ({
  zh: `${what.zh}；${why.zh}；${fix.zh}。`,
  en: `${what.en}; ${why.en}; ${fix.en}.`,
});

/** `file:line: what, why, fix` in one language, as `heliu city check` prints it. */
export function faultText(fault: PackFault, language: keyof Text): string {
  const colon = language === 'zh' ? '：' : ': ';
  const place = fault.line > 0 ? `${fault.file}:${fault.line}` : fault.file;
  return `${place}${colon}${faultWords(fault)[language]}`;
}
