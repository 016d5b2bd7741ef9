import { explore } from '@heliu/contract/matter/proof/explore';
import { worldOf } from '@heliu/contract/matter/proof/worlds';
import { describe, expect, test } from 'vitest';
import { fromStored, type StoredMatter, toStored } from './stored.ts';

const throughTheDatabase = (stored: StoredMatter): StoredMatter =>
  JSON.parse(JSON.stringify(stored)) as StoredMatter;

describe('a matter as its row keeps it', () => {
  test.each(['appealing', 'extending', 'merging', 'suspending'] as const)(
    'is read as it was, wherever %s has brought it',
    (name) => {
      const { visits } = explore(worldOf([name]), () => {});
      expect(visits.length).toBeGreaterThan(70);
      for (const { matter } of visits) {
        const stored = toStored(matter);
        expect(fromStored(throughTheDatabase(stored))).toEqual(matter);
        expect(JSON.stringify(stored).length).toBeLessThan(JSON.stringify(matter).length);
      }
    },
  );

  test('has no field that says nothing', () => {
    const { visits } = explore(worldOf(['returning']), () => {});
    const text = JSON.stringify(visits.map(({ matter }) => toStored({ ...matter, closing: null })));
    expect(text).not.toMatch(/"(merge|ratings|appeal|pauses|fixedDueAt|suspension)":(null|\[\])/);
  });

  test('written whole, as rows once were, it is read the same', () => {
    const { visits } = explore(worldOf(['returning']), () => {});
    for (const { matter } of visits) expect(fromStored(matter)).toEqual(matter);
  });
});
