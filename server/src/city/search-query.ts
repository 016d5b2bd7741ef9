import { normalise } from '@heliu/contract/city/rule-match';

/** One word of a query: a run of Chinese, of digits, or of other letters. */
export interface Token {
  readonly text: string;
  readonly kind: 'han' | 'digits' | 'letters';
}

const mostTokens = 8;
const words = /\p{Script=Han}+|\p{N}+|\p{L}[\p{L}\p{M}'’]*/gu;

/** Splits a query at its gaps and where its script changes, so that 鹞子村3 means grid 3 of 鹞子村. */
export function tokensOf(query: string): Token[] {
  const found = query.split(/\s+/).flatMap((part) => [...normalise(part).matchAll(words)]);
  return found.slice(0, mostTokens).map(([text]) => ({
    text: text.replaceAll(/['’]/g, ''),
    kind: /^\p{Script=Han}/u.test(text) ? 'han' : /^\p{N}/u.test(text) ? 'digits' : 'letters',
  }));
}
