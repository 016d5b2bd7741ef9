import type { Config } from '../kernel/config.ts';
import { type Database, openDatabase } from '../kernel/db.ts';
import { migrate } from '../kernel/migrate.ts';
import { assertMigrated } from './database.ts';
import { withEmbedded } from './embedded.ts';

/** Lends the city's database to one command, migrated, as the app's role. */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== undefined) {
    await assertMigrated(config.databaseUrl);
    return lend(config.databaseUrl, work);
  }
  return withEmbedded(config, async (urls) => {
    await migrate(urls.owner);
    return lend(urls.app, work);
  });
}

async function lend<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, 4);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
