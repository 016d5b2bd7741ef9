import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './command.ts';
import { runScripts } from './scripts.ts';
import { finish } from './tally.ts';

/** `npm run bench [name…]`: measures; each bench/<name>.ts writes bench/out/<name>.json. */
await mkdir(join(root, 'bench', 'out'), { recursive: true });
finish(await runScripts('bench', process.argv.slice(2)));
