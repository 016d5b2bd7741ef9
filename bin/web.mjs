import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode } from './pinned-node.mjs';
import { root, say, seconds } from './say.mjs';

const sources = ['web', 'contract/src', 'docs/guides', 'package-lock.json'];
const skipped = new Set(['node_modules', 'dist']);

/** Builds the pages when their sources are not those of the last build. */
export async function buildWeb() {
  const stampFile = join(root, 'web', 'dist', '.sources');
  const stamp = hashOf(sources);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const started = Date.now();
  const stop = say.ticking({ zh: '正在构建页面', en: 'Building the pages' });
  const { code, output } = await vite();
  stop();
  if (code !== 0) {
    process.stderr.write(output);
    say.fault({ zh: '页面构建失败，原因见上。', en: 'The pages could not be built; the reason is above.' });
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
  say.done({ zh: '页面已构建', en: 'Pages built' }, seconds(started));
}

function vite() {
  const args = [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'];
  const child = spawn(pinnedNode(), args, {
    cwd: join(root, 'web'),
    // Whoever asks for the pages, tests included, gets those that people get: a NODE_ENV of theirs would bundle React's development build.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk) => (output += chunk);
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((done) => child.once('close', (code) => done({ code, output })));
}

/** By content, not by time: a fresh checkout or a switched branch gives files new times. */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !skipped.has(name))
    .toSorted()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}
