import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../src/kernel/migrate.ts';
import { startEmbedded } from '../src/kernel/postgres/embedded.ts';
import { provision } from '../src/kernel/provision.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    ownerUrl: string;
    appUrl: string;
    template: string;
  }
}

const template = 'heliu_template';

/** One server for the whole run, one migrated template; each test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'heliu-test-'));
  // The database runs as another user when we are root; a folder it cannot reach would be kept elsewhere and left behind.
  await chmod(dir, 0o755);
  const postgres = await startEmbedded({
    dir,
    binDir: process.env['HELIU_POSTGRES_BIN'],
    settings: { fsync: 'off', full_page_writes: 'off', shared_buffers: '256MB', max_connections: '200' },
  });
  await provision(postgres.url('heliu_owner', 'postgres'), template);
  await migrate(postgres.url('heliu_owner', template));
  const client = new pg.Client({ connectionString: postgres.url('heliu_owner', 'postgres') });
  await client.connect();
  await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await client.end();
  project.provide('ownerUrl', postgres.url('heliu_owner', 'postgres'));
  project.provide('appUrl', postgres.url('heliu_app', 'postgres'));
  project.provide('template', template);
  return async () => {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  };
}
