import type { Text } from '@heliu/contract/text';
import type { z } from 'zod';
import type { FaultTexts } from './fault.ts';

/** What custom checks of the schemas say, in Chinese. The English is the schema's own. */
const customTexts: Record<string, string> = {
  'a code of 1–40 letters, digits and hyphens': '应为 1–40 个字母、数字或连字符组成的编码',
  'a code of 1–40 lower-case letters, digits and hyphens': '应为 1–40 个小写字母、数字或连字符组成的编码',
  'a code of 1–24 letters, digits, dots and hyphens': '应为 1–24 个字母、数字、点或连字符组成的编码',
  '1–48 letters, digits and hyphens': '应为 1–48 个字母、数字或连字符',
  'a version as 1.0.0': '应为版本号，如 1.0.0',
  'an IANA time zone such as Asia/Shanghai': '应为 IANA 时区，如 Asia/Shanghai',
  'an IANA time zone as Asia/Shanghai': '应为 IANA 时区，如 Asia/Shanghai',
  'a time as 08:30, 24-hour': '应为 24 小时制时间，如 08:30',
  'a time as 08:30, 24-hour; 24:00 only as an end': '应为 24 小时制时间，如 08:30；24:00 只能作为结束时间',
  'a word': '应为一个词，不能是空白',
  'a limit as 3 work_day, with one of urgent_hour, urgent_day, work_hour, work_day':
    '应为时限，如 3 work_day；单位为 urgent_hour、urgent_day、work_hour、work_day 之一',
  'a date of the calendar as 2026-10-01': '应为日期，如 2026-10-01',
  'a month and day as 10-01': '应为月-日，如 10-01',
  'no such day in any year': '任何一年都没有这一天',
  'grants as role@place:code or role@unit:code, separated by spaces':
    '应为授权，写作 role@place:编码 或 role@unit:编码，多项以空格分隔',
  'a login of lower-case letters, digits and . _ @ + -': '应为小写字母、数字及 . _ @ + - 组成的登录名',
  'a number of 1–4 digits, in quotes': '应为 1–4 位数字的编号，加引号',
  'starts before the span above it ends; write spans in order and apart':
    '须在上一时段结束之后开始；时段按先后排列，互不重叠',
};

/** Custom checks whose words hold values of their own. */
const customPatterns: readonly (readonly [RegExp, string])[] = [
  [/^the end must come after the start/, '结束须晚于同日的开始；跨零点的时段请拆成两段'],
  [/is listed as a holiday too/, '该日也列为节假日，两处只留一处'],
  [/^\d{4}-\d\d-\d\d is not in \d{4}$/, '应为该年的日期'],
  [/is listed twice; keep one of the two$/, '该日列了两次，只留一处'],
];

/** Chinese for what a custom check of a schema says; undefined where a message is not known. */
export const chineseOf = (message: string): string | undefined =>
  customTexts[message] ?? customPatterns.find(([pattern]) => pattern.test(message))?.[1];

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
function expectation(issue: z.core.$ZodIssue): Text {
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
