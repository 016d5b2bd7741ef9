import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/harness.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

test('bigints are numbers, in arrays too, and dates stay days', async () => {
  const { rows } = await database.pool.query(`
    SELECT 9007199254740991::bigint AS one, ARRAY[1, NULL, -3]::bigint[] AS many, '{}'::bigint[] AS none,
      date '2026-11-25' AS day`);
  expect(rows).toEqual([{ one: 9_007_199_254_740_991, many: [1, null, -3], none: [], day: '2026-11-25' }]);
});
