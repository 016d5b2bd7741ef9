import { runScripts } from './scripts.ts';
import { finish } from './tally.ts';

/** `npm run proof [name…]`: the long drills, each proof/<name>.ts a program that exits 0 when it holds. */
finish(await runScripts('proof', process.argv.slice(2)));
