import type { Bounds } from '@heliu/contract/city/overview';
import { getMapTile, maxTileZoom } from '@heliu/contract/map';
import { addressOf } from '../../kernel/api/index.ts';

interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const firstZoom = 9;
/** A township to the deepest zoom; of a larger area the deepest tiles come when they are looked at. */
const mostTiles = 400;
/** Web Mercator ends here. */
const maxLat = 85.05;

const column = (lng: number, z: number): number => Math.floor(((lng + 180) / 360) * 2 ** z);
function row(lat: number, z: number): number {
  const angle = (Math.max(-maxLat, Math.min(maxLat, lat)) * Math.PI) / 180;
  return Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * 2 ** z);
}

const span = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

const tilesAt = ([west, south, east, north]: Bounds, z: number): Tile[] =>
  span(column(west, z), column(east, z)).flatMap((x) =>
    span(row(north, z), row(south, z)).map((y) => ({ z, x, y })),
  );

/** Tiles that cover these areas, the whole before the detail, as many as are worth keeping. */
export function tilesOver(areas: readonly Bounds[], most = mostTiles): Tile[] {
  const found = new Map<string, Tile>();
  for (const z of span(firstZoom, maxTileZoom)) {
    for (const tile of areas.flatMap((area) => tilesAt(area, z))) {
      if (found.size < most) found.set(`${z}/${tile.x}/${tile.y}`, tile);
    }
    if (found.size >= most) break;
  }
  return [...found.values()];
}

let kept = '';

/** Asks for the tiles of my places once a version of the city: the service worker keeps what passes through it. */
export async function keepTiles(areas: readonly Bounds[], versionId: number | undefined): Promise<void> {
  const wanted = JSON.stringify([areas, versionId]);
  if (wanted === kept || versionId === undefined || navigator.serviceWorker?.controller == null) return;
  for (const params of tilesOver(areas)) {
    const reply = await fetch(addressOf(getMapTile, { params: { ...params }, query: { v: versionId } }));
    if (!reply.ok) return;
  }
  kept = wanted;
}
