import type { OfferedType } from '@heliu/contract/city/overview';

type Searched = Pick<OfferedType, 'code' | 'name' | 'description' | 'keywords'>;

const weights = { name: 6, keyword: 4, keywordPart: 3, description: 1 };

function scoreOf(type: Searched, words: readonly string[], whole: string): number {
  const names = [type.name.zh, type.name.en].map((name) => name.toLowerCase());
  const keywords = [...type.keywords.zh, ...type.keywords.en].map((word) => word.toLowerCase());
  const described = `${type.description.zh} ${type.description.en}`.toLowerCase();
  let score = 0;
  for (const name of names) if (whole.includes(name)) score += weights.name * 2;
  for (const keyword of keywords) if (whole.includes(keyword)) score += weights.keyword * keyword.length;
  for (const word of words) {
    if (names.some((name) => name.includes(word))) score += weights.name * word.length;
    else if (keywords.some((keyword) => keyword.includes(word))) score += weights.keywordPart * word.length;
    else if (described.includes(word)) score += weights.description * word.length;
  }
  return score;
}

/** Types that a person's words speak of, best first: part of a name, or a sentence that holds a keyword. */
export function findTypes<T extends Searched>(types: readonly T[], query: string, limit: number): T[] {
  const whole = query.trim().toLowerCase();
  const words = whole.split(/[\s,.;:!?，。；：！？、]+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  return types
    .map((type) => ({ type, score: scoreOf(type, words, whole) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.type.code < b.type.code ? -1 : 1))
    .slice(0, limit)
    .map(({ type }) => type);
}
