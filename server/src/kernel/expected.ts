import type { Problem } from '@heliu/contract/problem';
import type { FieldFault } from '@heliu/contract/problem/reply';
import { fill, type Language, type Text } from '@heliu/contract/text';
import type { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { expectedTexts } from './expected-texts.ts';

type Issue = z.core.$ZodRawIssue;

const inChinese = zhCN().localeError;
const needed: Text = { zh: '必填', en: 'needed' };

/** What the schemas of endpoints expect of a field, in the language of whoever filled it in. */
export const expectedIn =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) =>
    plain(issue)?.[language] ?? (language === 'zh' ? inChinese(issue) : undefined);

/** What people meet is said plainly; for the rest the library's words do. */
function plain(issue: Issue): Text | undefined {
  if (issue.code === 'invalid_type') return issue.input === undefined ? needed : undefined;
  if (issue.code === 'too_small' && issue.inclusive !== false) {
    return least(issue.origin, Number(issue.minimum));
  }
  if (issue.code === 'too_big' && issue.inclusive !== false) {
    return most(issue.origin, Number(issue.maximum));
  }
  return issue.code === 'invalid_format' ? formats[issue.format] : undefined;
}

const formats: Readonly<Partial<Record<string, Text>>> = {
  email: { zh: '电子邮箱，如 name@example.com', en: 'an e-mail address such as name@example.com' },
  date: { zh: '日期，如 2026-10-01', en: 'a date such as 2026-10-01' },
};

function least(origin: string, n: number): Text | undefined {
  if (origin === 'string') return n === 1 ? needed : { zh: `至少 ${n} 个字`, en: `${n} characters or more` };
  if (origin === 'array') return { zh: `至少 ${n} 项`, en: `${n} or more of them` };
  return origin === 'number' || origin === 'int' ? { zh: `不小于 ${n}`, en: `${n} or more` } : undefined;
}

function most(origin: string, n: number): Text | undefined {
  if (origin === 'string') return { zh: `最多 ${n} 个字`, en: `${n} characters or fewer` };
  if (origin === 'array') return { zh: `最多 ${n} 项`, en: `${n} or fewer of them` };
  return origin === 'number' || origin === 'int' ? { zh: `不大于 ${n}`, en: `${n} or less` } : undefined;
}

const gap = /\{(\w+)\}/g;
const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf(en: string): RegExp {
  const parts = en.split(gap).map((part, index) => (index % 2 === 1 ? `(?<${part}>.+)` : literal(part)));
  return new RegExp(`^${parts.join('')}$`);
}

const patterns = expectedTexts.map(({ zh, en }) => ({ zh, pattern: patternOf(en) }));

/** Bad fields in the language asked for. */
export const faultsIn = ({ errors }: Problem, language: Language): FieldFault[] =>
  errors.map(({ field, message }) => ({ field, message: expectedText(message, language) }));

/** What contract and handlers say of a field in English; words that are not known stay as they are. */
const expectedText = (message: string, language: Language): string =>
  language === 'en' ? message : (chineseOf(message) ?? message);

/** Chinese for what a schema or a handler says of a field; undefined where the message is not in the table. */
export function chineseOf(message: string): string | undefined {
  for (const { zh, pattern } of patterns) {
    const found = pattern.exec(message);
    if (found !== null) return fill(zh, found.groups ?? {});
  }
  return undefined;
}
