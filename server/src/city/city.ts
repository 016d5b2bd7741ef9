import { rulesOfType } from '@heliu/contract/city/catalogue';
import { indexOf, type PackIndex } from '@heliu/contract/city/pack-index';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Grid } from '@heliu/contract/city/place';
import { type CompiledCalendar, compileCalendar } from '@heliu/contract/deadline/working-time';
import type { Position } from '@heliu/contract/geo';
import type { MatterTypeRules } from '@heliu/contract/matter/rules';
import { Problem } from '@heliu/contract/problem';
import { type Former, noFormer } from './former.ts';
import { type Followers, followersOf, type GridEdit } from './grid-edit.ts';
import { type GridLocator, gridLocator } from './locate.ts';

/** A place as a matter keeps it. */
export interface Place {
  /** Grid, or the division where no grid is known. */
  readonly code: string;
  readonly path: string;
  readonly divisionCode: string;
  readonly gridCode: string | null;
}

export const placeOfGrid = (grid: Grid): Place => ({
  code: grid.code,
  path: grid.path,
  divisionCode: grid.communityCode,
  gridCode: grid.code,
});

/** The city in force, compiled for the hot paths. Never changed in place: an import makes a new one. */
export interface City {
  readonly versionId: number;
  readonly pack: CityPack;
  readonly index: PackIndex;
  readonly calendar: CompiledCalendar;
  readonly former: Former;
  /** Grids that gave way to others → those in force in their stead. */
  readonly followers: Followers;
  /** Grid that covers a point; undefined outside the district. */
  locate(position: Position): Grid | undefined;
  /** Place of a grid or division code of this version. */
  findPlace(code: string): Place | undefined;
  /** Rules of a type, also one that an earlier version had. @throws Problem `city.typeUnknown`. */
  typeRules(typeCode: string, conditionCode?: string): MatterTypeRules;
}

/** Path of the whole district; undefined before the first import. */
export const districtPath = (city: City | undefined): string | undefined =>
  city?.index.divisions.get(city.pack.districtCode)?.path;

export function compileCity(
  pack: CityPack,
  versionId: number,
  former: Former = noFormer,
  edits: readonly GridEdit[] = [],
): City {
  const index = indexOf(pack);
  const locator = gridLocator(pack.grids);
  const rules = new Map<string, MatterTypeRules>();
  return {
    versionId,
    pack,
    index,
    calendar: compileCalendar(pack.calendar),
    former,
    followers: followersIn(pack, edits, locator),
    locate: (position) => locator.locate(position),
    findPlace: (code) => {
      const grid = index.grids.get(code);
      if (grid !== undefined) return placeOfGrid(grid);
      const division = index.divisions.get(code);
      return division && { code, path: division.path, divisionCode: division.code, gridCode: null };
    },
    typeRules: (typeCode, conditionCode) => {
      const key = `${typeCode} ${conditionCode ?? ''}`;
      const known = rules.get(key);
      if (known !== undefined) return known;
      const type = index.types.get(typeCode) ?? former.types.get(typeCode);
      if (type === undefined) throw new Problem('city.typeUnknown', { params: { type: typeCode } });
      const made = rulesOfType(type, conditionCode);
      rules.set(key, made);
      return made;
    },
  };
}

/** Where a pack took an edit back and left nothing of its grids, the grid that covers the middle of one follows it. */
function followersIn({ grids }: CityPack, edits: readonly GridEdit[], locator: GridLocator): Followers {
  const codes = new Set(grids.map(({ code }) => code));
  const followers = followersOf(edits, (code) => codes.has(code));
  for (const { code, centre, communityCode } of edits.flatMap(({ before, after }) => [...before, ...after])) {
    if (codes.has(code) || followers.has(code)) continue;
    const found = locator.locate(centre);
    if (found?.communityCode === communityCode) followers.set(code, { to: [found.code], cause: 'pack' });
  }
  return followers;
}
