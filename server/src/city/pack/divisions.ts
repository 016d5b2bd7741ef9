import { DivisionRow } from '@heliu/contract/city/files';
import { type Division, type DivisionLevel, divisionLevels, segment } from '@heliu/contract/city/place';
import { Codes } from './codes.ts';
import { type Row, readCsv } from './csv-file.ts';
import type { Faults, Spot } from './fault.ts';
import { nouns, unknown } from './texts.ts';
import type { z } from 'zod';

const file = 'divisions.csv';
type DivisionLine = Row<z.output<typeof DivisionRow>>;

export interface Divisions {
  readonly list: Division[];
  readonly codes: Codes;
  readonly byCode: ReadonlyMap<string, Division>;
}

const levelAbove = (level: DivisionLevel): DivisionLevel | undefined =>
  divisionLevels[divisionLevels.indexOf(level) - 1];

function checkParent(
  { value, spot }: DivisionLine,
  rows: ReadonlyMap<string, DivisionLine>,
  codes: Codes,
  faults: Faults,
): void {
  const wanted = levelAbove(value.level);
  if (value.parent === null) {
    if (wanted === undefined) return;
    faults.add(spot, {
      what: { zh: `区划 ${value.code} 没有上级`, en: `the division ${value.code} has no parent` },
      why: { zh: '只有区级没有上级', en: 'only the district has none' },
      fix: { zh: '在 parent 列填上级编码', en: 'put the code of the division above in the column parent' },
    });
    return;
  }
  const parent = rows.get(value.parent);
  if (parent === undefined) {
    if (!codes.has(value.parent)) faults.add(spot, unknown('parent', value.parent, nouns.division, file));
    return;
  }
  if (parent.value.level === wanted) return;
  faults.add(spot, {
    what: {
      zh: `${value.code}（${value.level}）的上级 ${value.parent} 是 ${parent.value.level}`,
      en: `${value.code} is a ${value.level} and its parent ${value.parent} a ${parent.value.level}`,
    },
    why: {
      zh: '层级为 district、township、community，每级的上级是紧邻的上一级',
      en: 'levels are district, township, community, and a parent is one level above',
    },
    fix: { zh: '改正 level 或 parent', en: 'correct level or parent' },
  });
}

function checkDistrict(
  rows: readonly DivisionLine[],
  codes: Codes,
  districtCode: string,
  header: Spot,
  faults: Faults,
): void {
  const districts = rows.filter((row) => row.value.level === 'district');
  for (const { spot } of districts.slice(1)) {
    faults.add(spot, {
      what: { zh: '出现第二个区级区划', en: 'this is a second district' },
      why: { zh: '一个城市包只描述一个区', en: 'a pack describes one district' },
      fix: { zh: '删去该行，或改正 level', en: 'remove the row, or correct its level' },
    });
  }
  const [district] = districts;
  if (rows.length > 0 && (!codes.has(districtCode) || (district && district.value.code !== districtCode))) {
    faults.add(header, unknown('districtCode', districtCode, nouns.division, file));
  }
}

function pathsOf(
  rows: readonly DivisionLine[],
  byCode: ReadonlyMap<string, DivisionLine>,
): Map<string, string> {
  const paths = new Map<string, string>();
  for (const level of divisionLevels) {
    for (const { value } of rows.filter((row) => row.value.level === level)) {
      const above = value.parent === null ? undefined : paths.get(value.parent);
      const own =
        value.parent === null || !byCode.has(value.parent) ? value.code : segment(value.code, value.parent);
      paths.set(value.code, above === undefined ? own : `${above}/${own}`);
    }
  }
  return paths;
}

/** Divisions with their paths, parents first and then by code; outlines are joined later. */
export function readDivisions(folder: string, districtCode: string, header: Spot, faults: Faults): Divisions {
  const codes = new Codes(nouns.division);
  const rows = readCsv(folder, file, DivisionRow, faults, { onBroken: codes.know }).filter((row) =>
    codes.declare(row.value.code, row.spot, faults),
  );
  const byCode = new Map(rows.map((row) => [row.value.code, row]));
  for (const row of rows) checkParent(row, byCode, codes, faults);
  checkDistrict(rows, codes, districtCode, header, faults);
  const paths = pathsOf(rows, byCode);
  const taken = new Codes({ zh: '区划路径', en: 'division path' });
  const list = rows.map(({ value, spot }): Division => {
    const path = paths.get(value.code) ?? value.code;
    taken.declare(path, spot, faults);
    return {
      code: value.code,
      name: { zh: value.name_zh, en: value.name_en },
      level: value.level,
      parentCode: value.parent,
      path,
      kind: value.kind,
      centre: value.lng === null || value.lat === null ? null : [value.lng, value.lat],
      population: value.population,
      outline: null,
    };
  });
  const depth = (division: Division) => divisionLevels.indexOf(division.level);
  list.sort((a, b) => depth(a) - depth(b) || (a.code < b.code ? -1 : 1));
  return { list, codes, byCode: new Map(list.map((division) => [division.code, division])) };
}
