import type { Config } from '../kernel/config.ts';
import { openDatabase } from '../kernel/db.ts';
import type { Log } from '../kernel/log.ts';
import { migrate, NewerDatabase, pendingMigrations, readMigrations } from '../kernel/migrate.ts';
import { provision } from '../kernel/provision.ts';
import { embeddedDatabase, embeddedOwner, urlsOf } from './embedded.ts';
import { CliFault, messageOf } from './fault.ts';
import { type KeptDatabase, keepEmbedded } from './start/keeper.ts';
import type { Terminal } from './terminal.ts';

export interface ReadyDatabase {
  /** As the app's role. */
  readonly url: string;
  readonly embedded: KeptDatabase | undefined;
}

/**
 * A migrated database to serve from. The embedded one is started and brought forward by itself; one of its own
 * (`DATABASE_URL`) is only checked, since the app's role cannot change tables.
 */
export async function readyDatabase(config: Config, terminal: Terminal, log: Log): Promise<ReadyDatabase> {
  if (config.databaseUrl !== undefined) {
    await assertMigrated(config.databaseUrl);
    return { url: config.databaseUrl, embedded: undefined };
  }
  const step = terminal.step({ zh: '启动内置数据库', en: 'Starting the embedded database' });
  const embedded = await keepEmbedded({ dir: config.dataDir, binDir: config.postgresBin }, log);
  try {
    await provision(embedded.url(embeddedOwner, 'postgres'), embeddedDatabase);
    step.done({ zh: '内置数据库已启动', en: 'Embedded database started' });
    const urls = urlsOf(embedded.url);
    await migrateWithProgress(urls.owner, terminal);
    return { url: urls.app, embedded };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** @throws CliFault naming the migrations that are not applied; NewerDatabase. */
export async function assertMigrated(url: string): Promise<void> {
  const { pool, close } = openDatabase(url, 1);
  try {
    const pending = await pendingMigrations(pool).catch((cause: unknown) => {
      throw cause instanceof NewerDatabase ? cause : unusable(cause);
    });
    if (pending.length === 0) return;
    const names = pending.join(', ');
    throw new CliFault({
      zh: `数据库还缺 ${pending.length} 个迁移（${names}）。请先运行 heliu migrate，再启动。`,
      en: `The database lacks ${pending.length === 1 ? '1 migration' : `${pending.length} migrations`} (${names}). Run heliu migrate first, then start.`,
    });
  } finally {
    await close();
  }
}

const unusable = (cause: unknown): CliFault => {
  const reason = messageOf(cause);
  return new CliFault(
    {
      zh: `无法使用 DATABASE_URL 的数据库：${reason}。请确认数据库在运行，并核对地址、角色和密码。`,
      en: `The database of DATABASE_URL cannot be used: ${reason}. Check that it runs, and its address, role and password.`,
    },
    { cause },
  );
};

/** @returns the names applied now. */
export async function migrateWithProgress(ownerUrl: string, terminal: Terminal): Promise<string[]> {
  const step = terminal.step({ zh: '检查数据表', en: 'Checking the tables' });
  try {
    const applied = await migrate(ownerUrl, await readMigrations());
    if (applied.length === 0) step.done({ zh: '数据表已是最新', en: 'Tables are up to date' });
    else step.done({ zh: '已执行 {n} 个迁移', en: 'Migrations applied: {n}' }, { n: applied.length });
    return applied;
  } catch (cause) {
    step.failed();
    if (cause instanceof NewerDatabase) throw cause;
    const reason = messageOf(cause);
    throw new CliFault(
      {
        zh: `数据库迁移失败，没有留下改动：${reason}`,
        en: `Migrating failed and left nothing behind: ${reason}`,
      },
      { cause },
    );
  }
}
