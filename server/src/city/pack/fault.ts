import type { PackFault } from '@heliu/contract/city/administration';
import type { Text } from '@heliu/contract/text';

/** A place in a file that a fault can point at. */
export interface Spot {
  readonly file: string;
  readonly line: number;
}

export type FaultTexts = Pick<PackFault, 'what' | 'why' | 'fix'>;

/** Faults found so far; readers go on after a fault, so that one run lists them all. */
export class Faults {
  readonly #list: PackFault[] = [];

  add(spot: Spot, texts: FaultTexts): void {
    this.#list.push({ file: spot.file, line: spot.line, ...texts });
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
