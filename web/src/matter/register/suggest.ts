import type { OfferedType } from '@heliu/contract/city/overview';

const mostShown = 5;

/** Types whose keywords or name occur in what was written, the best match first. */
export function suggestTypes(text: string, types: readonly OfferedType[]): OfferedType[] {
  const words = text.toLowerCase();
  if (words.trim().length < 2) return [];
  return types
    .map((type) => ({ type, score: scoreOf(words, type) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostShown)
    .map(({ type }) => type);
}

/** Longer keywords say more; a name in full says the most. */
function scoreOf(words: string, { name, keywords }: OfferedType): number {
  const found = [...keywords.zh, ...keywords.en]
    .map((keyword) => keyword.toLowerCase())
    .filter((keyword) => keyword !== '' && words.includes(keyword))
    .reduce((sum, keyword) => sum + keyword.length, 0);
  const named = [name.zh, name.en].some((one) => words.includes(one.toLowerCase()));
  return found + (named ? 20 : 0);
}
