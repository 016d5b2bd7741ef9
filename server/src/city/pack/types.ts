import {
  FilingConditionsFile,
  LifeCycleFile,
  MatterTypesFile,
  type ProcessEntry,
} from '@heliu/contract/city/files';
import type {
  CatalogueVersion,
  FilingCondition,
  MatterClass,
  MatterType,
  RequestKindEntry,
} from '@heliu/contract/city/matter-type';
import { type LifeCycleRules, MatterTypeRules } from '@heliu/contract/matter/rules';
import { Codes } from './codes.ts';
import type { Faults, Spot } from './fault.ts';
import { nouns, unknown } from './texts.ts';
import { type Path, readYaml, type YamlFile } from './yaml-file.ts';
import type { z } from 'zod';

type TypesFile = YamlFile<z.output<typeof MatterTypesFile>>;
type ProcessFile = YamlFile<z.output<typeof LifeCycleFile>>;

export interface Types {
  readonly requestKinds: RequestKindEntry[];
  readonly classes: MatterClass[];
  readonly list: ReadType[];
  readonly codes: Codes;
  readonly classCodes: Codes;
  /** Undefined where something is missing that every type needs. */
  readonly whole: { readonly list: MatterType[]; readonly lifeCycle: LifeCycleRules } | undefined;
}

/** A type as far as it could be read; its rules are those of the life cycle and of its conditions. */
export type ReadType = Omit<z.output<typeof MatterTypesFile>['types'][number], 'exited'> & {
  readonly exited: string | null;
  readonly rules: MatterTypeRules | null;
};

const typesFile = 'matter-types.yaml';
const conditionsFile = 'filing-conditions.yaml';

/** A condition is called for by answers to questions of its own type. */
function checkAnswers(
  type: TypesFile['value']['types'][number] | undefined,
  answers: FilingCondition['answers'],
  spot: (path: Path) => Spot,
  faults: Faults,
): void {
  if (type === undefined) return;
  for (const [question, wanted] of Object.entries(answers ?? {})) {
    const options = type.questions.find((entry) => entry.code === question)?.options;
    if (options === undefined) {
      faults.add(spot([question]), unknown('answers', question, nouns.question, typesFile));
      continue;
    }
    for (const [i, answer] of wanted.entries()) {
      if (options.some((option) => option.code === answer)) continue;
      faults.add(spot([question, i]), unknown(`answers.${question}`, answer, nouns.option, typesFile));
    }
  }
}

function readConditions(folder: string, types: TypesFile, faults: Faults): Map<string, FilingCondition[]> {
  const byType = new Map<string, FilingCondition[]>(types.value.types.map((type) => [type.code, []]));
  const file = readYaml(folder, conditionsFile, FilingConditionsFile, faults);
  if (file === undefined) return byType;
  const codes = new Codes(nouns.condition);
  file.value.conditions.forEach(({ type, ...condition }, i) => {
    codes.declare(condition.code, file.spot(['conditions', i, 'code']), faults);
    const own = byType.get(type);
    if (own === undefined)
      faults.add(file.spot(['conditions', i, 'type']), unknown('type', type, nouns.type, typesFile));
    else own.push({ ...condition, typeCode: type });
    checkAnswers(
      types.value.types.find((entry) => entry.code === type),
      condition.answers,
      (path) => file.spot(['conditions', i, 'answers', ...path]),
      faults,
    );
  });
  types.value.types.forEach((type, i) => {
    if ((byType.get(type.code)?.length ?? 0) > 0) return;
    faults.add(types.spot(['types', i, 'code']), {
      what: { zh: `事项 ${type.code} 没有立案条件`, en: `the type ${type.code} has no filing condition` },
      why: {
        zh: '没有立案条件就没有时限，事项无法立案',
        en: 'without one it has no limit and no matter of it can be filed',
      },
      fix: {
        zh: `在 ${conditionsFile} 中为它写至少一条`,
        en: `write at least one for it in ${conditionsFile}`,
      },
    });
  });
  return byType;
}

function checkVersions(types: TypesFile, catalogue: readonly CatalogueVersion[], faults: Faults): void {
  const from = new Map(catalogue.map((entry) => [entry.version, entry.from]));
  types.value.types.forEach(({ code, admitted, exited }, i) => {
    for (const [field, version] of [
      ['admitted', admitted],
      ['exited', exited],
    ] as const) {
      if (version === undefined || from.has(version)) continue;
      faults.add(types.spot(['types', i, field]), unknown(field, version, nouns.version, 'pack.yaml'));
    }
    const [start, end] = [from.get(admitted), exited === undefined ? undefined : from.get(exited)];
    if (start === undefined || end === undefined || start < end) return;
    faults.add(types.spot(['types', i, 'exited']), {
      what: {
        zh: `事项 ${code} 的退出版本不晚于准入版本`,
        en: `the type ${code} leaves no later than it is admitted`,
      },
      why: { zh: '它从未生效', en: 'it would never be in force' },
      fix: { zh: '改正 admitted 或 exited', en: 'correct admitted or exited' },
    });
  });
}

function checkTypes(types: TypesFile, codes: Codes, classCodes: Codes, faults: Faults): void {
  const kinds = new Codes(nouns.requestKind);
  types.value.requestKinds.forEach(({ kind }, i) =>
    kinds.declare(kind, types.spot(['requestKinds', i, 'kind']), faults),
  );
  types.value.classes.forEach(({ code }, i) =>
    classCodes.declare(code, types.spot(['classes', i, 'code']), faults),
  );
  const numbers = new Codes({ zh: '大类内编号', en: 'number within the class' });
  types.value.types.forEach((type, i) => {
    const at = (...path: PropertyKey[]): Spot => types.spot(['types', i, ...path]);
    codes.declare(type.code, at('code'), faults);
    numbers.declare(`${type.class} ${type.number}`, at('number'), faults);
    if (!classCodes.has(type.class))
      faults.add(at('class'), unknown('class', type.class, nouns.class, typesFile));
    const questions = new Codes(nouns.question);
    type.questions.forEach((question, q) => {
      questions.declare(question.code, at('questions', q, 'code'), faults);
      const options = new Codes(nouns.option);
      question.options.forEach(({ code }, o) =>
        options.declare(code, at('questions', q, 'options', o, 'code'), faults),
      );
    });
  });
}

function checkProcess(file: ProcessFile, codes: Codes, classCodes: Codes, faults: Faults): void {
  const { classes = {}, types = {} } = file.value.process;
  for (const code of Object.keys(classes).filter((name) => !classCodes.has(name))) {
    faults.add(
      file.spot(['process', 'classes', code]),
      unknown('process.classes', code, nouns.class, typesFile),
    );
  }
  for (const code of Object.keys(types).filter((name) => !codes.has(name))) {
    faults.add(file.spot(['process', 'types', code]), unknown('process.types', code, nouns.type, typesFile));
  }
}

/** From the widest entry to the narrowest, field by field. */
const merged = (entries: readonly (ProcessEntry | undefined)[]): ProcessEntry =>
  entries.reduce<ProcessEntry>(
    (wide, narrow) => ({
      ...wide,
      ...narrow,
      limits: { ...wide.limits, ...narrow?.limits },
      automatic: { ...wide.automatic, ...narrow?.automatic },
    }),
    {},
  );

/** What is wrong elsewhere is found also where a file of these cannot be read. */
export function readTypes(folder: string, catalogue: readonly CatalogueVersion[], faults: Faults): Types {
  const types = readYaml(folder, typesFile, MatterTypesFile, faults);
  const process = readYaml(folder, 'life-cycle.yaml', LifeCycleFile, faults);
  const [codes, classCodes] = [new Codes(nouns.type), new Codes(nouns.class)];
  if (types === undefined) {
    faults.unread(typesFile);
    readYaml(folder, conditionsFile, FilingConditionsFile, faults);
    return { requestKinds: [], classes: [], list: [], codes, classCodes, whole: undefined };
  }
  checkTypes(types, codes, classCodes, faults);
  checkVersions(types, catalogue, faults);
  const conditions = readConditions(folder, types, faults);
  if (process !== undefined) checkProcess(process, codes, classCodes, faults);
  const { requestKinds, classes } = types.value;
  const family = new Map(classes.map((entry) => [entry.code, entry.family]));
  const rulesOf = rulesBy(process?.value.process, family);
  const list = types.value.types.map((type): ReadType => {
    const [first] = conditions.get(type.code) ?? [];
    return { ...type, exited: type.exited ?? null, rules: first === undefined ? null : rulesOf(type, first) };
  });
  const ruled = list.flatMap(({ class: classCode, rules, ...type }): MatterType[] => {
    const own = family.get(classCode);
    if (rules === null || own === undefined) return [];
    return [{ ...type, classCode, family: own, conditions: conditions.get(type.code) ?? [], rules }];
  });
  const lifeCycle = process?.value.rules;
  const whole = lifeCycle && ruled.length === list.length ? { list: ruled, lifeCycle } : undefined;
  return { requestKinds, classes, list, codes, classCodes, whole };
}

/** Rules of a type from the widest entry of the process to its own; null where something of them is missing. */
function rulesBy(
  process: ProcessFile['value']['process'] | undefined,
  families: ReadonlyMap<string, MatterClass['family']>,
): (type: TypesFile['value']['types'][number], first: FilingCondition) => MatterTypeRules | null {
  if (process === undefined) return () => null;
  const { all, families: byFamily = {}, classes: byClass = {}, types: byType = {} } = process;
  return ({ code, class: classCode }, first) => {
    const family = families.get(classCode);
    if (family === undefined) return null;
    const steps = merged([all, byFamily[family], byClass[classCode], byType[code]]);
    return MatterTypeRules.parse({
      ...steps,
      typeCode: code,
      limits: { ...steps.limits, handling: first.limit },
      defaultFilingCondition: first.code,
    });
  };
}
