import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Drafts } from './drafts.ts';
import { forgetAnswers } from './kept-queries.ts';
import { Vault } from './vault.ts';

const officer = 7;
const now = Date.parse('2026-11-25T02:00:00Z');
let names = 0;
const device = (): Promise<Vault> => Vault.open(`drafts ${(names += 1)}`);

test('a form that was begun is there again after the app was killed, for the same person alone', async () => {
  const vault = await device();
  await new Drafts(vault, officer).keep('patrol ground g1', { lane: 'no' }, now);
  expect(await new Drafts(vault, officer).find('patrol ground g1', now + 60_000)).toEqual({ lane: 'no' });
  expect(await new Drafts(vault, officer).find('patrol ground g2', now)).toBeUndefined();
  expect(await new Drafts(vault, 8).find('patrol ground g1', now)).toBeUndefined();
});

test('a draft goes when it is sent, also when it was being written, when somebody signs out, and after a day', async () => {
  const vault = await device();
  const drafts = new Drafts(vault, officer);
  void drafts.keep('a', 1, now);
  void drafts.keep('a', 2, now);
  await drafts.drop('a');
  expect(await drafts.find('a', now)).toBeUndefined();
  await drafts.keep('b', 1, now);
  expect(await drafts.find('b', now + 25 * 3_600_000)).toBeUndefined();
  await forgetAnswers(vault, officer);
  expect(await vault.db.count('kept')).toBe(0);
});

test('what lies in the database tells nothing', async () => {
  const vault = await device();
  await new Drafts(vault, officer).keep('patrol ground g1', { words: 'a sofa' }, now);
  const [row] = await vault.db.getAll('kept');
  const bytes = Buffer.from(row?.sealed.data ?? new ArrayBuffer(0)).toString('latin1');
  expect(bytes.length).toBeGreaterThan(20);
  expect(bytes).not.toContain('sofa');
  expect(row?.id).not.toContain('patrol');
});
