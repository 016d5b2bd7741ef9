#!/usr/bin/env node
// Runs on the machine's own Node (20 or later) before anything is installed: no packages, no TypeScript here.
import { ensureInstalled } from './install.mjs';
import { runPinned } from './pinned-node.mjs';
import { say } from './say.mjs';
import { buildWeb } from './web.mjs';

const tasks = {
  start: async (args) => {
    await buildWeb();
    return runPinned('server/src/main.ts', ['start', ...args], { ownGroup: true });
  },
  build: async () => {
    await buildWeb();
    return 0;
  },
  test: (args) => runPinned('tools/test.ts', args),
  'test:pg15': (args) => runPinned('tools/test-pg15.ts', args),
  check: (args) => runPinned('tools/check.ts', args),
  bench: (args) => runPinned('tools/bench.ts', args),
  proof: (args) => runPinned('tools/proof.ts', args),
};

const [name = '', ...args] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
if (task === undefined) {
  const names = Object.keys(tasks).join(', ');
  say.fault({ zh: `没有任务“${name}”。可用：${names}`, en: `No task “${name}”. There are: ${names}` });
  process.exit(2);
}
await ensureInstalled();
process.exitCode = await task(args);
