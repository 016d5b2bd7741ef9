import type { Text } from '../text.ts';
import type { MatterType } from './matter-type.ts';
import { findDutyLead, findPath, indexOf, type PackIndex, type RuledPack } from './pack-index.ts';
import { isWithin } from './place.ts';
import type { RoutingRule, RuleWhen, TextMatch } from './routing-rule.ts';
import { containsWord, normalise } from './rule-match.ts';

/** A rule that no facts can choose, and why. */
export interface DeadRule {
  readonly code: string;
  readonly why: Text;
}

/** Types a rule can meet; `null` among them stands for a matter whose type is not known yet. */
function typesMet(when: RuleWhen, types: readonly MatterType[]): (MatterType | null)[] {
  if (when.families === undefined && when.classes === undefined && when.types === undefined) {
    return [...types, null];
  }
  return types.filter(
    (type) =>
      (when.families?.includes(type.family) ?? true) &&
      (when.classes?.includes(type.classCode) ?? true) &&
      (when.types?.includes(type.code) ?? true),
  );
}

const isSubset = <T>(inner: readonly T[] | undefined, outer: readonly T[] | undefined): boolean =>
  outer === undefined || (inner !== undefined && inner.every((value) => outer.includes(value)));

function areasCovered(index: PackIndex, inner: RuleWhen['areas'], outer: RuleWhen['areas']): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  const wider = outer.map((code) => findPath(index, code)).filter((path) => path !== undefined);
  return inner.every((code) => {
    const path = findPath(index, code);
    return path !== undefined && wider.some((place) => isWithin(path, place));
  });
}

/** Whether every text that `inner` takes is taken by `outer`. Sound, not complete: doubt counts as no. */
function textCovered(inner: TextMatch | undefined, outer: TextMatch | undefined): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  const holds = (word: string, other: string) => containsWord(normalise(word), normalise(other));
  const sure = inner.all ?? [];
  const hasAny =
    outer.any === undefined ||
    sure.some((word) => outer.any?.some((other) => holds(word, other))) ||
    (inner.any?.every((word) => outer.any?.some((other) => holds(word, other))) ?? false);
  const hasAll = (outer.all ?? []).every((other) => sure.some((word) => holds(word, other)));
  const hasNone = (outer.none ?? []).every((other) => inner.none?.some((word) => holds(other, word)));
  return hasAny && hasAll && hasNone;
}

function answersCovered(inner: RuleWhen['answers'], outer: RuleWhen['answers']): boolean {
  return Object.entries(outer ?? {}).every(([question, wanted]) => {
    const given = inner?.[question];
    return given !== undefined && isSubset(given, wanted);
  });
}

const timeCovered = (inner: RuleWhen['time'], outer: RuleWhen['time']): boolean =>
  outer === undefined ||
  Object.keys(outer).length === 0 ||
  (inner !== undefined && JSON.stringify(inner) === JSON.stringify(outer));

/** Whether `earlier` takes, for one type, everything that `later` would. */
function covers(
  index: PackIndex,
  earlier: RoutingRule,
  later: RoutingRule,
  type: MatterType | null,
): boolean {
  const [outer, inner] = [earlier.when, later.when];
  if ('duty' in earlier.lead && (type === null || findDutyLead(index, type.code) === undefined)) return false;
  return (
    isSubset(inner.kinds, outer.kinds) &&
    isSubset(inner.channels, outer.channels) &&
    areasCovered(index, inner.areas, outer.areas) &&
    timeCovered(inner.time, outer.time) &&
    textCovered(inner.text, outer.text) &&
    answersCovered(inner.answers, outer.answers)
  );
}

function contradiction(when: RuleWhen): Text | undefined {
  const { text } = when;
  const banned = (text?.none ?? []).map(normalise);
  const clashing = (text?.all ?? []).find((word) =>
    banned.some((other) => containsWord(normalise(word), other)),
  );
  if (clashing !== undefined) {
    return {
      zh: `要求内容含有“${clashing}”，又把它排除`,
      en: `the text must have “${clashing}” and must not have it`,
    };
  }
  return undefined;
}

interface Reach {
  readonly rule: RoutingRule;
  readonly met: ReadonlySet<MatterType | null>;
}

function whyDead(index: PackIndex, { rule, met }: Reach, earlier: readonly Reach[]): Text | undefined {
  const clash = contradiction(rule.when);
  if (clash !== undefined) return clash;
  if (met.size === 0) {
    return {
      zh: '没有任何事项同时符合所列的类别、大类和事项',
      en: 'no type belongs to the families, classes and types it lists together',
    };
  }
  const led = [...met].filter((type) => !('duty' in rule.lead) || (type && findDutyLead(index, type.code)));
  if (led.length === 0) {
    return {
      zh: '职责清单没有为其中任何事项指定主办单位',
      en: 'the duty list names no lead for any of its types',
    };
  }
  const before = led.map((type) =>
    earlier.find((other) => other.met.has(type) && covers(index, other.rule, rule, type)),
  );
  if (before.every((other) => other !== undefined)) {
    const codes = [...new Set(before.map((other) => other.rule.code))].join(', ');
    return {
      zh: `前面的规则（${codes}）已覆盖它的全部情形`,
      en: `rules before it (${codes}) take everything it could`,
    };
  }
  return undefined;
}

/** Rules that can never be chosen, in order. Only what is certain is named. */
export function deadRules(pack: RuledPack): DeadRule[] {
  const index = indexOf(pack);
  const reaches = pack.routing.map((rule) => ({ rule, met: new Set(typesMet(rule.when, pack.types)) }));
  return reaches.flatMap((reach, i) => {
    const why = whyDead(index, reach, reaches.slice(0, i));
    return why === undefined ? [] : [{ code: reach.rule.code, why }];
  });
}
