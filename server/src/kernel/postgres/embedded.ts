import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, readlink, rename, rm } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseUser, findPostgresBin, reachable, reachableRoot, runsAsRoot } from './binaries.ts';

export interface EmbeddedOptions {
  /** Folder for the cluster; made when absent. */
  readonly dir: string;
  readonly binDir?: string | undefined;
  /** `-c name=value` settings added to the defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onProgress?: (text: string) => void;
}

export interface EmbeddedPostgres {
  readonly pid: number;
  /** Connection URL over the private unix socket. */
  url(role: string, database: string): string;
  /** Resolves when the server process has ended, whoever ended it. */
  readonly exited: Promise<number | null>;
  /** Fast shutdown; resolves when the server process is gone. */
  stop(): Promise<void>;
}

const superuser = 'heliu_owner';

/**
 * An eighth of the machine's memory, from 128 MB to 1 GB: what a load writes stays there until the checkpoint, instead of
 * being written to disk again and again to make room.
 */
const sharedBuffers = (): string =>
  `${Math.floor(Math.min(1024, Math.max(128, totalmem() / 8 / 2 ** 20)))}MB`;

/**
 * Starts a real PostgreSQL in a folder of ours: initialised on first use, recovering by itself after a crash,
 * reached over a unix socket that only the same user (and root) can open, and shut down by the kernel when this
 * process dies in whatever way.
 * @throws Error saying who holds the folder, or what the server printed, when it cannot start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const bin = await findPostgresBin(options.binDir);
  const home = await homeFor(options.dir);
  const data = join(home, 'cluster');
  const sockets = await socketFolder(home);
  await waitUntilFree(data);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    options.onProgress?.('Preparing the database folder');
    await initialise(bin, home, data);
  }
  const child = launch(bin, data, sockets, options.settings ?? {});
  const output = collect(child);
  let ended = false;
  const exited = new Promise<number | null>((done) => {
    child.once('exit', (code) => {
      ended = true;
      done(code);
    });
  });
  const port = options.settings?.['port'];
  const url = (role: string, database: string) => socketUrl(sockets, role, database, port);
  await Promise.race([
    answers(url(superuser, 'postgres'), () => ended),
    exited.then((code) => {
      throw new Error(`The database did not start (exit ${code}):\n${output()}`);
    }),
  ]);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await exited;
  };
  return { pid: child.pid ?? 0, url, exited, stop };
}

/** @param port names the socket, too. */
export const socketUrl = (sockets: string, role: string, database: string, port = '5432'): string =>
  `postgresql://${role}@localhost:${port}/${database}?host=${encodeURIComponent(sockets)}`;

/** The folder itself, or one under /var/lib when root's database user could not reach it. */
export async function homeFor(dir: string): Promise<string> {
  const wanted = resolve(dir);
  let parent = wanted;
  while (!existsSync(parent)) parent = dirname(parent);
  const open = !runsAsRoot() || (await reachable(parent));
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const home = open ? wanted : join(reachableRoot, name);
  await mkdir(home, { recursive: true, mode: 0o755 });
  return home;
}

/** Unix socket paths end at 107 bytes, so a deep folder keeps its socket elsewhere. */
export async function socketFolder(home: string): Promise<string> {
  const near = join(home, 'socket');
  const name = createHash('sha256').update(home).digest('hex').slice(0, 12);
  const folder = near.length <= 80 ? near : `/tmp/heliu-${name}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (runsAsRoot()) await chown(folder, databaseUser.uid, databaseUser.gid);
  return folder;
}

async function initialise(bin: string, home: string, data: string): Promise<void> {
  const partial = join(home, `cluster.new.${process.pid}`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  if (runsAsRoot()) await chown(partial, databaseUser.uid, databaseUser.gid);
  const args = ['-D', partial, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C'];
  const child = spawn(join(bin, 'initdb'), args, spawnOptions(partial));
  const output = collect(child);
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('exit', done);
  });
  if (code !== 0) throw new Error(`initdb failed (exit ${code}):\n${output()}`);
  await rename(partial, data);
}

/** Detached: a Ctrl-C at the terminal is for Heliu, which then stops the database after its last request. */
function spawnOptions(cwd: string) {
  return {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(runsAsRoot() ? databaseUser : {}),
  };
}

function launch(
  bin: string,
  data: string,
  sockets: string,
  extra: Readonly<Record<string, string>>,
): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: sharedBuffers(),
    effective_cache_size: '4GB',
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    wal_compression: 'on',
    random_page_cost: '1.1',
    autovacuum_naptime: '15s',
    jit: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
    log_min_messages: 'warning',
    ...extra,
  };
  const args = [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const postgres = join(bin, 'postgres');
  const setpriv = '/usr/bin/setpriv';
  return existsSync(setpriv)
    ? spawn(setpriv, ['--pdeathsig', 'INT', '--', postgres, ...args], spawnOptions(data))
    : spawn(postgres, args, spawnOptions(data));
}

function collect(child: ChildProcess): () => string {
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-4000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text.trim();
}

async function answers(url: string, ended: () => boolean): Promise<void> {
  while (!ended()) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** Waits for a predecessor that is still shutting down; refuses when a live server keeps the folder. */
async function waitUntilFree(data: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const pid = await liveServer(data);
    if (pid === undefined) return;
    if (Date.now() > deadline) {
      throw new Error(
        `Another Heliu uses this database folder (server process ${pid}). Stop it, or set HELIU_DATA_DIR to another folder.`,
      );
    }
    await sleep(100);
  }
}

/** Pid of a postgres that runs on this folder; a pid file left by a crash, or a reused pid, does not count. */
export async function liveServer(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return cwd === data ? pid : undefined;
}
