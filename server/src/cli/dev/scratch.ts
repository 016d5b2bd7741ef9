import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../kernel/migrate.ts';
import { startEmbedded } from '../../kernel/postgres/embedded.ts';
import { provision } from '../../kernel/provision.ts';
import { embeddedDatabase, embeddedOwner, type EmbeddedUrls, urlsOf } from '../embedded.ts';

/** Lends a freshly migrated database on a server of its own, gone afterwards. */
export async function withScratchDatabase<T>(work: (urls: EmbeddedUrls) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'heliu-dev-'));
  try {
    // The database runs as another user when we are root, and must reach its folder.
    await chmod(dir, 0o755);
    const embedded = await startEmbedded({ dir, settings: { fsync: 'off', shared_buffers: '64MB' } });
    try {
      const urls = urlsOf(embedded.url);
      await provision(embedded.url(embeddedOwner, 'postgres'), embeddedDatabase);
      await migrate(urls.owner);
      return await work(urls);
    } finally {
      await embedded.stop();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
