import { GridRow } from '@heliu/contract/city/files';
import { isInArea } from '@heliu/contract/city/dissolve';
import type { CodeScheme } from '@heliu/contract/city/matter-type';
import { gridCodeLength } from '@heliu/contract/city/official-code';
import { type Area, type Grid, PlaceCode, segment } from '@heliu/contract/city/place';
import { topologyFaults, type TopologyFault } from '@heliu/contract/city/topology';
import { Position } from '@heliu/contract/geo';
import { z } from 'zod';
import { Codes } from './codes.ts';
import { readCsv } from './csv-file.ts';
import type { Divisions } from './divisions.ts';
import type { Faults, FaultTexts, Spot } from './fault.ts';
import { type Feature, readAreas } from './geojson-file.ts';
import { nouns, unknown } from './texts.ts';
import { reportMissing } from './yaml-file.ts';

const GridProperties = z.object({
  code: PlaceCode,
  community: PlaceCode,
  name_zh: z.string().min(1),
  name_en: z.string().min(1),
  kind: z.enum(['base', 'dedicated']),
  area_m2: z.number().positive(),
  centre: Position,
});

export interface Grids {
  readonly list: Grid[];
  readonly codes: Codes;
}

const topologyTexts: Record<TopologyFault['kind'], Pick<FaultTexts, 'what' | 'fix'>> = {
  notSimple: {
    what: { zh: '网格边界自相交', en: 'the border of this grid crosses itself' },
    fix: { zh: '重画该边界', en: 'draw the border again' },
  },
  clockwise: {
    what: { zh: '网格外环为顺时针方向', en: 'the outer ring of this grid runs clockwise' },
    fix: {
      zh: '把外环改为逆时针、内环改为顺时针（RFC 7946）',
      en: 'run outer rings counter-clockwise, holes clockwise (RFC 7946)',
    },
  },
  overlap: {
    what: { zh: '网格与另一网格重叠', en: 'this grid overlaps another' },
    fix: {
      zh: '让两者共用同一条边，顶点完全一致',
      en: 'let both share the same edge, with the very same vertices',
    },
  },
  openEdge: {
    what: {
      zh: '网格的一条边既不与邻格共用，也不在区界上',
      en: 'an edge of this grid is neither shared with a neighbour nor on the outline',
    },
    fix: {
      zh: '让相邻网格的顶点完全一致，不留空隙',
      en: 'give neighbours the very same vertices, and leave no gap',
    },
  },
  outlineEdge: {
    what: { zh: '区界的一段没有网格', en: 'a piece of the outline has no grid along it' },
    fix: {
      zh: '让沿界网格的顶点与 outline.geojson 完全一致',
      en: 'give the grids along it the very vertices of outline.geojson',
    },
  },
};

function reportTopology(features: readonly Feature<unknown>[], outline: Area | null, faults: Faults): void {
  const pieces = features.flatMap(({ geometry, spot }) =>
    geometry.type === 'Polygon' ? [{ geometry, spot }] : [],
  );
  const polygons = pieces.map((piece) => piece.geometry);
  for (const fault of topologyFaults(polygons, outline).slice(0, 200)) {
    const spot = fault.index === null ? { file: 'outline.geojson', line: 1 } : pieces[fault.index]?.spot;
    const { what, fix } = topologyTexts[fault.kind];
    const place = `(${fault.from.join(' ')} → ${fault.to.join(' ')})`;
    faults.add(spot ?? { file: 'grids.geojson', line: 1 }, {
      what: { zh: `${what.zh} ${place}`, en: `${what.en} ${place}` },
      why: {
        zh: '网格须恰好铺满全区，每个地点才能落在唯一的网格中',
        en: 'grids must tile the district exactly, so that every point lies in one of them',
      },
      fix,
    });
  }
}

function checkCode(code: string, community: string, scheme: CodeScheme, spot: Spot, faults: Faults): void {
  const length = gridCodeLength(scheme);
  if (length === null) return;
  if (/^\d+$/.test(code) && code.length === length && code.startsWith(community)) return;
  faults.add(spot, {
    what: {
      zh: `网格编码 ${code} 不合编码规则`,
      en: `the grid code ${code} does not follow the code scheme`,
    },
    why: {
      zh: `pack.yaml 规定网格编码为 ${length} 位数字，以社区编码 ${community} 开头`,
      en: `pack.yaml asks for ${length} digits that begin with the community's code ${community}`,
    },
    fix: { zh: '改正编码，或修改 codeScheme.grid', en: 'correct the code, or change codeScheme.grid' },
  });
}

function isCommunity(code: string, divisions: Divisions, spot: Spot, faults: Faults): boolean {
  const community = divisions.byCode.get(code);
  if (community === undefined) {
    if (!divisions.codes.has(code)) {
      faults.add(spot, unknown('community', code, nouns.division, 'divisions.csv'));
    }
    return false;
  }
  if (community.level === 'community') return true;
  faults.add(spot, {
    what: {
      zh: `网格所属的 ${code} 是 ${community.level}`,
      en: `the grid lies in ${code}, which is a ${community.level}`,
    },
    why: { zh: '网格必须属于唯一的村（社区）', en: 'a grid belongs to exactly one community' },
    fix: { zh: '改填村（社区）的编码', en: 'give the code of a community' },
  });
  return false;
}

function checkCentre(grid: Grid, spot: Spot, faults: Faults): void {
  if (grid.outline === null || isInArea(grid.centre, grid.outline)) return;
  faults.add(spot, {
    what: {
      zh: `网格 ${grid.code} 的 centre 不在其边界内`,
      en: `the centre of grid ${grid.code} lies outside its border`,
    },
    why: { zh: '定位和标注以它代表该网格', en: 'it stands for the grid in search and on the map' },
    fix: { zh: '改为网格内的一点，[经度, 纬度]，WGS 84', en: 'give a point inside, as [lng, lat] in WGS 84' },
  });
}

function reportPieces(code: string, spot: Spot, faults: Faults): void {
  faults.add(spot, {
    what: { zh: `网格 ${code} 由多块组成`, en: `the grid ${code} is made of several pieces` },
    why: { zh: '网格是一块闭合的地面', en: 'a grid is one closed piece of ground' },
    fix: { zh: '拆成几个网格，类型用 Polygon', en: 'make a grid of each piece, of the type Polygon' },
  });
}

type Draft = Omit<Grid, 'path'>;

function* drawnGrids(
  folder: string,
  codes: Codes,
  outline: Area | null,
  faults: Faults,
): Generator<{ draft: Draft; spot: Spot }> {
  const features = readAreas(folder, 'grids.geojson', GridProperties, faults, (code, spot) =>
    codes.know({ code }, spot),
  );
  if (features.length === 0) return;
  if (outline === null) reportMissing(faults, 'outline.geojson');
  reportTopology(features, outline, faults);
  for (const { properties, geometry, spot } of features) {
    const { code, name_zh, name_en, community, kind, centre, area_m2 } = properties;
    if (geometry.type !== 'Polygon') {
      codes.know({ code }, spot);
      reportPieces(code, spot, faults);
      continue;
    }
    const name = { zh: name_zh, en: name_en };
    const draft = { code, name, communityCode: community, kind, centre, areaM2: area_m2, outline: geometry };
    yield { draft, spot };
  }
}

function* pointGrids(folder: string, codes: Codes, faults: Faults): Generator<{ draft: Draft; spot: Spot }> {
  const options = { isOptional: true, onBroken: codes.know };
  for (const { value, spot } of readCsv(folder, 'grids.csv', GridRow, faults, options)) {
    const { code, name_zh, name_en, community, kind, lng, lat } = value;
    const name = { zh: name_zh, en: name_en };
    const centre: Position = [lng, lat];
    yield {
      draft: { code, name, communityCode: community, kind, centre, areaM2: null, outline: null },
      spot,
    };
  }
}

/** Grids with polygons from grids.geojson, or as points from grids.csv; a city may have none of either. */
export function readGrids(
  folder: string,
  divisions: Divisions,
  scheme: CodeScheme,
  outline: Area | null,
  faults: Faults,
): Grids {
  const codes = new Codes(nouns.grid);
  const paths = new Codes({ zh: '网格路径', en: 'grid path' });
  const list: Grid[] = [];
  for (const { draft, spot } of [
    ...drawnGrids(folder, codes, outline, faults),
    ...pointGrids(folder, codes, faults),
  ]) {
    const { code, communityCode } = draft;
    if (!codes.declare(code, spot, faults)) continue;
    if (!isCommunity(communityCode, divisions, spot, faults)) continue;
    checkCode(code, communityCode, scheme, spot, faults);
    const above = divisions.byCode.get(communityCode)?.path ?? communityCode;
    const grid = { ...draft, path: `${above}/${segment(code, communityCode)}` };
    paths.declare(grid.path, spot, faults);
    checkCentre(grid, spot, faults);
    list.push(grid);
  }
  list.sort((a, b) => (a.code < b.code ? -1 : 1));
  return { list, codes };
}
