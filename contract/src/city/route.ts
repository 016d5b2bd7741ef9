import type { Text } from '../text.ts';
import {
  dutyAssistsOf,
  findCentre,
  findDutyLead,
  indexOf,
  lineOf,
  type PackIndex,
  type RuledPack,
} from './pack-index.ts';
import { caseOf, checkRule, type RouteCase } from './route-check.ts';
import { fallbackRuleCode } from './route-facts.ts';
import type { RouteFacts, RouteStep, RouteTargetStep, Routing } from './route-facts.ts';
import type { AssistTarget, RoutingRule } from './routing-rule.ts';

export const levelNames = {
  district: { zh: '区级', en: 'district' },
  township: { zh: '镇街', en: 'township' },
  community: { zh: '村（社区）', en: 'community' },
} as const;
const nobody: Text = { zh: '无人承担', en: 'nobody' };

const unitName = (index: PackIndex, code: string | undefined): Text =>
  code === undefined ? nobody : (index.units.get(code)?.name ?? { zh: code, en: code });

export type Destination = Omit<Routing, 'steps'>;

/** Units a target comes to here, with the words that say how. */
function resolve(target: AssistTarget, { index, facts, type }: RouteCase): { codes: string[]; how: Text } {
  if ('unit' in target) {
    return { codes: [target.unit], how: { zh: '规则指定', en: 'named by the rule' } };
  }
  if ('centre' in target) {
    const centre = findCentre(index, facts.placeCode, target.centre);
    const wanted = levelNames[target.centre];
    const higher = centre !== undefined && centre.level !== target.centre;
    return {
      codes: centre === undefined ? [] : [centre.code],
      how: higher
        ? {
            zh: `本地没有${wanted.zh}中心，由上一级承担`,
            en: `no ${wanted.en} centre for this place, so the level above`,
          }
        : { zh: `所在地的${wanted.zh}中心`, en: `${wanted.en} centre of the place` },
    };
  }
  const codes =
    type === undefined
      ? []
      : target.duty === 'assist'
        ? dutyAssistsOf(index, type.code)
        : [findDutyLead(index, type.code)].filter((code) => code !== undefined);
  return {
    codes,
    how:
      target.duty === 'assist'
        ? { zh: '职责清单的协办单位', en: 'assisting by the duty list' }
        : { zh: '职责清单的主办单位', en: 'leading by the duty list' },
  };
}

function targetSteps(
  role: RouteTargetStep['role'],
  target: AssistTarget,
  routeCase: RouteCase,
): RouteTargetStep[] {
  const { codes, how } = resolve(target, routeCase);
  const label = role === 'lead' ? { zh: '主办', en: 'Lead' } : { zh: '协办', en: 'Assist' };
  const step = (code: string | undefined): RouteTargetStep => {
    const name = unitName(routeCase.index, code);
    return {
      role,
      unitCode: code ?? null,
      text: { zh: `${label.zh}：${name.zh}（${how.zh}）`, en: `${label.en}: ${name.en} (${how.en})` },
    };
  };
  return codes.length === 0 ? [step(undefined)] : codes.map(step);
}

/** A rule held against the facts. Its words are made when the step is read: most routes never are. */
function tryRule(rule: RoutingRule, routeCase: RouteCase): RouteStep {
  const holds = checkRule(rule.when, routeCase).every(({ passed }) => passed);
  const targets = holds ? targetsOf(rule, routeCase) : undefined;
  return {
    ruleCode: rule.code,
    ruleName: rule.name,
    note: rule.note ?? null,
    get checks() {
      return [...checkRule(rule.when, routeCase)].map(({ condition, passed, tell }) => ({
        condition,
        passed,
        text: tell(),
      }));
    },
    outcome: !holds ? 'notMatched' : targets === undefined ? 'noUnit' : 'chosen',
    targets: targets ?? (holds ? targetSteps('lead', rule.lead, routeCase) : []),
  };
}

/** Lead and assisting units of a rule that holds; undefined where it names no lead here. */
function targetsOf(rule: RoutingRule, routeCase: RouteCase): RouteTargetStep[] | undefined {
  const lead = targetSteps('lead', rule.lead, routeCase);
  if (lead.every((target) => target.unitCode === null)) return undefined;
  return [...lead, ...rule.assist.flatMap((target) => targetSteps('assist', target, routeCase))];
}

const fallbackName: Text = { zh: '兜底', en: 'Fallback owner' };

/** The first level of the pack's list that has a centre for the place, else the unit that always answers. */
function fallBack({ pack, index, facts }: RouteCase): RouteStep {
  const line = facts.placeCode === null ? [] : lineOf(index, facts.placeCode);
  const targets: RouteTargetStep[] = [];
  for (const level of pack.fallback.levels) {
    const division = line.find((entry) => entry.level === level);
    const centre = division === undefined ? undefined : index.centres.get(division.code);
    const what = levelNames[level];
    const name = unitName(index, centre?.code);
    targets.push({
      role: 'lead',
      unitCode: centre?.code ?? null,
      text: { zh: `${what.zh}中心：${name.zh}`, en: `Centre of the ${what.en}: ${name.en}` },
    });
    if (centre !== undefined) break;
  }
  if (targets.every((target) => target.unitCode === null)) {
    const name = unitName(index, pack.fallback.unit);
    targets.push({
      role: 'lead',
      unitCode: pack.fallback.unit,
      text: { zh: `最终由${name.zh}承担`, en: `In the end ${name.en} answers` },
    });
  }
  return {
    ruleCode: fallbackRuleCode,
    ruleName: fallbackName,
    note: { zh: '没有规则适用，按兜底办法确定', en: 'No rule applied, so the fallback decides' },
    outcome: 'chosen',
    checks: [],
    targets,
  };
}

function decided(ruleCode: string, targets: readonly RouteTargetStep[]): Destination {
  const named = (role: RouteTargetStep['role']) =>
    targets
      .filter((target) => target.role === role)
      .map((target) => target.unitCode)
      .filter((code) => code !== null);
  const [lead] = named('lead');
  if (lead === undefined) throw new Error('a chosen step names a lead unit');
  return {
    leadUnitCode: lead,
    assistUnitCodes: [...new Set(named('assist'))].filter((code) => code !== lead),
    ruleCode,
  };
}

/**
 * Who handles a matter: the first rule in the pack's order whose conditions all hold and whose lead exists here, else
 * the fallback, which always names a unit. Pure: the simulator and registration get the same answer and the same steps.
 */
export function route(pack: RuledPack, facts: RouteFacts): Routing {
  const routeCase = caseOf(pack, indexOf(pack), facts);
  const steps: RouteStep[] = [];
  for (const rule of pack.routing) {
    const step = tryRule(rule, routeCase);
    steps.push(step);
    if (step.outcome === 'chosen') return { ...decided(step.ruleCode, step.targets), steps };
  }
  const last = fallBack(routeCase);
  steps.push(last);
  return { ...decided(last.ruleCode, last.targets), steps };
}

export interface RoutedLead {
  readonly unitCode: string;
  readonly ruleCode: string;
  readonly ruleName: Text;
}

/** Every unit that a rule names as the lead here, in the order of the rules, and the fallback owner last; each once. */
export function leadsFor(pack: RuledPack, facts: RouteFacts): RoutedLead[] {
  const routeCase = caseOf(pack, indexOf(pack), facts);
  const steps = [...pack.routing.map((rule) => tryRule(rule, routeCase)), fallBack(routeCase)];
  const found = new Map<string, RoutedLead>();
  for (const { outcome, targets, ruleCode, ruleName } of steps) {
    if (outcome !== 'chosen') continue;
    const { leadUnitCode: unitCode } = decided(ruleCode, targets);
    if (!found.has(unitCode)) found.set(unitCode, { unitCode, ruleCode, ruleName });
  }
  return [...found.values()];
}

/** The same answer without its steps, at a fraction of the cost: for matters by the thousand. */
export function findDestination(pack: RuledPack, facts: RouteFacts): Destination {
  const routeCase = caseOf(pack, indexOf(pack), facts);
  for (const rule of pack.routing) {
    if (!checkRule(rule.when, routeCase).every((check) => check.passed)) continue;
    const targets = targetsOf(rule, routeCase);
    if (targets !== undefined) return decided(rule.code, targets);
  }
  return decided(fallbackRuleCode, fallBack(routeCase).targets);
}
