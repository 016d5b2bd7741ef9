import type { Text } from '../text.ts';
import type { PackIndex, RuledPack } from './pack-index.ts';
import { levelNames } from './route.ts';
import { describeWindow, familyNames, listText } from './route-check.ts';
import type { RouteCheck } from './route-facts.ts';
import type { AssistTarget, RuleWhen, TextMatch } from './routing-rule.ts';

/** A condition as the rule states it, before any facts. */
export interface ConditionText {
  readonly condition: RouteCheck['condition'];
  readonly text: Text;
}

const same = (word: string): Text => ({ zh: word, en: word });
const nameIn = (map: ReadonlyMap<string, { readonly name: Text }>) => (code: string) =>
  map.get(code)?.name ?? same(code);

function oneOf(condition: ConditionText['condition'], what: Text, names: readonly Text[]): ConditionText {
  const list = listText(names);
  const asks = (text: string): boolean => /[?？]$/.test(text);
  return {
    condition,
    text: {
      zh: asks(what.zh) ? `${what.zh}${list.zh}` : `${what.zh}：${list.zh}`,
      en: asks(what.en) ? `${what.en} ${list.en}` : `${what.en}: ${list.en}`,
    },
  };
}

const quoted = (words: readonly string[]): Text => ({
  zh: words.map((word) => `“${word}”`).join('、'),
  en: words.map((word) => `“${word}”`).join(', '),
});

function textLines({ any, all, none }: TextMatch): Text {
  const zh: string[] = [];
  const en: string[] = [];
  if (any !== undefined) {
    zh.push(`含有其中之一：${quoted(any).zh}`);
    en.push(`has one of ${quoted(any).en}`);
  }
  if (all !== undefined) {
    zh.push(`同时含有：${quoted(all).zh}`);
    en.push(`has all of ${quoted(all).en}`);
  }
  if (none !== undefined) {
    zh.push(`不含：${quoted(none).zh}`);
    en.push(`has none of ${quoted(none).en}`);
  }
  return { zh: `内容${zh.join('，')}`, en: `The text ${en.join(' and ')}` };
}

function answerLine(pack: RuledPack, question: string, wanted: readonly string[]): ConditionText {
  const asked = pack.types
    .flatMap((type) => type.questions)
    .find(
      (entry) => entry.code === question && wanted.some((code) => entry.options.some((o) => o.code === code)),
    );
  const nameOf = (code: string) => asked?.options.find((option) => option.code === code)?.text ?? same(code);
  return oneOf('answer', asked?.text ?? same(question), wanted.map(nameOf));
}

/** Conditions of a rule in words, in the order in which they are checked. */
export function describeConditions(pack: RuledPack, index: PackIndex, when: RuleWhen): ConditionText[] {
  const kindName = (kind: string) =>
    pack.requestKinds.find((entry) => entry.kind === kind)?.name ?? same(kind);
  const channelName = (code: string) =>
    pack.channels.find((entry) => entry.code === code)?.name ?? same(code);
  const placeName = (code: string) =>
    (index.divisions.get(code) ?? index.grids.get(code))?.name ?? same(code);
  const lines: ConditionText[] = [];
  const add = (
    condition: ConditionText['condition'],
    zh: string,
    en: string,
    names: readonly Text[] | undefined,
  ) => {
    if (names !== undefined) lines.push(oneOf(condition, { zh, en }, names));
  };
  add(
    'family',
    '类别',
    'Family',
    when.families?.map((family) => familyNames[family]),
  );
  add('class', '大类', 'Class', when.classes?.map(nameIn(index.classes)));
  add('type', '事项', 'Type', when.types?.map(nameIn(index.types)));
  add('kind', '诉求类型', 'Request', when.kinds?.map(kindName));
  add('channel', '来源', 'Channel', when.channels?.map(channelName));
  add('area', '地点', 'Place', when.areas?.map(placeName));
  if (when.time !== undefined) add('time', '时间', 'Time', [describeWindow(when.time)]);
  if (when.text !== undefined) lines.push({ condition: 'text', text: textLines(when.text) });
  for (const [question, wanted] of Object.entries(when.answers ?? {})) {
    lines.push(answerLine(pack, question, wanted));
  }
  if (lines.length > 0) return lines;
  return [{ condition: 'none', text: { zh: '本规则不设条件', en: 'This rule has no condition' } }];
}

/** Who a target names, before any facts. */
export function describeTarget(index: Pick<PackIndex, 'units'>, target: AssistTarget): Text {
  if ('unit' in target) return nameIn(index.units)(target.unit);
  if ('centre' in target) {
    const level = levelNames[target.centre];
    return { zh: `所在地的${level.zh}中心`, en: `${level.en} centre of the place` };
  }
  return target.duty === 'lead'
    ? { zh: '职责清单的主办单位', en: 'leading unit by the duty list' }
    : { zh: '职责清单的协办单位', en: 'assisting units by the duty list' };
}
