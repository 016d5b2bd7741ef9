import { Problem } from '@heliu/contract/problem';

/**
 * A cursor is the sort key of the last row seen. It tells nothing that the row did not, so it is encoded, not sealed;
 * the query stays scoped to the actor whatever it holds.
 */
export const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

const isKey = (value: unknown): value is (string | number | null)[] =>
  Array.isArray(value) &&
  value.every((part) => part === null || typeof part === 'string' || typeof part === 'number');

/** @throws Problem `input.invalid` when the text is no cursor with that many parts. */
export function decodeCursor(cursor: string, parts: number): (string | number | null)[] {
  const refuse = (cause?: unknown): never => {
    throw new Problem('input.invalid', {
      cause,
      errors: [{ field: 'query.cursor', message: 'not a cursor of this list; ask for the first page again' }],
    });
  };
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    return refuse(error);
  }
  return isKey(key) && key.length === parts ? key : refuse();
}
