import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Grid, Landmark } from '@heliu/contract/city/place';
import { isWithin } from '@heliu/contract/city/place';
import { type ChecklistItem, noPatrol, Patrol, type PatrolPlan } from '@heliu/contract/patrol/plan';
import type { Registers } from '@heliu/contract/registers/pack';
import { Codes } from './codes.ts';
import type { Divisions } from './divisions.ts';
import type { Faults, Spot } from './fault.ts';
import type { Grids } from './grids.ts';
import { nouns, unknown } from './texts.ts';
import type { Types } from './types.ts';
import { type Path, readYaml } from './yaml-file.ts';

const fileName = 'patrol.yaml';

interface Known {
  readonly channels: ReadonlySet<string>;
  readonly divisions: Divisions;
  readonly grids: Grids;
  readonly landmarks: readonly Landmark[];
  readonly types: Types;
  readonly registers: Registers | undefined;
}

type SpotOf = (path: Path) => Spot;

/** Kind and path of everything that a plan may go to; undefined where the file of that cannot be read. */
function candidates({ places: { of } }: PatrolPlan, { divisions, grids, landmarks, registers }: Known) {
  if (of === 'grids') return grids.list.map(({ kind, path }: Grid) => ({ kind: String(kind), path }));
  if (of === 'premises') {
    // What is let is no part of the pack: there may be premises of every kind in every division.
    return registers?.premises.kinds.flatMap(({ code }) =>
      [...divisions.list, ...grids.list].map(({ path }) => ({ kind: code, path })),
    );
  }
  return landmarks.map(({ kind, divisionCode }) => ({
    kind,
    path: divisions.byCode.get(divisionCode)?.path ?? '',
  }));
}

function checkPlaces(plan: PatrolPlan, known: Known, spot: SpotOf, faults: Faults): void {
  const { code, places } = plan;
  const all = candidates(plan, known);
  if (all === undefined) return;
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const before = faults.count;
  places.kinds?.forEach((kind, i) => {
    if (kinds.includes(kind)) return;
    faults.add(spot(['places', 'kinds', i]), {
      what: { zh: `没有种类为 ${kind} 的地点`, en: `there is no place of kind ${kind}` },
      why: { zh: '计划会漏掉这些地点', en: 'the plan would go to none of these' },
      fix: { zh: `改为现有的种类：${kinds.join('、')}`, en: `use one of: ${kinds.join(', ')}` },
    });
  });
  const within = (places.within ?? []).flatMap((place, i) => {
    const found = known.divisions.byCode.get(place) ?? known.grids.list.find((grid) => grid.code === place);
    if (found !== undefined) return [found.path];
    if (known.divisions.codes.has(place) || known.grids.codes.has(place)) return [];
    faults.add(spot(['places', 'within', i]), unknown('places.within', place, nouns.place, 'divisions.csv'));
    return [];
  });
  const goes = all.some(
    ({ kind, path }) =>
      places.kinds?.includes(kind) !== false &&
      (places.within === undefined || within.some((place) => isWithin(path, place))),
  );
  if (goes || faults.count > before) return;
  faults.add(spot(['places']), {
    what: { zh: `计划 ${code} 不含任何地点`, en: `the plan ${code} goes to no place` },
    why: { zh: '没有地点就没有巡查', en: 'nobody would ever have a round of it' },
    fix: {
      zh: '改正 of、kinds 或 within，或删去这个计划',
      en: 'correct of, kinds or within, or remove the plan',
    },
  });
}

const hasFinding = (item: ChecklistItem): boolean =>
  item.answer === 'yes_no'
    ? item.finding !== undefined
    : item.answer === 'choice' && item.options.some(({ finding }) => finding);

/** A finding is reported as it stands: its type is in force, and what that asks is answered. */
function checkType(
  { type, answers = {} }: { readonly type: string; readonly answers?: Record<string, string> | undefined },
  types: Types,
  spot: SpotOf,
  faults: Faults,
): void {
  const found = types.list.find(({ code }) => code === type);
  if (found === undefined) {
    if (!types.codes.has(type)) {
      faults.add(spot(['type']), unknown('type', type, nouns.type, 'matter-types.yaml'));
    }
    return;
  }
  if (found.exited !== null) {
    faults.add(spot(['type']), {
      what: { zh: `事项 ${type} 已经退出目录`, en: `the type ${type} has left the catalogue` },
      why: { zh: '发现的问题无法以它上报', en: 'a finding could not be reported as one' },
      fix: { zh: '改用现行的事项', en: 'name a type that is in force' },
    });
  }
  for (const [question, answer] of Object.entries(answers)) {
    const options = found.questions.find(({ code }) => code === question)?.options;
    if (options === undefined) {
      faults.add(
        spot(['answers', question]),
        unknown('answers', question, nouns.question, 'matter-types.yaml'),
      );
    } else if (!options.some(({ code }) => code === answer)) {
      faults.add(
        spot(['answers', question]),
        unknown(`answers.${question}`, answer, nouns.option, 'matter-types.yaml'),
      );
    }
  }
  const open = found.questions.find(({ code, required }) => required && answers[code] === undefined);
  if (open === undefined) return;
  faults.add(spot(['type']), {
    what: {
      zh: `事项 ${type} 的必答问题 ${open.code} 没有回答`,
      en: `${type} asks ${open.code}, and nothing answers it`,
    },
    why: { zh: '发现的问题要能直接上报', en: 'a finding is reported without more questions' },
    fix: {
      zh: `在 answers 中写上 ${open.code} 的回答`,
      en: `say under answers what is answered to ${open.code}`,
    },
  });
}

function checkItem(item: ChecklistItem, types: Types, spot: SpotOf, faults: Faults): void {
  if (item.answer === 'text') return;
  if (item.answer === 'choice') {
    const options = new Codes(nouns.option);
    item.options.forEach(({ code }, i) => options.declare(code, spot(['options', i, 'code']), faults));
  }
  const { code, type } = item;
  if (type !== undefined) checkType({ ...item, type }, types, spot, faults);
  if (hasFinding(item) === (type !== undefined)) return;
  faults.add(spot([type === undefined ? 'code' : 'type']), {
    what:
      type === undefined
        ? { zh: `检查项 ${code} 的问题没有对应的事项`, en: `a finding of ${code} has no type` }
        : { zh: `检查项 ${code} 没有算作问题的回答`, en: `no answer to ${code} is a finding` },
    why: { zh: '发现的问题要能成为事项', en: 'a finding is there to become a matter' },
    fix:
      type === undefined
        ? { zh: '加上 type', en: 'add a type' }
        : { zh: '加上 finding，或删去 type', en: 'say which answer is a finding, or remove the type' },
  });
}

/** The patrol plans of a pack; none where it has no such file. */
export function readPatrol(folder: string, known: Known, faults: Faults): Patrol | undefined {
  if (!existsSync(join(folder, fileName))) return noPatrol;
  const file = readYaml(folder, fileName, Patrol, faults);
  if (file === undefined) return undefined;
  const { inspectionChannel } = file.value;
  if (inspectionChannel !== undefined && !known.channels.has(inspectionChannel)) {
    faults.add(
      file.spot(['inspectionChannel']),
      unknown('inspectionChannel', inspectionChannel, nouns.channel, 'pack.yaml'),
    );
  }
  const plans = new Codes(nouns.plan);
  file.value.plans.forEach((plan, i) => {
    const spot = (path: Path): Spot => file.spot(['plans', i, ...path]);
    plans.declare(plan.code, spot(['code']), faults);
    checkPlaces(plan, known, spot, faults);
    const items = new Codes(nouns.checklistItem);
    plan.checklist.forEach((item, j) => {
      const at = (path: Path): Spot => spot(['checklist', j, ...path]);
      items.declare(item.code, at(['code']), faults);
      checkItem(item, known.types, at, faults);
    });
  });
  return file.value;
}
