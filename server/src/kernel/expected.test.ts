import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@heliu/contract/problem';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { chineseOf, expectedIn, faultsIn } from './expected.ts';

const Form = z.object({
  title: z.string().min(2),
  words: z.string().max(3),
  email: z.email(),
  day: z.iso.date(),
  files: z.array(z.string()).max(1),
  days: z.number().min(1),
  share: z.number().positive(),
  who: z.string(),
  phone: z.string().regex(/^\d+$/, { error: 'a telephone number' }),
  kind: z.enum(['a', 'b']),
});
const filled = {
  title: 'x',
  words: 'four',
  email: 'nobody',
  day: '2027-02-30',
  files: ['1', '2'],
  days: 0,
  share: 0,
  phone: 'abc',
  kind: 'c',
};

function faults(language: 'zh' | 'en'): Record<string, string> {
  const issues = Form.safeParse(filled, { error: expectedIn(language) }).error?.issues ?? [];
  const errors = issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const told = faultsIn(new Problem('input.invalid', { errors }), language);
  return Object.fromEntries(told.map(({ field, message }) => [field, message]));
}

test('a person reads in Chinese what a field should hold', () => {
  expect(faults('zh')).toEqual({
    title: '至少 2 个字',
    words: '最多 3 个字',
    email: '电子邮箱，如 name@example.com',
    day: '日期，如 2026-10-01',
    files: '最多 1 项',
    days: '不小于 1',
    share: expect.stringMatching(/^数值过小/),
    who: '必填',
    phone: '电话号码',
    kind: expect.stringMatching(/^无效选项/),
  });
});

test('and in English in words that say what to do', () => {
  expect(faults('en')).toMatchObject({
    title: '2 characters or more',
    email: 'an e-mail address such as name@example.com',
    days: '1 or more',
    who: 'needed',
    phone: 'a telephone number',
  });
});

test('codes that were filled in are told in either language', () => {
  const message = 'no unit has the code nope; choose one from the list of units';
  const problem = new Problem('input.invalid', { errors: [{ field: 'unitId', message }] });
  expect(faultsIn(problem, 'en')).toEqual([{ field: 'unitId', message }]);
  expect(faultsIn(problem, 'zh')).toEqual([
    { field: 'unitId', message: '没有编码为 nope 的单位，请从单位列表中选择' },
  ]);
});

const contract = join(import.meta.dirname, '../../../contract/src');
const schemas = readdirSync(contract, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);

/** Messages of custom checks, with something in place of the values that they are filled with. */
function messagesOf(file: string): string[] {
  const source = readFileSync(join(contract, file), 'utf8');
  const found = [
    ...source.matchAll(/\b(?:error|message): (['`])(.+?)\1/g),
    ...source.matchAll(/\brefuse\((?:\[[^\]]*\], )?(['`])(.+?)\1\)/g),
  ];
  const sentences = found.flatMap(([, , message = '']) => (message.includes(' ') ? [message] : []));
  return sentences.map((message) =>
    message.replace('${most[per]} per ${per}', '7 per week').replaceAll(/\$\{[^}]*\}/g, 'x'),
  );
}

test('every message of a schema has its Chinese', () => {
  const messages = schemas.flatMap(messagesOf);
  expect(messages.length).toBeGreaterThan(40);
  expect(messages.filter((message) => chineseOf(message) === undefined)).toEqual([]);
  expect(chineseOf('at most 28 per month, since a place is visited once a day')).toBe(
    '每月最多 28 次，一处一天只计一次',
  );
});
