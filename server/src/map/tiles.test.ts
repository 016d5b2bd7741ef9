import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { getMapTile, maxTileZoom, type TileLayer, tileLayerFromZoom } from '@heliu/contract/map';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { startTestApp, type TestApp, testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';
import { createTiles } from './tiles.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, readPack('hechuan'));
});
afterAll(() => app.close());

/** Tile that holds a point. */
function tileAt(z: number, [lng, lat]: readonly [number, number]): { z: number; x: number; y: number } {
  const phi = (lat * Math.PI) / 180;
  const side = 2 ** z;
  const x = Math.floor(((lng + 180) / 360) * side);
  const y = Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * side);
  return { z, x, y };
}
const centre = [106.25604, 29.99968] as const;
const urlOf = ({ z, x, y }: { z: number; x: number; y: number }) => `/api/map/tiles/${z}/${x}/${y}`;
const get = (url: string, headers: Record<string, string> = {}, to = app) =>
  to.inject({ method: 'GET', url, headers });

async function layersOf(url: string, to = app): Promise<Map<string, Record<string, unknown>[]>> {
  const reply = await get(url, {}, to);
  expect(reply.statusCode).toBe(200);
  const { layers } = new VectorTile(new PbfReader(reply.rawPayload));
  return new Map(
    Object.entries(layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties),
    ]),
  );
}

test('each layer begins at its zoom, and its features carry code and names', async () => {
  const areasAt = async (z: number) => {
    const layers = await layersOf(urlOf(tileAt(z, centre)));
    return [...layers.keys()].filter((layer) => layer !== 'label');
  };
  for (const z of [5, 7, 9, 12, maxTileZoom]) {
    const begun = (Object.keys(tileLayerFromZoom) as TileLayer[]).filter(
      (layer) => layer !== 'label' && tileLayerFromZoom[layer] <= z,
    );
    expect(new Set(await areasAt(z))).toEqual(new Set(begun));
  }
  const layers = await layersOf(urlOf(tileAt(12, centre)));
  expect(layers.get('township')).toContainEqual({
    code: '500117001',
    zh: '合阳城街道',
    en: 'Heyangcheng Subdistrict',
  });
  expect(layers.get('grid')?.length).toBeGreaterThan(50);
});

test('every area is in some tile of the district, under its own code', async () => {
  const codes = new Map<string, Set<unknown>>();
  const [from, to] = [tileAt(12, [105.96, 30.39]), tileAt(12, [106.69, 29.83])];
  for (let x = from.x; x <= to.x; x++) {
    for (let y = from.y; y <= to.y; y++) {
      for (const [layer, features] of await layersOf(urlOf({ z: 12, x, y }))) {
        const found = features.map(({ code }) => code);
        codes.set(layer, new Set(found).union(codes.get(layer) ?? new Set()));
      }
    }
  }
  expect(Object.fromEntries([...codes].map(([layer, found]) => [layer, found.size]))).toEqual({
    district: 1,
    township: 30,
    community: 419,
    grid: 3633,
    label: 450 + 3633,
  });
});

test('neighbouring tiles meet: a grid on the seam is in both', async () => {
  const { x, y } = tileAt(13, centre);
  const [left, right] = [
    await layersOf(urlOf({ z: 13, x, y })),
    await layersOf(urlOf({ z: 13, x: x + 1, y })),
  ];
  const codes = (layers: typeof left) => new Set(layers.get('grid')?.map(({ code }) => code));
  expect(codes(left).intersection(codes(right)).size).toBeGreaterThan(0);
});

test('a tile is compressed and named by its content; with the version in its address it may be kept for good', async () => {
  const url = urlOf(tileAt(12, centre));
  const plain = await get(url);
  const zipped = await get(url, { 'accept-encoding': 'gzip' });
  expect(zipped.headers).toMatchObject({
    'content-type': 'application/vnd.mapbox-vector-tile',
    'content-encoding': 'gzip',
    'cache-control': 'public, no-cache',
  });
  expect(gunzipSync(zipped.rawPayload).equals(plain.rawPayload)).toBe(true);
  const again = await get(url, { 'if-none-match': String(zipped.headers['etag']) });
  expect([again.statusCode, again.payload]).toEqual([304, '']);
  const { versionId } = app.city.current();
  expect((await get(`${url}?v=${versionId}`)).headers['cache-control']).toContain('immutable');
  expect((await get(`${url}?v=${versionId + 1}`)).headers['cache-control']).toBe('public, no-cache');
});

test('elsewhere tiles are empty, and beyond the world there are none', async () => {
  const elsewhere = await get(urlOf(tileAt(12, [25, 61])));
  expect([elsewhere.statusCode, elsewhere.rawPayload.length]).toEqual([200, 0]);
  expect(await app.refuse(getMapTile, { params: { z: 3, x: 8, y: 0 } })).toMatchObject({
    code: 'input.invalid',
    errors: [{ field: 'params.x', message: '缩放级别 3 时为 0–7' }],
  });
  expect(await app.refuse(getMapTile, { params: { z: maxTileZoom + 1, x: 0, y: 0 } })).toMatchObject({
    errors: [{ field: 'params.z' }],
  });
});

test('a tile is smaller than 150 kB', async () => {
  const tiles = createTiles(app.city.current());
  const sizes: number[] = [];
  for (let z = 6; z <= 13; z++) {
    const [from, to] = [tileAt(z, [105.96, 30.39]), tileAt(z, [106.69, 29.83])];
    for (let x = from.x; x <= to.x; x++) {
      for (let y = from.y; y <= to.y; y++) {
        const { plain } = await tiles.tile(z, x, y);
        sizes.push(plain.length);
      }
    }
  }
  expect(Math.max(...sizes)).toBeLessThan(150_000);
});

test('a city without outlines is drawn by its names', async () => {
  const town = await testApp();
  await giveCity(town, readPack('lakeside'));
  const layers = await layersOf(urlOf(tileAt(12, [25.0, 61.02])), town);
  expect([...layers.keys()]).toEqual(['label']);
  expect(layers.get('label')).toContainEqual({
    code: 'north',
    zh: '北岸镇',
    en: 'North Shore',
    level: 'township',
  });
});
