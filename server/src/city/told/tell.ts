import { describeTarget } from '@heliu/contract/city/rule-text';
import { AssistTarget } from '@heliu/contract/city/routing-rule';
import { limitText } from '@heliu/contract/deadline/amount-text';
import { Limit } from '@heliu/contract/deadline/model';
import { Text } from '@heliu/contract/text';
import { codeText } from '../named.ts';
import { findLabel } from './labels.ts';
import type { Names } from './names.ts';
import { findValue } from './values.ts';

export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is Text =>
  isFields(value) && Object.keys(value).length === 2 && Text.safeParse(value).success;
const isLimit = (value: unknown): value is Limit =>
  isFields(value) && Object.keys(value).length === 2 && Limit.safeParse(value).success;

const shares = new Set(['spotCheckShare', 'left']);
const days = new Set(['weekdays', 'weekend']);
const points = new Set(['position', 'centre']);
const targets = new Set(['lead', 'assist']);
const weekdays = {
  zh: '一二三四五六日',
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

const nothing: Text = { zh: '无', en: 'none' };

export const joined = (texts: readonly Text[], zh = '、', en = '; '): Text =>
  texts.length === 0
    ? nothing
    : { zh: texts.map((text) => text.zh).join(zh), en: texts.map((text) => text.en).join(en) };

/** Name of a part, of a key that is itself a value, or of a question. */
export const labelOf = (keys: readonly string[], names: Names): Text => {
  const key = keys.at(-1) ?? '';
  const within = keys.at(-2);
  const question = within === 'answers' ? names.findQuestion(key) : undefined;
  return question ?? findValue(`${within}#`, key) ?? findLabel(keys) ?? codeText(key);
};

/** A value of a pack in words. `keys` lead to it. */
export function tell(value: unknown, keys: readonly string[], names: Names): Text {
  const key = keys.at(-1) ?? '';
  if (value === null || value === undefined || value === '') return nothing;
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'number') return tellNumber(value, key);
  if (typeof value === 'string') return tellWord(value, keys, names);
  if (isText(value)) return value;
  if (isLimit(value)) return { zh: limitText(value, 'zh'), en: limitText(value, 'en') };
  if (key === 'outline') return tellOutline(value);
  if (Array.isArray(value)) return tellList(value, keys, names);
  return tellFields(value as Fields, keys, names);
}

function tellNumber(value: number, key: string): Text {
  if (shares.has(key)) return codeText(`${Number((value * 100).toPrecision(6))}%`);
  if (days.has(key))
    return { zh: `周${weekdays.zh[value - 1]}`, en: weekdays.en[value - 1] ?? String(value) };
  if (key === 'areaM2') return { zh: `${value} 平方米`, en: `${value} m²` };
  return codeText(String(value));
}

function tellWord(value: string, keys: readonly string[], names: Names): Text {
  const key = keys.at(-1) ?? '';
  const answered = keys.at(-2) === 'answers' ? names.findAnswer(key, value) : undefined;
  return answered ?? findValue(key, value) ?? names.find(key, value) ?? codeText(value);
}

function tellOutline(value: unknown): Text {
  const { coordinates } = value as { readonly coordinates: readonly unknown[] };
  const corners = coordinates.flat(Infinity).length / 2;
  return { zh: `${corners} 个顶点`, en: `${corners} corners` };
}

function tellList(list: readonly unknown[], keys: readonly string[], names: Names): Text {
  const key = keys.at(-1) ?? '';
  if (points.has(key)) return codeText(list.join(', '));
  if (key === 'spans' && list.every(Array.isArray)) {
    return joined((list as string[][]).map((span) => codeText(span.join('–'))));
  }
  return joined(list.map((member) => tellMember(member, keys, names)));
}

const withIn = (text: Text, inside: Text): Text => ({
  zh: `${text.zh}（${inside.zh}）`,
  en: `${text.en} (${inside.en})`,
});

/** What a member of a list is known by; undefined where nothing in it is a name. */
export function nameOf(member: unknown, keys: readonly string[], names: Names): Text | undefined {
  if (!isFields(member)) return undefined;
  const { name, title, text, status, filing, level, when } = member;
  const { code, unit, units, every, date, monthDay, kind, version } = member;
  const day = date ?? monthDay;
  if (typeof day === 'string') return isText(name) ? joined([codeText(day), name], ' ', ' ') : codeText(day);
  const own = [name, title, text].find(isText);
  const worded = [status, filing].find(isText);
  if (worded !== undefined && typeof code === 'string') return withIn(worded, codeText(code));
  if (own !== undefined) return own;
  if (typeof level === 'string' && when !== undefined) {
    // A step of a ladder is known by its card and by when it is issued.
    return withIn(tell(level, [...keys, 'level'], names), tell(when, [...keys, 'when'], names));
  }
  if (Array.isArray(units)) return tell(units, [...keys, 'units'], names);
  if (isFields(every)) return tell(every, [...keys, 'every'], names);
  for (const [part, known] of Object.entries({ kind, unit, version, code })) {
    if (typeof known === 'string') return tell(known, [...keys, part], names);
  }
  return undefined;
}

export function tellMember(member: unknown, keys: readonly string[], names: Names): Text {
  if (!isFields(member) || targets.has(keys.at(-1) ?? '')) return tell(member, keys, names);
  const known = [member['name'], member['title'], member['text'], member['date']].some(
    (part) => part !== undefined,
  );
  return (known ? nameOf(member, keys, names) : undefined) ?? tell(member, keys, names);
}

function tellFields(fields: Fields, keys: readonly string[], names: Names): Text {
  const target = targets.has(keys.at(-1) ?? '') ? AssistTarget.safeParse(fields) : undefined;
  if (target?.success === true) return describeTarget(names, target.data);
  const { from, to, until } = fields;
  const end = to ?? until;
  if (typeof from === 'string' && typeof end === 'string') return codeText(`${from}–${end}`);
  const parts = Object.entries(fields).filter(([, part]) => part !== null && part !== undefined);
  return joined(
    parts.map(([part, value]) => {
      const within = [...keys, part];
      const [label, told] = [labelOf(within, names), tell(value, within, names)];
      return { zh: `${label.zh}：${told.zh}`, en: `${label.en}: ${told.en}` };
    }),
    '，',
    ', ',
  );
}
