import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseSearch, readFilters, stringifySearch } from './search.ts';

const Filters = z.object({
  q: z.string().max(5).optional(),
  page: z.coerce.number().int().min(1).default(1),
  status: z.enum(['open', 'closed']).optional(),
  unit: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat())
    .optional(),
});

test('addresses stay readable and survive the way there and back', () => {
  const search = { q: '路灯 1', unit: ['a', 'b'], empty: '', none: undefined };
  const text = stringifySearch(search);
  expect(text).toBe('?q=%E8%B7%AF%E7%81%AF+1&unit=a&unit=b');
  expect(parseSearch(text)).toEqual({ q: '路灯 1', unit: ['a', 'b'] });
  expect(stringifySearch({})).toBe('');
});

test('numbers and truth stay text in the address, so that ?q=311 searches for 311', () => {
  expect(parseSearch('?q=311&page=2')).toEqual({ q: '311', page: '2' });
  expect(readFilters(Filters, parseSearch('?q=311&page=2'))).toEqual({ q: '311', page: 2 });
});

test('what does not fit is left out and the rest still counts', () => {
  const typed = parseSearch('?q=toolong&status=nonsense&page=0&unit=a&other=1');
  expect(readFilters(Filters, typed)).toEqual({ page: 1, unit: ['a'] });
});
