import type { App } from '../../app.ts';
import { realClock } from '../../kernel/clock.ts';
import type { Config } from '../../kernel/config.ts';
import { type Database, openDatabase } from '../../kernel/db.ts';
import { createLog, type Log } from '../../kernel/log.ts';
import { readyDatabase } from '../database.ts';
import { CliFault } from '../fault.ts';
import type { Terminal } from '../terminal.ts';
import { addressesOf } from './addresses.ts';
import { assertCertificate } from './certificate.ts';
import { assertFree, listen } from './listen.ts';
import { secretFor } from './secret.ts';
import { stopRequest } from './stop-request.ts';

/** How long requests in flight may take to end once a stop was asked for. */
const drainMs = 10_000;

/** Serves until a signal asks it to stop, or the database is lost for good. */
export async function serve(config: Config, terminal: Terminal, options: { json: boolean }): Promise<void> {
  await serveUntilStopped(config, terminal, options);
  terminal.tell({ zh: '已停止。', en: 'Stopped.' });
}

/** What was opened is closed in reverse, whatever happens. */
async function serveUntilStopped(
  config: Config,
  terminal: Terminal,
  { json }: { json: boolean },
): Promise<void> {
  const stop = stopRequest();
  const log = createLog(config.logLevel);
  assertCertificate(config);
  if (config.roles.has('web')) await assertFree(config);
  const settings = { ...config, secret: await secretFor(config) };
  await using opened = new AsyncDisposableStack();
  const loading = loadServer();
  const { url, embedded } = await readyDatabase(settings, terminal, log);
  opened.defer(() => embedded?.stop());
  const database = openDatabase(url, settings.poolSize, settings.databaseDirectUrl !== undefined);
  opened.defer(() => closeQuietly(database, log));
  const { db, pool } = database;
  const kernel = { config: settings, db, pool, clock: realClock, log };
  const { createApp, ensureCity, ensureDemo, loadDemoBehind, tellDemoKeys } = await loading;
  const app = await createApp(kernel);
  opened.defer(() => drain(app, log));
  await ensureCity(app, db, settings, terminal);
  const keys = await ensureDemo(kernel, app, terminal);
  await announce(app, settings, terminal, json);
  tellDemoKeys(keys, settings, terminal);
  terminal.tell({ zh: '按 Ctrl-C 停止。', en: 'Ctrl-C stops it.' });
  const stopping = new AbortController();
  const demo = loadDemoBehind(kernel, app, terminal, stopping.signal);
  opened.defer(() => demo);
  const reason = await Promise.race([stop, ...(embedded === undefined ? [] : [embedded.lost])]);
  stopping.abort();
  terminal.tell({ zh: '正在停止……', en: 'Stopping…' });
  if (reason instanceof Error) throw lostDatabase(reason);
}

/** All that serves, loaded while the database starts. */
async function loadServer() {
  const [{ createApp }, { ensureCity }, { ensureDemo, loadDemoBehind, tellDemoKeys }] = await Promise.all([
    import('../../app.ts'),
    import('./city.ts'),
    import('./demo.ts'),
  ]);
  return { createApp, ensureCity, ensureDemo, loadDemoBehind, tellDemoKeys };
}

async function announce(app: App, config: Config, terminal: Terminal, json: boolean): Promise<void> {
  if (!config.roles.has('web')) {
    terminal.tell({
      zh: '后台任务已运行。按 Ctrl-C 停止。',
      en: 'Background work is running. Ctrl-C stops it.',
    });
    return;
  }
  const port = await listen(app.server, config);
  const addresses = addressesOf(config, port);
  if (json) terminal.json({ addresses });
  terminal.tell({ zh: '\n合流已启动：', en: '\nHeliu is running:' });
  for (const address of addresses) {
    terminal.tell({
      zh: `  居民端 ${address}/　工作台 ${address}/console　外勤 ${address}/field`,
      en: `  residents ${address}/   staff ${address}/console   grid officers ${address}/field`,
    });
  }
}

/** What still runs when the time is over is cut off, so that the work behind it ends as well and the process with it. */
async function drain(app: App, log: Log): Promise<void> {
  const closed = app.close();
  const cutOff = setTimeout(() => {
    log.warn('requests still ran when the time to end them was over', { drainMs });
    app.server.server.closeAllConnections();
  }, drainMs);
  await closed;
  clearTimeout(cutOff);
}

async function closeQuietly(database: Database, log: Log): Promise<void> {
  await database.close().catch((error: unknown) => log.warn('the database pool did not close', { error }));
}

const lostDatabase = (cause: Error): CliFault =>
  new CliFault(
    {
      zh: `内置数据库多次异常退出，服务已停止。数据没有丢失。数据库的说明：${cause.message}`,
      en: `The embedded database kept ending, so the server stopped. No data is lost. The database said: ${cause.message}`,
    },
    { cause },
  );
