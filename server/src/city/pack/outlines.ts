import { dissolve, isInArea } from '@heliu/contract/city/dissolve';
import { LandmarkRow } from '@heliu/contract/city/files';
import { type Area, type Division, type Grid, type Landmark, PlaceCode } from '@heliu/contract/city/place';
import { z } from 'zod';
import { Codes } from './codes.ts';
import { readCsv } from './csv-file.ts';
import type { Divisions } from './divisions.ts';
import type { Grids } from './grids.ts';
import type { Faults } from './fault.ts';
import { readAreas } from './geojson-file.ts';
import { nouns, unknown } from './texts.ts';

/** The district's outline; null in a pack without polygons. */
export function readOutline(folder: string, faults: Faults): Area | null {
  const [first, second] = readAreas(folder, 'outline.geojson', z.object({}), faults);
  if (second !== undefined) {
    faults.add(second.spot, {
      what: { zh: 'outline.geojson 有多个要素', en: 'outline.geojson has more than one feature' },
      why: { zh: '它只描述一个区界', en: 'it describes the outline of one district' },
      fix: { zh: '合并为一个 MultiPolygon 要素', en: 'make one feature of them, a MultiPolygon' },
    });
  }
  return first?.geometry ?? null;
}

/** Outlines of divisions from areas.geojson, for cities that have them but no grids below. */
function readGiven(folder: string, divisions: Divisions, faults: Faults): Map<string, Area> {
  const given = new Map<string, Area>();
  const codes = new Codes(nouns.division);
  for (const { properties, geometry, spot } of readAreas(
    folder,
    'areas.geojson',
    z.object({ code: PlaceCode }),
    faults,
  )) {
    if (!codes.declare(properties.code, spot, faults)) continue;
    if (!divisions.codes.has(properties.code)) {
      faults.add(spot, unknown('code', properties.code, nouns.division, 'divisions.csv'));
    }
    given.set(properties.code, geometry);
  }
  return given;
}

/**
 * Divisions with their outlines: as given, else the exact union of the grids below. Call it on grids without topology
 * faults: a union of grids that do not share their vertices has no meaning.
 */
export function withOutlines(
  folder: string,
  divisions: Divisions,
  grids: readonly Grid[],
  outline: Area | null,
  faults: Faults,
): Division[] {
  const areas = readGiven(folder, divisions, faults);
  const join = (code: string, parts: Area[]): void => {
    try {
      areas.set(code, dissolve(parts));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      faults.add(divisions.codes.spot(code, { file: 'divisions.csv', line: 1 }), {
        what: {
          zh: `无法由下级边界合并出 ${code} 的边界`,
          en: `the outline of ${code} cannot be joined from those below it`,
        },
        why: { zh: '下级边界没有共用顶点', en: 'the outlines below do not share their vertices' },
        fix: { zh: '在 areas.geojson 中给出它的边界', en: 'give its outline in areas.geojson' },
      });
    }
  };
  const byCommunity = Map.groupBy(
    grids.filter((grid) => grid.outline !== null),
    (grid) => grid.communityCode,
  );
  for (const [code, cells] of byCommunity) {
    if (!areas.has(code))
      join(
        code,
        cells.flatMap((cell) => cell.outline ?? []),
      );
  }
  const townships = Map.groupBy(
    divisions.list.filter((division) => division.level === 'community' && areas.has(division.code)),
    (division) => division.parentCode ?? '',
  );
  for (const [code, communities] of townships) {
    if (!areas.has(code))
      join(
        code,
        communities.flatMap((community) => areas.get(community.code) ?? []),
      );
  }
  return divisions.list.map((division) => ({
    ...division,
    outline: areas.get(division.code) ?? (division.level === 'district' ? outline : null),
  }));
}

export function readLandmarks(
  folder: string,
  { divisions, grids }: { readonly divisions: Divisions; readonly grids: Grids },
  outline: Area | null,
  faults: Faults,
): Landmark[] {
  const codes = new Codes(nouns.landmark);
  return readCsv(folder, 'landmarks.csv', LandmarkRow, faults, { isOptional: true }).flatMap(
    ({ value, spot }) => {
      if (!codes.declare(value.code, spot, faults)) return [];
      if (grids.codes.has(value.code)) {
        faults.add(spot, {
          what: {
            zh: `地标 ${value.code} 与网格 ${value.code} 同码`,
            en: `the landmark ${value.code} has the code of a grid`,
          },
          why: { zh: '标牌上的编号要能认出一个地点', en: 'the code on a sign leads to one place' },
          fix: { zh: '给地标另一个编码', en: 'give the landmark another code' },
        });
      }
      if (!divisions.codes.has(value.division)) {
        faults.add(spot, unknown('division', value.division, nouns.division, 'divisions.csv'));
      }
      if (outline !== null && !isInArea([value.lng, value.lat], outline)) {
        faults.add(spot, {
          what: {
            zh: `地标 ${value.code} 在区界之外`,
            en: `the landmark ${value.code} lies outside the district`,
          },
          why: {
            zh: '坐标多半是经纬度颠倒，或未由 GCJ-02 转换',
            en: 'most often lng and lat are swapped, or GCJ-02 was not converted',
          },
          fix: { zh: '改为 WGS 84 的 lng、lat', en: 'give lng and lat in WGS 84' },
        });
      }
      const { code, name_zh, name_en, kind, division, lng, lat } = value;
      return [
        { code, name: { zh: name_zh, en: name_en }, kind, divisionCode: division, position: [lng, lat] },
      ];
    },
  );
}
