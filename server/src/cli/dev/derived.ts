import type { EndpointSpec } from '@heliu/contract/endpoint';
import { createApp } from '../../app.ts';
import { realClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import { openDatabase } from '../../kernel/db.ts';
import { createLog } from '../../kernel/log.ts';
import { renderTables } from '../../kernel/tables-generate.ts';
import { renderConfiguration } from './configuration.ts';
import { renderOpenApi } from './openapi.ts';
import { withScratchDatabase } from './scratch.ts';

/** Files that are written from others; `npm run check` compares them with what is in the tree. */
export const derivedFiles = {
  tables: 'server/src/kernel/tables.ts',
  openapi: 'docs/openapi.json',
  config: 'docs/configuration.md',
} as const;
export type Derived = keyof typeof derivedFiles;

/** Renders the files that are asked for, from one scratch database. */
export async function renderDerived(wanted: readonly Derived[]): Promise<Map<Derived, string>> {
  const rendered = new Map<Derived, string>();
  if (wanted.includes('config')) rendered.set('config', renderConfiguration());
  if (!wanted.includes('tables') && !wanted.includes('openapi')) return rendered;
  await withScratchDatabase(async ({ owner, app }) => {
    if (wanted.includes('tables')) rendered.set('tables', await renderTables(owner));
    if (wanted.includes('openapi')) rendered.set('openapi', await renderOpenApi(await endpointsOf(app)));
  });
  return rendered;
}

/** What the product really mounts, asked of the product itself. */
async function endpointsOf(url: string): Promise<EndpointSpec[]> {
  const config = readConfig({
    HELIU_ROLES: 'worker',
    HELIU_LOG_LEVEL: 'silent',
    HELIU_SECRET: 'x'.repeat(32),
  });
  const { db, pool, close } = openDatabase(url, 4);
  try {
    const app = await createApp({ config, db, pool, clock: realClock, log: createLog('silent') });
    await app.close();
    return app.routes.map(({ endpoint }) => endpoint);
  } finally {
    await close();
  }
}
