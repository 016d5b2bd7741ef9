import type { MatterTypeRules } from '../matter/rules.ts';
import type { CityPack } from './pack.ts';
import type { CatalogueVersion, FilingCondition, MatterType } from './matter-type.ts';

/** The catalogue version in force on a local date `YYYY-MM-DD`; the first one before it begins. */
export function catalogueOn(catalogue: readonly CatalogueVersion[], date: string): CatalogueVersion {
  const byDate = catalogue.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const current = byDate.findLast((entry) => entry.from <= date) ?? byDate[0];
  if (current === undefined) throw new RangeError('a pack has at least one catalogue version');
  return current;
}

/** True where the type was admitted by `version` and has not left by it. */
export function isInForce(
  type: MatterType,
  version: CatalogueVersion,
  catalogue: readonly CatalogueVersion[],
): boolean {
  const from = (name: string) => catalogue.find((entry) => entry.version === name)?.from ?? '';
  return from(type.admitted) <= version.from && (type.exited === null || version.from < from(type.exited));
}

/** Types that a new matter may have on a local date `YYYY-MM-DD`. */
export function typesInForce(pack: Pick<CityPack, 'types' | 'catalogue'>, date: string): MatterType[] {
  const version = catalogueOn(pack.catalogue, date);
  return pack.types.filter((type) => isInForce(type, version, pack.catalogue));
}

/** Rules of a type under one of its filing conditions: the condition's limit is the handling limit. */
export function rulesOfType(type: MatterType, conditionCode?: string): MatterTypeRules {
  const condition = type.conditions.find((entry) => entry.code === conditionCode);
  return condition === undefined
    ? type.rules
    : { ...type.rules, limits: { ...type.rules.limits, handling: condition.limit } };
}

/** The condition to file under by what the reporter answered, else the type's first. */
export function proposeCondition(
  type: MatterType,
  answers: Readonly<Record<string, string>>,
): FilingCondition {
  const called = type.conditions.find(
    (condition) =>
      condition.answers !== undefined &&
      Object.entries(condition.answers).every(([question, wanted]) =>
        wanted.includes(answers[question] ?? ''),
      ),
  );
  const proposed = called ?? type.conditions[0];
  if (proposed === undefined) throw new RangeError(`the type ${type.code} has no filing condition`);
  return proposed;
}
