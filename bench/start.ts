import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoLoaded, secondsSince, startDemo, stopDemo } from './demo/server.ts';

/** Seconds: the demo month behind the first page, and a start on what an earlier one left. */
const goals = { demoSeconds: 60, secondStartSeconds: 5 } as const;
const secondStarts = 3;

const dataDir = mkdtempSync(join(tmpdir(), 'heliu-bench-start-'));
chmodSync(dataDir, 0o755);
const began = performance.now();
const first = await startDemo(dataDir);
const firstStartSeconds = secondsSince(began);
const loading = performance.now();
await demoLoaded(first);
const demoSeconds = secondsSince(loading);
await stopDemo(first);

const seconds: number[] = [];
for (let i = 0; i < secondStarts; i++) {
  const again = performance.now();
  const server = await startDemo(dataDir);
  seconds.push(secondsSince(again));
  await stopDemo(server);
}
rmSync(dataDir, { recursive: true, force: true });
const secondStartSeconds = seconds.toSorted((a, b) => a - b)[Math.floor(secondStarts / 2)] ?? 0;

const result = {
  bench: 'start',
  firstStartSeconds,
  demoSeconds,
  secondStartSeconds,
  secondStarts: seconds,
  goals,
  ratios: {
    demo: Math.round((goals.demoSeconds / demoSeconds) * 100) / 100,
    secondStart: Math.round((goals.secondStartSeconds / secondStartSeconds) * 100) / 100,
  },
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  load: loadavg()[0],
};
mkdirSync(new URL('out', import.meta.url), { recursive: true });
writeFileSync(new URL('out/start.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(
  `demo loaded in ${demoSeconds} s (goal ${goals.demoSeconds}: ratio ${result.ratios.demo}); ` +
    `second start ${secondStartSeconds} s (goal ${goals.secondStartSeconds}: ratio ${result.ratios.secondStart})\n`,
);
