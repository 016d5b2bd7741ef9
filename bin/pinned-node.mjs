import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root, say } from './say.mjs';

const setpriv = '/usr/bin/setpriv';

/** The Node of the lockfile; the machine's own serves only where it is as new. */
export function pinnedNode() {
  const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  say.fault({
    zh: `没有适用于 ${process.platform} ${process.arch} 的 Node 24 依赖包。请安装 Node 24 后重试。`,
    en: `There is no Node 24 package for ${process.platform} ${process.arch}. Install Node 24 and try again.`,
  });
  process.exit(1);
}

/**
 * Runs a TypeScript file under the pinned Node and ends as it ends. Signals reach it once: it has a process group of
 * its own when `ownGroup` is set, so that Ctrl-C does not also hit what it looks after, such as the database. When
 * this process is killed outright, the kernel tells the child to stop; when npm above us is, we notice and tell it.
 * @returns the exit code.
 */
export function runPinned(file, args, { ownGroup = false } = {}) {
  // Behind `--` Node leaves the arguments alone: it would read an --env-file of ours by itself, wherever it stands.
  const command = [pinnedNode(), '--', join(root, file), ...args];
  const guarded = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'TERM', '--', ...command] : command;
  const child = spawn(guarded[0], guarded.slice(1), {
    stdio: 'inherit',
    detached: ownGroup,
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, '.cache', 'compile') },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Without a group of its own the child has the terminal's Ctrl-C already.
    process.on(signal, () => (ownGroup || signal !== 'SIGINT' ? child.kill(signal) : undefined));
  }
  if (process.env.npm_lifecycle_event !== undefined) stopWithParent(child);
  return new Promise((done) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      done(1);
    });
    child.once('exit', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

function stopWithParent(child) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  timer.unref();
}
