import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '@heliu/contract/geo';
import type { Cell, Drawn } from './cells.ts';
import type { Pair } from './plane.ts';
import type { Source, SourceCommunity } from './source.ts';

const levelEnds = /(社区)?居民委员会$|村民委员会$/;

/** `营盘街社区居民委员会` is the committee; its ground is called `营盘街社区`. */
export const placeName = (committee: string): string =>
  committee.replace(levelEnds, (end) => (end.startsWith('社区') ? '社区' : ''));

const communityEnd = { community: 'Community', village: 'Village' } as const;

const englishName = ({ kind, pinyin }: SourceCommunity): string => `${pinyin} ${communityEnd[kind]}`;

const collection = (features: readonly string[]): string =>
  `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;

export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.join(',')}\n`).join('');

function gridFeature(cell: Cell, community: SourceCommunity): string {
  const serial = cell.code.slice(-3);
  return JSON.stringify({
    type: 'Feature',
    properties: {
      code: cell.code,
      community: cell.communityCode,
      name_zh: `${placeName(community.name)}第${serial}网格`,
      name_en: `Grid ${serial}, ${englishName(community)}`,
      kind: 'base',
      area_m2: cell.areaM2,
      centre: cell.centre,
    },
    geometry: { type: 'Polygon', coordinates: [cell.ring] },
  });
}

/** `outline.geojson`: the district with the very vertices that the grids along it have. */
export function outlineText({ rings, district }: Source): string {
  const closed = (ring: readonly Pair[]): Position[] =>
    [...ring, ...ring.slice(0, 1)].map(([x, y]) => [x, y]);
  const counterClockwise = (ring: readonly Pair[]) => (isClockwise(ring) ? ring.toReversed() : ring);
  const polygons = rings.map((ring) => [closed(counterClockwise(ring))]);
  return collection([
    JSON.stringify({
      type: 'Feature',
      properties: { code: district.code, name_zh: district.name, name_en: district.nameEn },
      geometry: { type: 'MultiPolygon', coordinates: polygons },
    }),
  ]);
}

function isClockwise(ring: readonly Pair[]): boolean {
  let sum = 0;
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
    sum += (nextX - x) * (nextY + y);
  });
  return sum > 0;
}

export function gridsText(source: Source, { cells }: Drawn): string {
  const communities = new Map(source.communities.map((community) => [community.code, community]));
  return collection(
    cells.map((cell) => {
      const community = communities.get(cell.communityCode);
      if (community === undefined) throw new Error(`grid ${cell.code} lies in no community of the source`);
      return gridFeature(cell, community);
    }),
  );
}

export function divisionsText({ district, towns, communities }: Source, { centres }: Drawn): string {
  const people = towns.reduce((sum, town) => sum + town.population, 0);
  const townEnd = { subdistrict: 'Subdistrict', town: 'Town' } as Record<string, string>;
  const seat = towns[0]?.seat ?? ['', ''];
  return csv([
    ['code', 'name_zh', 'name_en', 'level', 'parent', 'kind', 'lng', 'lat', 'population'],
    [district.code, district.name, district.nameEn, 'district', '', 'district', ...seat, people],
    ...towns.map((town) => [
      town.code,
      town.name,
      `${town.pinyin} ${townEnd[town.kind] ?? ''}`.trim(),
      'township',
      district.code,
      town.kind,
      ...town.seat,
      town.population,
    ]),
    ...communities.map((community) => [
      community.code,
      community.name,
      englishName(community),
      'community',
      community.townCode,
      community.kind,
      ...(centres.get(community.code) ?? ['', '']),
      '',
    ]),
  ]);
}

export function writePack(pack: string, source: Source, drawn: Drawn): void {
  writeFileSync(join(pack, 'outline.geojson'), outlineText(source));
  writeFileSync(join(pack, 'grids.geojson'), gridsText(source, drawn));
  writeFileSync(join(pack, 'divisions.csv'), divisionsText(source, drawn));
}
