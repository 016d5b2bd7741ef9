#!/usr/bin/env -S node --
// `npx heliu`: the command line under the pinned Node, whatever Node npx itself runs on.
import { commandOf } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { runPinned } from './pinned-node.mjs';
import { buildWeb } from './web.mjs';

const args = process.argv.slice(2);
const serves = commandOf(args) === 'start' && !args.some((arg) => arg === '--help' || arg === '-h');
await ensureInstalled();
if (serves) await buildWeb();
process.exitCode = await runPinned('server/src/main.ts', args, { ownGroup: serves });
