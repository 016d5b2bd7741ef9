import type { Text } from '../text.ts';
import type { MatterType, RequestKind, TypeFamily } from './matter-type.ts';
import { findPath, type PackIndex, type RuledPack } from './pack-index.ts';
import { isWithin } from './place.ts';
import type { RouteCheck, RouteFacts } from './route-facts.ts';
import type { RuleWhen, TextMatch, TimeWindow } from './routing-rule.ts';
import {
  isInWindow,
  type LocalTimes,
  localTimesOf,
  matchText,
  normalise,
  type TextFinding,
} from './rule-match.ts';

/** A condition held against the facts. Its words are made when they are asked for: most routes are never read. */
export interface Check {
  readonly condition: RouteCheck['condition'];
  readonly passed: boolean;
  tell(): Text;
}

/** Facts looked up once for all rules of a route. */
export interface RouteCase {
  readonly pack: RuledPack;
  readonly index: PackIndex;
  readonly facts: RouteFacts;
  readonly type: MatterType | undefined;
  readonly path: string | undefined;
  readonly words: string;
  /** The city's wall clock, read when the first rule asks for it. */
  localTimes(): LocalTimes;
}

export function caseOf(pack: RuledPack, index: PackIndex, facts: RouteFacts): RouteCase {
  let times: LocalTimes | undefined;
  return {
    pack,
    index,
    facts,
    type: facts.typeCode === null ? undefined : index.types.get(facts.typeCode),
    path: facts.placeCode === null ? undefined : findPath(index, facts.placeCode),
    words: normalise(facts.text),
    localTimes: () => (times ??= localTimesOf(facts.at, pack.timeZone)),
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

/** `actual` and `wanted` give names, for the words alone. */
function memberCheck(
  condition: RouteCheck['condition'],
  passed: boolean,
  what: () => Text,
  actual: () => Text | undefined,
  wanted: () => readonly Text[],
): Check {
  return {
    condition,
    passed,
    tell: () => {
      const is = actual() ?? unknown;
      const names = listText(wanted());
      const { zh, en } = what();
      return passed
        ? { zh: `${zh}“${is.zh}”符合：${names.zh}`, en: `${en} “${is.en}” is one of: ${names.en}` }
        : { zh: `${zh}“${is.zh}”不在所列：${names.zh}`, en: `${en} “${is.en}” is not one of: ${names.en}` };
    },
  };
}

const whats = {
  family: { zh: '类别', en: 'Family' },
  class: { zh: '大类', en: 'Class' },
  type: { zh: '事项', en: 'Type' },
  kind: { zh: '诉求类型', en: 'Request' },
  channel: { zh: '来源', en: 'Channel' },
  area: { zh: '地点', en: 'Place' },
} as const satisfies Record<string, Text>;

function* typeChecks({ families, classes, types }: RuleWhen, { type, index }: RouteCase): Generator<Check> {
  const nameOfClass = (code: string) => index.classes.get(code)?.name ?? same(code);
  const nameOfType = (code: string) => index.types.get(code)?.name ?? same(code);
  if (families !== undefined) {
    yield memberCheck(
      'family',
      type !== undefined && families.includes(type.family),
      () => whats.family,
      () => type && familyNames[type.family],
      () => families.map((family) => familyNames[family]),
    );
  }
  if (classes !== undefined) {
    yield memberCheck(
      'class',
      type !== undefined && classes.includes(type.classCode),
      () => whats.class,
      () => type && nameOfClass(type.classCode),
      () => classes.map(nameOfClass),
    );
  }
  if (types !== undefined) {
    yield memberCheck(
      'type',
      type !== undefined && types.includes(type.code),
      () => whats.type,
      () => type?.name,
      () => types.map(nameOfType),
    );
  }
}

function* sourceChecks({ kinds, channels }: RuleWhen, { facts, pack }: RouteCase): Generator<Check> {
  const { requestKind, channel } = facts;
  const nameOfKind = (kind: RequestKind) =>
    pack.requestKinds.find((entry) => entry.kind === kind)?.name ?? same(kind);
  const nameOfChannel = (code: string) =>
    pack.channels.find((entry) => entry.code === code)?.name ?? same(code);
  if (kinds !== undefined) {
    yield memberCheck(
      'kind',
      requestKind !== null && kinds.includes(requestKind),
      () => whats.kind,
      () => (requestKind === null ? undefined : nameOfKind(requestKind)),
      () => kinds.map(nameOfKind),
    );
  }
  if (channels !== undefined) {
    yield memberCheck(
      'channel',
      channel !== null && channels.includes(channel),
      () => whats.channel,
      () => (channel === null ? undefined : nameOfChannel(channel)),
      () => channels.map(nameOfChannel),
    );
  }
}

function areaCheck(areas: readonly string[], { facts, index, path }: RouteCase): Check {
  const nameOf = (code: string) => (index.divisions.get(code) ?? index.grids.get(code))?.name ?? same(code);
  const isInside = (area: string) => {
    const within = findPath(index, area);
    return path !== undefined && within !== undefined && isWithin(path, within);
  };
  return memberCheck(
    'area',
    areas.some(isInside),
    () => whats.area,
    () => (facts.placeCode === null ? undefined : nameOf(facts.placeCode)),
    () => areas.map(nameOf),
  );
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

function timeCheck(window: TimeWindow, routeCase: RouteCase): Check {
  const passed = isInWindow(window, routeCase.localTimes());
  return {
    condition: 'time',
    passed,
    tell: () => {
      const { zh, en } = describeWindow(window);
      return passed
        ? { zh: `时间在 ${zh} 之内`, en: `The time is within ${en}` }
        : { zh: `时间不在 ${zh} 之内`, en: `The time is not within ${en}` };
    },
  };
}

function findingText({ part, words }: TextFinding): Text {
  const said = words.map((word) => `“${word}”`);
  const zh = said.join('、');
  const en = said.join(', ');
  switch (part) {
    case 'any':
      return { zh: `内容未提到其中任何一词：${zh}`, en: `The text has none of: ${en}` };
    case 'all':
      return { zh: `内容缺少：${zh}`, en: `The text lacks: ${en}` };
    case 'none':
      return { zh: `内容含有应排除的词：${zh}`, en: `The text has words that rule it out: ${en}` };
    case null:
      return said.length > 0
        ? { zh: `内容提到：${zh}`, en: `The text has: ${en}` }
        : { zh: '内容不含应排除的词', en: 'The text has none of the words that would rule it out' };
  }
}

function textCheck(match: TextMatch, { words }: RouteCase): Check {
  const finding = matchText(match, words);
  return { condition: 'text', passed: finding.matched, tell: () => findingText(finding) };
}

function answerCheck(question: string, wanted: readonly string[], { facts, type }: RouteCase): Check {
  const asked = type?.questions.find((entry) => entry.code === question);
  const nameOf = (code: string) => asked?.options.find((option) => option.code === code)?.text ?? same(code);
  const answer = facts.answers[question];
  return memberCheck(
    'answer',
    answer !== undefined && wanted.includes(answer),
    () => asked?.text ?? same(question),
    () => (answer === undefined ? { zh: '未回答', en: 'no answer' } : nameOf(answer)),
    () => wanted.map(nameOf),
  );
}

/** The conditions of a rule against the facts, cheapest first; a rule without any says so. */
export function* checkRule(when: RuleWhen, routeCase: RouteCase): Generator<Check> {
  yield* typeChecks(when, routeCase);
  yield* sourceChecks(when, routeCase);
  if (when.areas !== undefined) yield areaCheck(when.areas, routeCase);
  if (when.time !== undefined) yield timeCheck(when.time, routeCase);
  for (const [question, wanted] of Object.entries(when.answers ?? {})) {
    yield answerCheck(question, wanted, routeCase);
  }
  if (when.text !== undefined) yield textCheck(when.text, routeCase);
  if (Object.keys(when).length > 0) return;
  yield {
    condition: 'none',
    passed: true,
    tell: () => ({ zh: '本规则不设条件', en: 'This rule has no condition' }),
  };
}
