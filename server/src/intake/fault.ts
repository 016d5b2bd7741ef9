import type { Text } from '@heliu/contract/text';

/** Something wrong in a mapping or with the file it is for, at its line; 0 where there is none to point at. */
export interface MappingFault {
  readonly line: number;
  readonly text: Text;
}

/** Carries every fault found, so that one run names them all. */
export class MappingFaults extends Error {
  readonly faults: readonly MappingFault[];

  constructor(faults: readonly MappingFault[], options?: ErrorOptions) {
    super(faults.map(({ line, text }) => `line ${line}: ${text.en}`).join('\n'), options);
    this.name = 'MappingFaults';
    this.faults = faults;
  }
}
