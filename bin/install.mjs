import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root, say, seconds } from './say.mjs';

/**
 * Installs the packages when node_modules is missing, half-made or not what package-lock.json says. Install scripts
 * of packages never run: the only one in the lockfile makes library links, which the server makes by itself.
 */
export async function ensureInstalled() {
  if (installed()) return;
  await exclusively(async () => {
    if (installed()) return;
    const started = Date.now();
    const stop = say.ticking({
      zh: '正在安装依赖包（首次启动约需一至两分钟）',
      en: 'Installing packages (one to two minutes, only the first time)',
    });
    const code = await npmCi();
    stop();
    if (code !== 0) {
      say.fault({
        zh: `依赖包安装失败（npm 退出码 ${code}）。请检查网络和磁盘空间后重试。`,
        en: `The packages could not be installed (npm exit code ${code}). Check the network and the disk, then try again.`,
      });
      process.exit(1);
    }
    say.done({ zh: '依赖包已安装', en: 'Packages installed' }, seconds(started));
  });
}

/**
 * npm writes node_modules/.package-lock.json last, so an interrupted installation has none. Packages for other
 * platforms are optional and stay away.
 */
function installed() {
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  let present;
  try {
    present = readJson(join(root, 'node_modules', '.package-lock.json')).packages;
  } catch {
    return false;
  }
  return Object.entries(wanted).every(([path, wish]) => {
    if (!path.includes('node_modules/') || wish.link === true) return true;
    const there = present[path];
    return there === undefined ? wish.optional === true : there.version === wish.version;
  });
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function npmCi() {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn('npm', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((done) => {
    child.once('error', () => done(127));
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** Two commands started together on a fresh clone install once; a lock left by a crash is taken over. */
async function exclusively(work) {
  const lock = join(root, '.cache', 'install.lock');
  mkdirSync(join(root, '.cache'), { recursive: true });
  while (!take(lock)) await sleep(300);
  try {
    await work();
  } finally {
    rmSync(join(lock, 'pid'), { force: true });
    rmdirSync(lock);
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (holderLives(lock)) return false;
  rmSync(lock, { recursive: true, force: true });
  return false;
}

function holderLives(lock) {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
