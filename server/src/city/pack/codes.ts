import type { Text } from '@heliu/contract/text';
import type { Faults, Spot } from './fault.ts';
import { duplicate } from './texts.ts';

/** Codes with the place each was declared at; a code declared again is a fault and keeps its first place. */
export class Codes {
  readonly #what: Text;
  readonly #spots = new Map<string, Spot>();

  constructor(what: Text) {
    this.#what = what;
  }

  /** False, and a fault, where the code is taken. */
  declare(code: string, spot: Spot, faults: Faults): boolean {
    const first = this.#spots.get(code);
    if (first !== undefined) {
      faults.add(spot, duplicate(this.#what, code, first));
      return false;
    }
    this.#spots.set(code, spot);
    return true;
  }

  /** For `onBroken` of a table: the code is there, although its row is not. */
  readonly know = ({ code = '' }: Readonly<Record<string, string>>, spot: Spot): void => {
    if (!this.#spots.has(code)) this.#spots.set(code, spot);
  };

  has(code: string): boolean {
    return this.#spots.has(code);
  }

  /** Where a code was declared; `elsewhere` for one that was not. */
  spot(code: string, elsewhere: Spot): Spot {
    return this.#spots.get(code) ?? elsewhere;
  }
}
