import type { Text } from '@heliu/contract/text';
import type { City } from './city.ts';

export interface NamedCode {
  readonly code: string;
  readonly name: Text;
}

/** A code that the city has no name for any more stands for itself. */
export const codeText = (code: string): Text => ({ zh: code, en: code });

/** A unit of this version of the city or of an earlier one. */
export const unitNamed = (code: string, { index, former }: City): NamedCode => ({
  code,
  name: (index.units.get(code) ?? former.units.get(code))?.name ?? codeText(code),
});

/** Name of a type of this version of the city or of an earlier one. */
export const typeName = (code: string, { index, former }: City): Text =>
  (index.types.get(code) ?? former.types.get(code))?.name ?? codeText(code);
