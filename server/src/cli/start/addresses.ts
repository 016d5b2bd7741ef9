import { networkInterfaces } from 'node:os';
import type { Config } from '../../kernel/config.ts';

/** Where a browser finds the server: its public origin, or each address of this machine that it listens on. */
export function addressesOf(config: Pick<Config, 'origin' | 'host' | 'tls'>, port: number): string[] {
  if (config.origin !== undefined) return [config.origin];
  const scheme = config.tls === undefined ? 'http' : 'https';
  return hostsOf(config.host).map((host) => `${scheme}://${host}:${port}`);
}

function hostsOf(host: string): string[] {
  if (host === '127.0.0.1' || host === '::1' || host === 'localhost') return ['localhost'];
  if (host !== '0.0.0.0' && host !== '::') return [host.includes(':') ? `[${host}]` : host];
  const reachable = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return ['localhost', ...reachable];
}
