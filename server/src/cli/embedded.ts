import { join } from 'node:path';
import type { Config } from '../kernel/config.ts';
import { homeFor, liveServer, socketFolder, socketUrl, startEmbedded } from '../kernel/postgres/embedded.ts';
import { appRole, provision } from '../kernel/provision.ts';

/** Name of the database on the embedded server. */
export const embeddedDatabase = 'heliu';
export const embeddedOwner = 'heliu_owner';

export interface EmbeddedUrls {
  /** May change tables. */
  readonly owner: string;
  /** As the running server connects. */
  readonly app: string;
}

/**
 * Lends the embedded database to one command: the running one when a server has it open, otherwise one that lives as
 * long as the command.
 */
export async function withEmbedded<T>(config: Config, work: (urls: EmbeddedUrls) => Promise<T>): Promise<T> {
  const running = await findRunning(config.dataDir);
  return running === undefined ? withNewEmbedded(config, work) : work(urlsOf(running));
}

/** Lends one that nobody else has open. */
export async function withNewEmbedded<T>(
  config: Config,
  work: (urls: EmbeddedUrls) => Promise<T>,
): Promise<T> {
  const embedded = await startEmbedded({ dir: config.dataDir, binDir: config.postgresBin });
  try {
    await provision(embedded.url(embeddedOwner, 'postgres'), embeddedDatabase);
    return await work(urlsOf(embedded.url));
  } finally {
    await embedded.stop();
  }
}

type UrlOf = (role: string, database: string) => string;

export const urlsOf = (url: UrlOf): EmbeddedUrls => ({
  owner: url(embeddedOwner, embeddedDatabase),
  app: url(appRole, embeddedDatabase),
});

async function findRunning(dir: string): Promise<UrlOf | undefined> {
  const home = await homeFor(dir);
  if ((await liveServer(join(home, 'cluster'))) === undefined) return undefined;
  const sockets = await socketFolder(home);
  return (role, database) => socketUrl(sockets, role, database);
}
