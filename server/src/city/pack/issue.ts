import type { Text } from '@heliu/contract/text';
import type { z } from 'zod';
import { chineseOf } from '../../kernel/expected.ts';
import type { FaultTexts } from './fault.ts';

const schemaWhy: Text = {
  zh: '文件须符合城市包的格式，系统才能读取',
  en: 'the file must have the shape of a city pack to be read',
};

const typeNames: Record<string, string> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
  tuple: '列表',
};

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** What was expected at a field, as a noun phrase. */
export function expectation(issue: z.core.$ZodIssue): Text {
  const known = chineseOf(issue.message);
  if (known !== undefined) return { zh: known, en: issue.message };
  switch (issue.code) {
    case 'invalid_type':
      return { zh: `应为${typeNames[issue.expected] ?? issue.expected}`, en: `expected ${issue.expected}` };
    case 'invalid_value': {
      const values = issue.values.map(String);
      return { zh: `应为其中之一：${values.join('、')}`, en: `expected one of: ${values.join(', ')}` };
    }
    case 'too_small':
      return { zh: `不得少于 ${issue.minimum}`, en: `expected at least ${issue.minimum}` };
    case 'too_big':
      return { zh: `不得多于 ${issue.maximum}`, en: `expected at most ${issue.maximum}` };
    case 'unrecognized_keys':
      return {
        zh: `没有名为 ${issue.keys.join('、')} 的字段`,
        en: `there is no field named ${issue.keys.join(', ')}`,
      };
    case 'invalid_union':
      return { zh: '不符合任何一种允许的写法', en: 'it fits none of the forms allowed here' };
    case 'invalid_format':
      return { zh: `格式应为 ${issue.format}`, en: `expected the format ${issue.format}` };
    case 'invalid_key':
      return { zh: '字段名不在允许之列', en: 'this is not one of the names allowed here' };
    default:
      return { zh: `不符合要求（${issue.message}）`, en: issue.message };
  }
}

const isMissing = (issue: z.core.$ZodIssue, value: unknown): boolean =>
  value === undefined && issue.code !== 'unrecognized_keys';

/** A schema's complaint about one field, in both languages. `value` is what the file has there. */
export function issueTexts(issue: z.core.$ZodIssue, value: unknown): FaultTexts {
  const field = issue.path.map(String).join('.') || 'file';
  const expected = expectation(issue);
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.join(', ');
    return {
      what: { zh: `${field} 中有不认识的字段 ${names}`, en: `${field} has an unknown field ${names}` },
      why: {
        zh: '不认识的字段多半是拼写错误，读取时会丢失',
        en: 'an unknown field is most often a slip and would be lost',
      },
      fix: { zh: '改正字段名，或删去该行', en: 'correct its name, or remove the line' },
    };
  }
  if (isMissing(issue, value)) {
    return {
      what: { zh: `缺少字段 ${field}`, en: `the field ${field} is missing` },
      why: schemaWhy,
      fix: { zh: `补上该字段：${expected.zh}`, en: `add it: ${expected.en}` },
    };
  }
  return {
    what: { zh: `${field} 的值 ${shown(value)} 有误`, en: `${field} has the value ${shown(value)}` },
    why: schemaWhy,
    fix: { zh: `改正该值：${expected.zh}`, en: `correct it: ${expected.en}` },
  };
}
