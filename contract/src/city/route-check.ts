import type { Text } from '../text.ts';
import type { MatterType, RequestKind, TypeFamily } from './matter-type.ts';
import { findPath, type PackIndex, type RuledPack } from './pack-index.ts';
import { isWithin } from './place.ts';
import type { RouteCheck, RouteFacts } from './route-facts.ts';
import type { RuleWhen, TextMatch, TimeWindow } from './routing-rule.ts';
import { isInWindow, matchText, normalise } from './rule-match.ts';

/** Facts looked up once for all rules of a route. */
export interface RouteCase {
  readonly pack: RuledPack;
  readonly index: PackIndex;
  readonly facts: RouteFacts;
  readonly type: MatterType | undefined;
  readonly path: string | undefined;
  readonly words: string;
}

export function caseOf(pack: RuledPack, index: PackIndex, facts: RouteFacts): RouteCase {
  return {
    pack,
    index,
    facts,
    type: facts.typeCode === null ? undefined : index.types.get(facts.typeCode),
    path: facts.placeCode === null ? undefined : findPath(index, facts.placeCode),
    words: normalise(facts.text),
  };
}

export const familyNames: Record<TypeFamily, Text> = {
  item: { zh: '网格事项', en: 'grid item' },
  business: { zh: '治理业务', en: 'governance business' },
  component: { zh: '部件', en: 'component' },
  event: { zh: '事件', en: 'event' },
};
const weekdayNames = { zh: '一二三四五六日', en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] } as const;
const unknown: Text = { zh: '未知', en: 'unknown' };

/** Names of a list, the first six in full. */
export function listText(texts: readonly Text[]): Text {
  const shown = texts.slice(0, 6);
  const more = texts.length - shown.length;
  return {
    zh: shown.map((text) => text.zh).join('、') + (more > 0 ? `等 ${texts.length} 项` : ''),
    en: shown.map((text) => text.en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
  };
}

const same = (word: string): Text => ({ zh: word, en: word });

function memberCheck(
  condition: RouteCheck['condition'],
  what: Text,
  actual: Text | undefined,
  wanted: readonly Text[],
  passed: boolean,
): RouteCheck {
  const is = actual ?? unknown;
  const names = listText(wanted);
  return {
    condition,
    passed,
    text: passed
      ? { zh: `${what.zh}“${is.zh}”符合：${names.zh}`, en: `${what.en} “${is.en}” is one of: ${names.en}` }
      : {
          zh: `${what.zh}“${is.zh}”不在所列：${names.zh}`,
          en: `${what.en} “${is.en}” is not one of: ${names.en}`,
        },
  };
}

function typeChecks(when: RuleWhen, { type, index }: RouteCase): RouteCheck[] {
  const checks: RouteCheck[] = [];
  const nameOfClass = (code: string) => index.classes.get(code)?.name ?? same(code);
  const nameOfType = (code: string) => index.types.get(code)?.name ?? same(code);
  if (when.families !== undefined) {
    const passed = type !== undefined && when.families.includes(type.family);
    const wanted = when.families.map((family) => familyNames[family]);
    const actual = type === undefined ? undefined : familyNames[type.family];
    checks.push(memberCheck('family', { zh: '类别', en: 'Family' }, actual, wanted, passed));
  }
  if (when.classes !== undefined) {
    const passed = type !== undefined && when.classes.includes(type.classCode);
    const actual = type === undefined ? undefined : nameOfClass(type.classCode);
    checks.push(
      memberCheck('class', { zh: '大类', en: 'Class' }, actual, when.classes.map(nameOfClass), passed),
    );
  }
  if (when.types !== undefined) {
    const passed = type !== undefined && when.types.includes(type.code);
    checks.push(
      memberCheck('type', { zh: '事项', en: 'Type' }, type?.name, when.types.map(nameOfType), passed),
    );
  }
  return checks;
}

function sourceChecks(when: RuleWhen, { facts, pack }: RouteCase): RouteCheck[] {
  const checks: RouteCheck[] = [];
  const nameOfKind = (kind: RequestKind) =>
    pack.requestKinds.find((entry) => entry.kind === kind)?.name ?? same(kind);
  const nameOfChannel = (code: string) =>
    pack.channels.find((channel) => channel.code === code)?.name ?? same(code);
  if (when.kinds !== undefined) {
    const kind = facts.requestKind;
    const actual = kind === null ? undefined : nameOfKind(kind);
    const passed = kind !== null && when.kinds.includes(kind);
    checks.push(
      memberCheck('kind', { zh: '诉求类型', en: 'Request' }, actual, when.kinds.map(nameOfKind), passed),
    );
  }
  if (when.channels !== undefined) {
    const { channel } = facts;
    const actual = channel === null ? undefined : nameOfChannel(channel);
    const passed = channel !== null && when.channels.includes(channel);
    checks.push(
      memberCheck('channel', { zh: '来源', en: 'Channel' }, actual, when.channels.map(nameOfChannel), passed),
    );
  }
  return checks;
}

function areaCheck(areas: readonly string[], { facts, index, path }: RouteCase): RouteCheck {
  const nameOf = (code: string) => (index.divisions.get(code) ?? index.grids.get(code))?.name ?? same(code);
  const actual = facts.placeCode === null ? undefined : nameOf(facts.placeCode);
  const passed =
    path !== undefined &&
    areas.some((area) => {
      const within = findPath(index, area);
      return within !== undefined && isWithin(path, within);
    });
  const what: Text = { zh: '地点', en: 'Place' };
  return memberCheck('area', what, actual, areas.map(nameOf), passed);
}

export function describeWindow({ spans, weekdays, season }: TimeWindow): Text {
  const zh: string[] = [];
  const en: string[] = [];
  if (season !== undefined) {
    zh.push(`${season.from} 至 ${season.to}`);
    en.push(`${season.from} to ${season.to}`);
  }
  if (weekdays !== undefined) {
    zh.push(`周${weekdays.map((day) => weekdayNames.zh[day - 1]).join('、')}`);
    en.push(weekdays.map((day) => weekdayNames.en[day - 1]).join(', '));
  }
  if (spans !== undefined) {
    const times = spans.map(({ from, to }) => `${from}–${to}`);
    zh.push(times.join('、'));
    en.push(times.join(', '));
  }
  return zh.length === 0 ? { zh: '任何时间', en: 'any time' } : { zh: zh.join(' '), en: en.join(' ') };
}

function timeCheck(window: TimeWindow, { facts, pack }: RouteCase): RouteCheck {
  const passed = isInWindow(window, facts.at, pack.timeZone);
  const text = describeWindow(window);
  return {
    condition: 'time',
    passed,
    text: passed
      ? { zh: `时间在 ${text.zh} 之内`, en: `The time is within ${text.en}` }
      : { zh: `时间不在 ${text.zh} 之内`, en: `The time is not within ${text.en}` },
  };
}

function textCheck(match: TextMatch, { words }: RouteCase): RouteCheck {
  const finding = matchText(match, words);
  const said = finding.words.map((word) => `“${word}”`);
  const zh = said.join('、');
  const en = said.join(', ');
  const texts: Record<'any' | 'all' | 'none' | 'passed', Text> = {
    any: { zh: `内容未提到其中任何一词：${zh}`, en: `The text has none of: ${en}` },
    all: { zh: `内容缺少：${zh}`, en: `The text lacks: ${en}` },
    none: { zh: `内容含有应排除的词：${zh}`, en: `The text has words that rule it out: ${en}` },
    passed:
      said.length > 0
        ? { zh: `内容提到：${zh}`, en: `The text has: ${en}` }
        : { zh: '内容不含应排除的词', en: 'The text has none of the words that would rule it out' },
  };
  return { condition: 'text', passed: finding.matched, text: texts[finding.part ?? 'passed'] };
}

function answerCheck(question: string, wanted: readonly string[], { facts, type }: RouteCase): RouteCheck {
  const asked = type?.questions.find((entry) => entry.code === question);
  const nameOf = (code: string) => asked?.options.find((option) => option.code === code)?.text ?? same(code);
  const answer = facts.answers[question];
  const what = asked?.text ?? same(question);
  const actual = answer === undefined ? { zh: '未回答', en: 'no answer' } : nameOf(answer);
  const passed = answer !== undefined && wanted.includes(answer);
  return memberCheck('answer', what, actual, wanted.map(nameOf), passed);
}

/** All conditions of a rule against the facts, each with its own words; a rule without any says so. */
export function checkRule(when: RuleWhen, routeCase: RouteCase): RouteCheck[] {
  const checks = [...typeChecks(when, routeCase), ...sourceChecks(when, routeCase)];
  if (when.areas !== undefined) checks.push(areaCheck(when.areas, routeCase));
  if (when.time !== undefined) checks.push(timeCheck(when.time, routeCase));
  if (when.text !== undefined) checks.push(textCheck(when.text, routeCase));
  for (const [question, wanted] of Object.entries(when.answers ?? {})) {
    checks.push(answerCheck(question, wanted, routeCase));
  }
  if (checks.length > 0) return checks;
  return [
    { condition: 'none', passed: true, text: { zh: '本规则不设条件', en: 'This rule has no condition' } },
  ];
}
