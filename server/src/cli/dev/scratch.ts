import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../kernel/migrate.ts';
import { startEmbedded } from '../../kernel/postgres/embedded.ts';
import { provision } from '../../kernel/provision.ts';
import { embeddedDatabase, urlsOf } from '../embedded.ts';

/** Lends a freshly migrated database on a server of its own, gone afterwards. The owner's connection. */
export async function withScratchDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'heliu-dev-'));
  try {
    const embedded = await startEmbedded({ dir, settings: { fsync: 'off', shared_buffers: '64MB' } });
    try {
      const { owner } = urlsOf(embedded.url);
      await provision(embedded.url('heliu_owner', 'postgres'), embeddedDatabase);
      await migrate(owner);
      return await work(owner);
    } finally {
      await embedded.stop();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
