import { createHash } from 'node:crypto';

/** The UUID of what a story tells: the same for the same words, whatever was loaded before. */
export function storyId(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
