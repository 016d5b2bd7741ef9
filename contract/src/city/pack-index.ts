import type { CityPack } from './pack.ts';
import type { MatterClass, MatterType } from './matter-type.ts';
import type { Division, DivisionLevel, Grid } from './place.ts';
import type { RoutingRule } from './routing-rule.ts';
import type { Unit } from './unit.ts';

/** The parts of a pack that the pure rules look at. */
export type RuledPack = Pick<
  CityPack,
  'divisions' | 'grids' | 'units' | 'classes' | 'types' | 'duties' | 'routing' | 'fallback' | 'timeZone'
> &
  Pick<CityPack, 'channels' | 'requestKinds'>;

export interface PackIndex {
  readonly divisions: ReadonlyMap<string, Division>;
  readonly grids: ReadonlyMap<string, Grid>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly classes: ReadonlyMap<string, MatterClass>;
  readonly types: ReadonlyMap<string, MatterType>;
  readonly rules: ReadonlyMap<string, RoutingRule>;
  /** Division code → its governance centre. */
  readonly centres: ReadonlyMap<string, Unit>;
  /** Type or class code → unit that leads, units that assist. */
  readonly dutyLeads: ReadonlyMap<string, string>;
  readonly dutyAssists: ReadonlyMap<string, readonly string[]>;
}

const byCode = <T extends { readonly code: string }>(rows: readonly T[]) =>
  new Map(rows.map((row) => [row.code, row]));

function buildIndex(pack: RuledPack): PackIndex {
  const dutyLeads = new Map<string, string>();
  const dutyAssists = new Map<string, string[]>();
  for (const duty of pack.duties) {
    for (const code of duty.leads) dutyLeads.set(code, duty.unit);
    for (const code of duty.assists) {
      dutyAssists.set(code, [...(dutyAssists.get(code) ?? []), duty.unit]);
    }
  }
  return {
    divisions: byCode(pack.divisions),
    grids: byCode(pack.grids),
    units: byCode(pack.units),
    classes: byCode(pack.classes),
    types: byCode(pack.types),
    rules: byCode(pack.routing),
    centres: new Map(
      pack.units.filter((unit) => unit.kind === 'centre').map((unit) => [unit.divisionCode, unit]),
    ),
    dutyLeads,
    dutyAssists,
  };
}

const indexes = new WeakMap<RuledPack, PackIndex>();

/** Look-ups of a pack, built once per pack object; packs are never changed in place. */
export function indexOf(pack: RuledPack): PackIndex {
  const known = indexes.get(pack);
  if (known !== undefined) return known;
  const built = buildIndex(pack);
  indexes.set(pack, built);
  return built;
}

/** A division or grid and everything above it, innermost first; empty for an unknown code. */
export function lineOf(index: PackIndex, placeCode: string): Division[] {
  const line: Division[] = [];
  let code: string | null = index.grids.get(placeCode)?.communityCode ?? placeCode;
  while (code !== null) {
    const division = index.divisions.get(code);
    if (division === undefined) break;
    line.push(division);
    code = division.parentCode;
  }
  return line;
}

/** Path of a grid or division; undefined for an unknown code. */
export const findPath = (index: PackIndex, placeCode: string): string | undefined =>
  (index.grids.get(placeCode) ?? index.divisions.get(placeCode))?.path;

const depth: Record<DivisionLevel, number> = { district: 0, township: 1, community: 2 };

/** The centre that serves a place at `level`, or at the nearest level above that has one. */
export function findCentre(
  index: PackIndex,
  placeCode: string | null,
  level: DivisionLevel,
): Unit | undefined {
  const line = placeCode === null ? [] : lineOf(index, placeCode);
  const whole = [...index.divisions.values()].find((division) => division.parentCode === null);
  const candidates = line.length > 0 ? line : whole === undefined ? [] : [whole];
  return candidates
    .filter((division) => depth[division.level] <= depth[level])
    .map((division) => index.centres.get(division.code))
    .find((centre) => centre !== undefined);
}

/** Unit that leads by the duty list: the type's own entry before that of its class. */
export function findDutyLead(index: PackIndex, typeCode: string): string | undefined {
  const classCode = index.types.get(typeCode)?.classCode;
  return (
    index.dutyLeads.get(typeCode) ?? (classCode === undefined ? undefined : index.dutyLeads.get(classCode))
  );
}

/** Units that assist by the duty list, the type's own before those of its class. */
export function dutyAssistsOf(index: PackIndex, typeCode: string): string[] {
  const classCode = index.types.get(typeCode)?.classCode;
  const own = index.dutyAssists.get(typeCode) ?? [];
  const shared = classCode === undefined ? [] : (index.dutyAssists.get(classCode) ?? []);
  return [...new Set([...own, ...shared])];
}
