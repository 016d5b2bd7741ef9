import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Grid } from '../contract/src/city/place.ts';
import type { Position } from '../contract/src/geo.ts';
import { gridLocator } from '../server/src/city/locate.ts';
import { readCityPack } from '../server/src/city/pack-reader.ts';

/** Points that one process must find the grid of in a second. */
const goalPerSecond = 500_000;
const pointCount = 1_000_000;
const rounds = 5;

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Points where matters are: any grid as likely as another, near its centre; one in fifty outside the district. */
function pointsIn(grids: readonly Grid[]): Position[] {
  const next = numbers(7);
  return Array.from({ length: pointCount }, (): Position => {
    const [lng, lat] = grids[Math.floor(next() * grids.length)]?.centre ?? [0, 0];
    const spread = next() < 0.02 ? 2 : 0.01;
    return [lng + (next() - 0.5) * spread, lat + (next() - 0.5) * spread];
  });
}

const { pack } = readCityPack(new URL('../cities/hechuan', import.meta.url).pathname);
if (pack === null) throw new Error('cities/hechuan has faults; run `npx heliu city check cities/hechuan`.');
const buildStarted = performance.now();
const locator = gridLocator(pack.grids);
const buildMs = performance.now() - buildStarted;
const points = pointsIn(pack.grids);

const rates: number[] = [];
const cpuRates: number[] = [];
let found = 0;
for (let round = 0; round < rounds; round++) {
  found = 0;
  const started = performance.now();
  const cpuStarted = process.threadCpuUsage().user;
  for (const point of points) if (locator.locate(point) !== undefined) found += 1;
  rates.push((pointCount / (performance.now() - started)) * 1000);
  cpuRates.push((pointCount / (process.threadCpuUsage().user - cpuStarted)) * 1_000_000);
}
const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
const perSecond = median(rates);
const result = {
  bench: 'locate',
  grids: pack.grids.length,
  points: pointCount,
  foundShare: found / pointCount,
  buildMs: Math.round(buildMs * 10) / 10,
  perSecond,
  rates: rates.map(Math.round),
  /** By processor time: what is left when nothing else runs on the machine. */
  perCpuSecond: median(cpuRates),
  goalPerSecond,
  ratioToGoal: Math.round((perSecond / goalPerSecond) * 100) / 100,
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  node: process.version,
};
mkdirSync(new URL('./out/', import.meta.url), { recursive: true });
writeFileSync(new URL('./out/locate.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(
  `locate: ${perSecond.toLocaleString('en')} points/s in ${result.grids} grids, ${result.ratioToGoal} × the goal of ${goalPerSecond.toLocaleString('en')}/s (${result.perCpuSecond.toLocaleString('en')} a second of processor time)\n`,
);
