import { expect, test } from 'vitest';
import { readPack } from '../../test/packs.ts';
import { compileCity, staffOf } from '../city/index.ts';
import { tellCallers } from './callers.ts';
import { castOf } from './cast.ts';

test('two callers with numbers have matters at different steps in the town that is shown first', () => {
  const pack = readPack('hechuan');
  const city = compileCity(pack, 1);
  const accountIds = new Map(staffOf(pack).map(({ login }, index) => [login, index + 1]));
  const until = Date.parse('2026-11-25T01:30:00Z');
  const stories = tellCallers({ city, cast: castOf(city, accountIds), accountIds, pictures: [], until });
  const town = pack.divisions.find(({ level }) => level === 'township')?.path ?? '?';
  expect(stories).toHaveLength(6);
  const ends = stories.map((story) => (story.at(-1) ?? story[0]).after);
  expect(ends.map(({ stage }) => stage)).toEqual([
    'handling',
    'closed',
    'declined',
    'dispatched',
    'closed',
    'awaitingRuling',
  ]);
  expect(ends.filter(({ closing }) => closing?.callBack === 'due')).toHaveLength(2);
  for (const [first] of stories) {
    expect(first.placePath.startsWith(`${town}/`)).toBe(true);
    expect(first.reports[0]).toMatchObject({
      phone: expect.stringMatching(/^(138 0013 8000|023-42000123)$/),
    });
  }
});
