const han = /\p{Script=Han}/u;
const word = /[\p{Letter}\p{Number}]+/gu;

/**
 * Terms by which a text is found: every two neighbouring Chinese characters, and every other word in lower case.
 * A single Chinese character gives itself, so that it matches only texts where it stands alone between other signs.
 */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>();
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(word)) {
    for (const part of run.split(/(\p{Script=Han}+)/u)) {
      if (part === '') continue;
      if (!han.test(part)) {
        grams.add(part.slice(0, 40));
        continue;
      }
      const signs = [...part];
      if (signs.length === 1) grams.add(part);
      for (let i = 0; i + 1 < signs.length; i += 1) grams.add(`${signs[i]}${signs[i + 1]}`);
    }
  }
  return [...grams];
}
