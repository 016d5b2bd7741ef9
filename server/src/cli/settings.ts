import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '../kernel/config.ts';
import type { Cli } from './cli.ts';

/** The checkout. */
export const home = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The configuration as commands use it: what is not set lies in the checkout, wherever the command is called from.
 * @throws ConfigFault naming every bad variable.
 */
export function readSettings(cli: Pick<Cli, 'environment'>): Config {
  const config = readConfig(cli.environment);
  const given = (name: string) => Boolean(cli.environment[name]);
  return {
    ...config,
    dataDir: given('HELIU_DATA_DIR') ? config.dataDir : join(home, config.dataDir),
    city: given('HELIU_CITY') ? config.city : join(home, config.city),
  };
}
