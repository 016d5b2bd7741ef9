import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Drafts } from './drafts.ts';
import { forgetAnswers } from './kept-queries.ts';
import { Vault } from './vault.ts';

const officer = 7;
const now = Date.parse('2026-11-25T02:00:00Z');
let names = 0;
const device = (): Promise<Vault> => Vault.open(`drafts ${(names += 1)}`);
const photo = (words: string) => new File([words], `${words}.jpg`, { type: 'image/jpeg' });
const valueOf = async (drafts: Drafts, name: string, at = now) => (await drafts.find(name, at))?.value;
const photosOf = async (drafts: Drafts, name: string) =>
  Promise.all(
    ((await drafts.find(name, now))?.photos ?? []).map(async (one) => [one.name, await one.text()]),
  );

test('a form that was begun is there again after the app was killed, for the same person alone', async () => {
  const vault = await device();
  await new Drafts(vault, officer).keep('patrol ground g1', { lane: 'no' }, now);
  expect(await valueOf(new Drafts(vault, officer), 'patrol ground g1', now + 60_000)).toEqual({ lane: 'no' });
  expect(await valueOf(new Drafts(vault, officer), 'patrol ground g2')).toBeUndefined();
  expect(await valueOf(new Drafts(vault, 8), 'patrol ground g1')).toBeUndefined();
});

test('its photos are there as well, each stored once, and go with it', async () => {
  const vault = await device();
  const drafts = new Drafts(vault, officer);
  const [one, two] = [photo('one'), photo('two')];
  await drafts.keep('report', { text: 'a' }, now, [one]);
  const [first] = await vault.db.getAllKeys('photos');
  await drafts.keep('report', { text: 'ab' }, now, [one, two]);
  expect(await vault.db.getAllKeys('photos')).toContain(first);
  const again = new Drafts(vault, officer);
  expect(await photosOf(again, 'report')).toEqual([
    ['one.jpg', 'one'],
    ['two.jpg', 'two'],
  ]);
  const restored = (await again.find('report', now))?.photos ?? [];
  await again.keep('report', { text: 'abc' }, now, restored.slice(1));
  expect(await photosOf(new Drafts(vault, officer), 'report')).toEqual([['two.jpg', 'two']]);
  expect(await vault.db.count('photos')).toBe(1);
  await again.drop('report');
  expect([await vault.db.count('photos'), await vault.db.count('kept')]).toEqual([0, 0]);
});

test('a draft goes when it is sent, also when it was being written, when somebody signs out, and after a day', async () => {
  const vault = await device();
  const drafts = new Drafts(vault, officer);
  void drafts.keep('a', 1, now);
  void drafts.keep('a', 2, now);
  await drafts.drop('a');
  expect(await valueOf(drafts, 'a')).toBeUndefined();
  await drafts.keep('b', 1, now, [photo('one')]);
  expect(await valueOf(drafts, 'b', now + 25 * 3_600_000)).toBeUndefined();
  await forgetAnswers(vault, officer);
  expect([await vault.db.count('photos'), await vault.db.count('kept')]).toEqual([0, 0]);
});

test('drafts that are old, or about what is no more, are let go; others stay', async () => {
  const vault = await device();
  const drafts = new Drafts(vault, officer);
  await drafts.keep('support a', 'a', now, [photo('one')]);
  await drafts.keep('support b', 'b', now);
  await drafts.keep('report', 'r', now);
  await drafts.keep('old', 'o', now - 25 * 3_600_000);
  expect(await drafts.count(now)).toBe(3);
  await drafts.tidy(now, 'support ', new Set(['support b']));
  expect(await valueOf(drafts, 'support a')).toBeUndefined();
  expect(await valueOf(drafts, 'support b')).toBe('b');
  expect(await valueOf(drafts, 'report')).toBe('r');
  expect([await vault.db.count('photos'), await vault.db.count('kept')]).toEqual([0, 2]);
});

test('what lies in the database tells nothing', async () => {
  const vault = await device();
  await new Drafts(vault, officer).keep('patrol ground g1', { words: 'a sofa' }, now, [photo('a view')]);
  const [row] = await vault.db.getAll('kept');
  const [view] = await vault.db.getAll('photos');
  const text = (data: ArrayBuffer = new ArrayBuffer(0)) => Buffer.from(data).toString('latin1');
  expect(text(row?.sealed.data).length).toBeGreaterThan(20);
  expect(text(view?.sealed.data).length).toBeGreaterThan(6);
  expect(text(row?.sealed.data) + text(view?.sealed.data)).not.toMatch(/sofa|view/);
  expect(row?.id).not.toContain('patrol');
});
