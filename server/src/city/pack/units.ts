import { StaffRow, UnitRow } from '@heliu/contract/city/files';
import type { Grid } from '@heliu/contract/city/place';
import { isWithin } from '@heliu/contract/city/place';
import type { StaffAccount, Unit } from '@heliu/contract/city/unit';
import { RoleGrant } from '@heliu/contract/people/scope';
import { Role } from '@heliu/contract/permission';
import type { z } from 'zod';
import { Codes } from './codes.ts';
import { readCsv, type Row } from './csv-file.ts';
import type { Divisions } from './divisions.ts';
import type { Faults, Spot } from './fault.ts';
import type { Grids } from './grids.ts';
import { nouns, unknown } from './texts.ts';

type UnitLine = Row<z.output<typeof UnitRow>>;

export interface Units {
  readonly list: Unit[];
  readonly codes: Codes;
}

function checkDivision({ value, spot }: UnitLine, divisions: Divisions, faults: Faults): void {
  const division = divisions.byCode.get(value.division);
  if (division === undefined) {
    if (!divisions.codes.has(value.division)) {
      faults.add(spot, unknown('division', value.division, nouns.division, 'divisions.csv'));
    }
    return;
  }
  if (division.level === value.level) return;
  faults.add(spot, {
    what: {
      zh: `单位 ${value.code} 为 ${value.level}，但 ${value.division} 是 ${division.level}`,
      en: `the unit ${value.code} works at ${value.level} level and ${value.division} is a ${division.level}`,
    },
    why: { zh: '单位的层级须与所在区划一致', en: 'a unit works at the level of its division' },
    fix: { zh: '改正 level 或 division', en: 'correct level or division' },
  });
}

function checkLine(
  { value, spot }: UnitLine,
  rows: ReadonlyMap<string, UnitLine>,
  codes: Codes,
  faults: Faults,
): void {
  if (value.parent === null) return;
  if (!codes.has(value.parent)) {
    faults.add(spot, unknown('parent', value.parent, nouns.unit, 'units.csv'));
    return;
  }
  const passed = new Set([value.code]);
  let above = rows.get(value.parent);
  while (above !== undefined && !passed.has(above.value.code)) {
    passed.add(above.value.code);
    above = above.value.parent === null ? undefined : rows.get(above.value.parent);
  }
  if (above?.value.code !== value.code) return;
  faults.add(spot, {
    what: {
      zh: `单位 ${value.code} 的上级绕回它自己`,
      en: `the line above unit ${value.code} leads back to itself`,
    },
    why: { zh: '提级会永远转圈', en: 'an escalation would never end' },
    fix: { zh: '改正 parent', en: 'correct parent' },
  });
}

export function readUnits(folder: string, divisions: Divisions, faults: Faults): Units {
  const codes = new Codes(nouns.unit);
  const centres = new Codes({ zh: '区划的综治中心', en: 'governance centre of' });
  const rows = readCsv(folder, 'units.csv', UnitRow, faults, { onBroken: codes.know }).filter((row) =>
    codes.declare(row.value.code, row.spot, faults),
  );
  const byCode = new Map(rows.map((row) => [row.value.code, row]));
  for (const row of rows) {
    checkDivision(row, divisions, faults);
    checkLine(row, byCode, codes, faults);
    if (row.value.kind === 'centre') centres.declare(row.value.division, row.spot, faults);
  }
  const list = rows.map(({ value }): Unit => ({
    code: value.code,
    name: { zh: value.name_zh, en: value.name_en },
    kind: value.kind,
    level: value.level,
    divisionCode: value.division,
    parentCode: value.parent,
    position: value.lng === null || value.lat === null ? null : [value.lng, value.lat],
    phone: value.phone,
  }));
  return { list, codes };
}

interface Places {
  readonly divisions: Divisions;
  readonly grids: Grids;
  readonly gridByCode: ReadonlyMap<string, Grid>;
  readonly units: Units;
}

function readGrant(
  text: string,
  spot: Spot,
  { divisions, grids, units }: Places,
  faults: Faults,
): RoleGrant | undefined {
  const [role = '', scope = ''] = text.split('@');
  const [kind = '', code = ''] = scope.split(':');
  const grant = RoleGrant.safeParse({ role, scope: { kind, code } });
  if (!grant.success) {
    const roles = Role.options.join(', ');
    faults.add(spot, {
      what: { zh: `授权 ${text} 不成立`, en: `the grant ${text} does not hold` },
      why: {
        zh: '角色须存在，且只能授予它所适用的范围（地点或单位）',
        en: 'the role must exist and be held over the kind of scope it is for, a place or a unit',
      },
      fix: { zh: `角色有：${roles}；如 handler@unit:编码`, en: `roles are: ${roles}; as handler@unit:code` },
    });
    return undefined;
  }
  const isKnown =
    kind === 'unit' ? units.codes.has(code) : divisions.codes.has(code) || grids.codes.has(code);
  if (!isKnown) {
    const [what, file] = kind === 'unit' ? [nouns.unit, 'units.csv'] : [nouns.place, 'divisions.csv'];
    faults.add(spot, unknown('grants', code, what, file));
  }
  return grant.data;
}

function checkGrids(
  account: StaffAccount,
  spot: Spot,
  { divisions, grids, gridByCode }: Places,
  faults: Faults,
): void {
  const places = account.grants
    .filter((grant) => grant.role === 'officer')
    .map(({ scope }) => (divisions.byCode.get(scope.code) ?? gridByCode.get(scope.code))?.path)
    .filter((path) => path !== undefined);
  for (const code of account.gridCodes) {
    const grid = gridByCode.get(code);
    if (grid === undefined) {
      if (!grids.codes.has(code)) faults.add(spot, unknown('grids', code, nouns.grid, 'grids.geojson'));
      continue;
    }
    if (places.some((place) => isWithin(grid.path, place))) continue;
    faults.add(spot, {
      what: {
        zh: `${account.login} 的网格 ${code} 不在其任职范围内`,
        en: `the grid ${code} of ${account.login} lies outside the places they are officer of`,
      },
      why: { zh: '网格员看不到范围外的事项', en: 'an officer sees nothing outside their places' },
      fix: {
        zh: '改正 grids，或授予包含它的 officer@place',
        en: 'correct grids, or grant officer@place over one that holds it',
      },
    });
  }
}

export function readStaff(folder: string, places: Places, faults: Faults): StaffAccount[] {
  const logins = new Codes(nouns.login);
  return readCsv(folder, 'staff.csv', StaffRow, faults).flatMap(({ value, spot }) => {
    if (!logins.declare(value.login, spot, faults)) return [];
    if (!places.units.codes.has(value.unit))
      faults.add(spot, unknown('unit', value.unit, nouns.unit, 'units.csv'));
    const account = {
      login: value.login,
      name: { zh: value.name_zh, en: value.name_en },
      unitCode: value.unit,
      grants: value.grants.split(' ').flatMap((text) => readGrant(text, spot, places, faults) ?? []),
      gridCodes: value.grids,
    };
    checkGrids(account, spot, places, faults);
    return [account];
  });
}
