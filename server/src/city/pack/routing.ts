import { DutyFile, RoutingFile } from '@heliu/contract/city/files';
import type { RuledPack } from '@heliu/contract/city/pack-index';
import { fallbackRuleCode } from '@heliu/contract/city/route-facts';
import type { AssistTarget, Duty, Fallback, RoutingRule, RuleWhen } from '@heliu/contract/city/routing-rule';
import { deadRules } from '@heliu/contract/city/rule-reach';
import { Codes } from './codes.ts';
import type { Divisions } from './divisions.ts';
import type { Faults, Spot } from './fault.ts';
import type { Grids } from './grids.ts';
import { nouns, unknown } from './texts.ts';
import type { Types } from './types.ts';
import type { Units } from './units.ts';
import { type Path, readYaml } from './yaml-file.ts';

interface Known {
  readonly divisions: Divisions;
  readonly grids: Grids;
  readonly units: Units;
  readonly types: Types;
  readonly channels: ReadonlySet<string>;
}

export interface Routes {
  readonly rules: RoutingRule[];
  readonly duties: Duty[];
  readonly fallback: Fallback;
  readonly spotOfRule: ReadonlyMap<string, Spot>;
  readonly spotOfFallback: Spot;
}

type SpotOf = (path: Path) => Spot;

function checkWhen(when: RuleWhen, known: Known, spot: SpotOf, faults: Faults): void {
  const { divisions, grids, types, channels } = known;
  const each = (
    field: keyof RuleWhen,
    codes: readonly string[] | undefined,
    has: (code: string) => boolean,
    what: (typeof nouns)[keyof typeof nouns],
    file: string,
  ) =>
    codes?.forEach((code, i) => {
      if (!has(code)) faults.add(spot(['when', field, i]), unknown(`when.${field}`, code, what, file));
    });
  each('classes', when.classes, (code) => types.classCodes.has(code), nouns.class, 'matter-types.yaml');
  each('types', when.types, (code) => types.codes.has(code), nouns.type, 'matter-types.yaml');
  each('channels', when.channels, (code) => channels.has(code), nouns.channel, 'pack.yaml');
  each(
    'areas',
    when.areas,
    (code) => divisions.codes.has(code) || grids.codes.has(code),
    nouns.place,
    'divisions.csv',
  );
  each(
    'kinds',
    when.kinds,
    (kind) => types.requestKinds.some((entry) => entry.kind === kind),
    nouns.requestKind,
    'matter-types.yaml',
  );
  const asked = new Map(
    types.list.flatMap((type) => type.questions.map((question) => [question.code, question] as const)),
  );
  for (const [question, answers] of Object.entries(when.answers ?? {})) {
    const options = asked.get(question)?.options;
    if (options === undefined) {
      faults.add(
        spot(['when', 'answers', question]),
        unknown('when.answers', question, nouns.question, 'matter-types.yaml'),
      );
      continue;
    }
    answers.forEach((answer, i) => {
      if (options.some((option) => option.code === answer)) return;
      faults.add(
        spot(['when', 'answers', question, i]),
        unknown(`when.answers.${question}`, answer, nouns.option, 'matter-types.yaml'),
      );
    });
  }
}

function checkTarget(target: AssistTarget, units: Units, spot: Spot, field: string, faults: Faults): void {
  if (!('unit' in target) || units.codes.has(target.unit)) return;
  faults.add(spot, unknown(field, target.unit, nouns.unit, 'units.csv'));
}

function readRules(folder: string, known: Known, faults: Faults) {
  const file = readYaml(folder, 'routing.yaml', RoutingFile, faults);
  if (file === undefined) return undefined;
  const codes = new Codes(nouns.rule);
  file.value.rules.forEach((rule, i) => {
    const spot: SpotOf = (path) => file.spot(['rules', i, ...path]);
    codes.declare(rule.code, spot(['code']), faults);
    if (rule.code === fallbackRuleCode) {
      faults.add(spot(['code']), {
        what: { zh: `规则不能叫 ${fallbackRuleCode}`, en: `a rule cannot be called ${fallbackRuleCode}` },
        why: { zh: '这个名称表示兜底', en: 'the name stands for the fallback' },
        fix: { zh: '换一个编码', en: 'give it another code' },
      });
    }
    checkWhen(rule.when, known, spot, faults);
    checkTarget(rule.lead, known.units, spot(['lead']), 'lead', faults);
    rule.assist.forEach((target, t) =>
      checkTarget(target, known.units, spot(['assist', t]), 'assist', faults),
    );
  });
  const spots = new Map(file.value.rules.map((rule, i) => [rule.code, file.spot(['rules', i, 'code'])]));
  return { rules: file.value.rules, spots };
}

function readDuties(folder: string, { units, types }: Known, faults: Faults) {
  const file = readYaml(folder, 'duty.yaml', DutyFile, faults);
  if (file === undefined) return undefined;
  const leads = new Codes({ zh: '主办职责', en: 'the lead for' });
  file.value.duties.forEach((duty, i) => {
    if (!units.codes.has(duty.unit)) {
      faults.add(file.spot(['duties', i, 'unit']), unknown('unit', duty.unit, nouns.unit, 'units.csv'));
    }
    for (const field of ['leads', 'assists'] as const) {
      duty[field].forEach((code, c) => {
        const spot = file.spot(['duties', i, field, c]);
        if (!types.codes.has(code) && !types.classCodes.has(code)) {
          faults.add(spot, unknown(field, code, nouns.typeOrClass, 'matter-types.yaml'));
        }
        if (field === 'leads') leads.declare(code, spot, faults);
      });
    }
  });
  const { fallback } = file.value;
  const spot = file.spot(['fallback']);
  if (!units.codes.has(fallback.unit)) {
    faults.add(
      file.spot(['fallback', 'unit']),
      unknown('fallback.unit', fallback.unit, nouns.unit, 'units.csv'),
    );
  }
  return { duties: file.value.duties, fallback, spot };
}

export function readRoutes(folder: string, known: Known, faults: Faults): Routes | undefined {
  const rules = readRules(folder, known, faults);
  const duties = readDuties(folder, known, faults);
  if (rules === undefined || duties === undefined) return undefined;
  return {
    rules: rules.rules,
    duties: duties.duties,
    fallback: duties.fallback,
    spotOfRule: rules.spots,
    spotOfFallback: duties.spot,
  };
}

/** Every place must end at a centre of its own line; the unit of last resort is for matters without a place. */
export function checkFallback(pack: RuledPack, divisions: Divisions, spot: Spot, faults: Faults): void {
  const centres = new Set(
    pack.units.filter((unit) => unit.kind === 'centre').map((unit) => unit.divisionCode),
  );
  for (const division of pack.divisions) {
    let above = divisions.byCode.get(division.code);
    while (above !== undefined) {
      if (pack.fallback.levels.includes(above.level) && centres.has(above.code)) break;
      above = above.parentCode === null ? undefined : divisions.byCode.get(above.parentCode);
    }
    if (above !== undefined) continue;
    faults.add(divisions.codes.spot(division.code, spot), {
      what: { zh: `${division.code} 没有兜底的中心`, en: `no centre is the fallback for ${division.code}` },
      why: {
        zh: '无规则可用的事项会无人承担',
        en: 'a matter there that no rule takes would be nobody’s',
      },
      fix: {
        zh: '在 units.csv 中为它或其上级设中心，或在 duty.yaml 的 fallback.levels 中加入有中心的层级',
        en: 'give it or a division above a centre in units.csv, or add a level that has one to fallback.levels in duty.yaml',
      },
    });
  }
}

/** Rules that can never be chosen: most often a wider rule was put before them. */
export function checkDeadRules(pack: RuledPack, routes: Routes, faults: Faults): void {
  for (const { code, why } of deadRules(pack)) {
    faults.add(routes.spotOfRule.get(code) ?? routes.spotOfFallback, {
      what: { zh: `规则 ${code} 永远不会触发`, en: `the rule ${code} can never fire` },
      why,
      fix: {
        zh: '把它移到更宽的规则之前，改正条件，或删去',
        en: 'move it before the wider rule, correct its conditions, or remove it',
      },
    });
  }
}
