import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { compileCity } from '../server/src/city/city.ts';
import { readCityPack } from '../server/src/city/pack-reader.ts';
import { searchCity } from '../server/src/city/search.ts';
import { createTiles } from '../server/src/map/tiles.ts';

/** What one process may spend of processor time, which is what grows with the city: seconds for the pack, else ms. */
const limits = { packSeconds: 3, searchP95Ms: 5, tileP99Ms: 20 } as const;
const rounds = 400;
const queries = ['鹞子村3', 'hyc', '网格', '南津街 社区', 'grid 003', '不存在的地方', '5001170', 'yingpan'];

const spentMs = async (work: () => unknown): Promise<number> => {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const round = (value: number): number => Math.round(value * 100) / 100;

const folder = new URL('../cities/hechuan', import.meta.url).pathname;
let read = readCityPack(folder);
const packSeconds = (await spentMs(() => (read = readCityPack(folder)))) / 1000;
if (read.pack === null)
  throw new Error('cities/hechuan has faults; run `npx heliu city check cities/hechuan`.');
const city = compileCity(read.pack, 1);

for (const q of queries) searchCity(city, { q, limit: 10 });
const searches: number[] = [];
for (let i = 0; i < rounds; i++) {
  const q = queries[i % queries.length] ?? '';
  searches.push(await spentMs(() => searchCity(city, { q, near: [106.3, 29.9], limit: 10 })));
}

const tileAt = (z: number, [lng, lat]: readonly [number, number]) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return {
    x: Math.floor(((lng + 180) / 360) * 2 ** z),
    y: Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z),
  };
};
const tiles = createTiles(city);
const drawn: number[] = [];
for (let z = 6; z <= 13; z++) {
  const [from, to] = [tileAt(z, [105.96, 30.39]), tileAt(z, [106.69, 29.83])];
  for (let x = from.x; x <= to.x; x++) {
    for (let y = from.y; y <= to.y; y++) drawn.push(await spentMs(() => tiles.tile(z, x, y)));
  }
}

const measured = {
  packSeconds: round(packSeconds),
  searchP95Ms: round(quantile(searches, 0.95)),
  tileP99Ms: round(quantile(drawn, 0.99)),
};
const result = {
  bench: 'city',
  grids: read.pack.grids.length,
  searches: searches.length,
  tiles: drawn.length,
  ...measured,
  limits,
  ratioToLimit: {
    pack: round(measured.packSeconds / limits.packSeconds),
    search: round(measured.searchP95Ms / limits.searchP95Ms),
    tile: round(measured.tileP99Ms / limits.tileP99Ms),
  },
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  node: process.version,
};
mkdirSync(new URL('./out/', import.meta.url), { recursive: true });
writeFileSync(new URL('./out/city.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(
  `city: pack read in ${measured.packSeconds} s, place search p95 ${measured.searchP95Ms} ms, tile p99 ${measured.tileP99Ms} ms of processor time: ` +
    `${result.ratioToLimit.pack}, ${result.ratioToLimit.search} and ${result.ratioToLimit.tile} × their limits\n`,
);
