import { expect, test } from 'vitest';
import { formatBytes, siftFiles } from './files.ts';

const rule = { accept: ['image/*', '.heic', 'application/pdf'], maxCount: 2, maxBytes: 10 };
const file = (name: string, type: string, size = 5) =>
  new File(['x'.repeat(size)], name, { type, lastModified: 1 });

test('what breaks a rule is named and left out, the rest is added', () => {
  const present = [file('a.jpg', 'image/jpeg')];
  const result = siftFiles(
    present,
    [
      file('a.jpg', 'image/jpeg'),
      file('IMG_1.HEIC', ''),
      file('big.png', 'image/png', 11),
      file('run.exe', 'application/x-msdownload'),
      file('c.pdf', 'application/pdf'),
    ],
    rule,
  );
  expect(result.kept.map(({ name }) => name)).toEqual(['a.jpg', 'IMG_1.HEIC']);
  expect(result).toMatchObject({ tooMany: ['c.pdf'], tooLarge: ['big.png'], wrongKind: ['run.exe'] });
});

test('where one file is all, another one takes its place, and no more than one does', () => {
  const one = { ...rule, maxCount: 1 };
  const pdf = (name: string) => file(name, 'application/pdf');
  const names = (present: File[], chosen: File[]) => {
    const { kept, tooMany } = siftFiles(present, chosen, one);
    return [kept.map(({ name }) => name), tooMany];
  };
  expect(names([pdf('old.pdf')], [pdf('new.pdf')])).toEqual([['new.pdf'], []]);
  expect(names([pdf('old.pdf')], [pdf('a.pdf'), pdf('b.pdf')])).toEqual([['a.pdf'], ['b.pdf']]);
  expect(names([], [pdf('a.pdf'), pdf('b.pdf')])).toEqual([['a.pdf'], ['b.pdf']]);
  expect(names([pdf('old.pdf')], [file('run.exe', 'application/x-msdownload')])).toEqual([['old.pdf'], []]);
});

test('sizes are written as limits are stated', () => {
  expect([999, 1_536, 2_621_440, 20 * 1_048_576].map(formatBytes)).toEqual([
    '999 B',
    '2 kB',
    '2.5 MB',
    '20 MB',
  ]);
  // No file is shown as larger than the limit that it keeps.
  expect(formatBytes(1_048_575)).toBe('1023 kB');
});
