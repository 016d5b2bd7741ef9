import { createHash } from 'node:crypto';
import { uuidOf } from '../kernel/uuid.ts';

/** The UUID of what a story tells: the same for the same words, whatever was loaded before. */
export const storyId = (...words: readonly string[]): string =>
  uuidOf(createHash('sha256').update(words.join(' ')).digest(), 5);
